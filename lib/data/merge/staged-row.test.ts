import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KmsRequestObservation } from '@/lib/activation/observation'
import { checkObservation } from './check-observation'
import { StagedProducts } from './staged-product'
import { requestLine, stagedLine, stagedRow } from './staged-row'

const request: fc.Arbitrary<KmsRequestObservation> = fc.record({
  kind: fc.constant('kmsRequest' as const),
  at: fc.constantFrom('2025-03-01T10:00:00.123Z', '2025-03-01T10:00:00Z'),
  host: fc.constantFrom(undefined, { name: 'KMS01.corp.example' }, { name: 'kms\\01' }),
  client: fc.record({
    name: fc.constantFrom('PC-1.corp.example', 'pc\\1', 'пк-1'),
    cmid: fc.constantFrom('0a0a0a0a-0000-4000-8000-000000000001', 'damaged'),
    isVirtual: fc.boolean(),
  }),
  hresult: fc.constantFrom('0x00000000', '0xC004F038'),
  minimumCount: fc.constantFrom(5, 25, 7, 2.5),
  status: fc.constantFrom('licensed' as const, 'initialGrace' as const),
  remainingMinutes: fc.constantFrom(0, 249_000, 4_294_967_295),
  activationId: fc.constantFrom('73111121-5638-40f6-bc11-f1d7b0d64300', 'no id'),
  clientTime: fc.constantFrom(undefined, '2025-03-01T10:00:00.000Z', '2025-03-01T10:00', 'never'),
})

describe('requestLine', () => {
  it('writes what the general way writes, or leaves it to that', () => {
    fc.assert(
      fc.property(request, (observation) => {
        const result = checkObservation(observation, 7, Date.parse('2025-06-01'))
        if (!result.ok) throw new Error(result.reason)
        const fast = requestLine(result.checked, new StagedProducts())
        if (fast === undefined) return
        expect(fast).toBe(stagedLine(stagedRow(result.checked, new StagedProducts())))
      }),
    )
  })
})
