import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KmsRequestObservation } from '../observation'
import { answerToCount, countHoldsUntil, distinctCmids } from './kms-count'
import { rebuildCount } from './rebuild-count'
import { DAY_MS } from './timers'

const VISTA = 'cfd8ff08-c0d7-452b-9f60-ef5c70c32094'
const SERVER_2008 = 'ad2542d4-9154-4c6d-8a44-30f11ee96989'
const WINDOWS_10 = '73111121-5638-40f6-bc11-f1d7b0d64300'
const OFFICE_2016 = 'd450596f-894d-49e0-966a-fd39ed4c4c64'

const START = Date.UTC(2026, 2, 1)

interface Asked {
  cmid: number
  day?: number
  activationId?: string
  minimumCount?: number
  hresult?: string
  isVirtual?: boolean
}

function request({ cmid, day = 0, isVirtual = false, ...rest }: Asked): KmsRequestObservation {
  return {
    kind: 'kmsRequest',
    at: new Date(START + day * DAY_MS).toISOString(),
    client: {
      name: `pc-${cmid}`,
      cmid: `00000000-0000-4000-8000-${String(cmid).padStart(12, '0')}`,
      isVirtual,
    },
    hresult: '0x00000000',
    minimumCount: 25,
    status: 'initialGrace',
    remainingMinutes: 40_000,
    activationId: WINDOWS_10,
    ...rest,
  }
}

const range = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index)
const clients = (count: number, day = 0, from = 0) => range(count, from).map((cmid) => request({ cmid, day }))
const servers = (count: number, from: number) =>
  range(count, from).map((cmid) => request({ cmid, activationId: SERVER_2008, minimumCount: 5 }))
const windows = (requests: KmsRequestObservation[], day = 0) =>
  rebuildCount(requests, START + day * DAY_MS).find(({ countedAs }) => countedAs === 'Windows')

describe('the count of a KMS host', () => {
  it('counts clients and servers together', () => {
    expect(windows([...clients(20), ...servers(5, 100)])).toMatchObject({ count: 25, cap: 50 })
  })

  it('counts a machine once however often it asks', () => {
    expect(windows([...clients(3), ...clients(3, 1), ...clients(3, 2)], 2)?.count).toBe(3)
  })

  it('forgets a machine 30 days after it asked last', () => {
    expect(windows(clients(30), 29)?.count).toBe(30)
    expect(windows(clients(30), 30)?.count).toBe(0)
    expect(windows([...clients(30), ...clients(10, 7)], 31)?.count).toBe(10)
  })

  it('stops at 50, which is not the size of the fleet', () => {
    expect(windows(clients(500))).toMatchObject({ count: 50, cap: 50 })
    expect(distinctCmids(clients(500), START)).toBe(500)
  })

  it('stops at 10 where only servers asked', () => {
    expect(windows(servers(40, 0))).toMatchObject({ count: 10, cap: 10 })
  })

  it('counts the refused requests that fill it', () => {
    const refused = range(24).map((cmid) => request({ cmid, hresult: '0xC004F038' }))
    expect(windows(refused)?.count).toBe(24)
  })

  it('does not count requests its key does not serve or with a wrong clock', () => {
    const refused = ['0xC004F042', '0xC004F06C'].map((hresult, cmid) => request({ cmid, hresult }))
    expect(windows(refused)?.count ?? 0).toBe(0)
  })

  it('counts one for clones that share a CMID', () => {
    expect(
      windows(
        range(40).map((day) => request({ cmid: 1, day: day / 40 })),
        1,
      )?.count,
    ).toBe(1)
  })

  it('keeps Office apart, with a cap of its own', () => {
    const office = range(12).map((cmid) => request({ cmid, activationId: OFFICE_2016, minimumCount: 5 }))
    expect(rebuildCount([...clients(3), ...office], START)).toMatchObject([
      { countedAs: 'Windows', count: 3, cap: 50 },
      { countedAs: 'Office 2016', count: 10, cap: 10 },
    ])
  })

  it('leaves out virtual machines of the Vista generation only', () => {
    const virtual = [
      request({ cmid: 1, isVirtual: true, activationId: VISTA }),
      request({ cmid: 2, isVirtual: true, activationId: SERVER_2008, minimumCount: 5 }),
      request({ cmid: 3, isVirtual: true }),
    ]
    expect(windows(virtual)?.count).toBe(1)
  })

  const asked = fc.record({
    cmid: fc.nat(80),
    day: fc.integer({ min: 0, max: 60 }),
    minimumCount: fc.constantFrom(5, 25),
    hresult: fc.constantFrom('0x00000000', '0xC004F038', '0xC004F042'),
  })

  it('never exceeds its cap nor the distinct CMIDs, in whatever order the log is read', () => {
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 200 }), fc.integer({ min: 0, max: 90 }), (list, day) => {
        const requests = list.map(request)
        for (const one of rebuildCount(requests, START + day * DAY_MS)) {
          expect(one.count).toBeLessThanOrEqual(one.cap)
          expect(one.count).toBeLessThanOrEqual(distinctCmids(requests, START + day * DAY_MS))
        }
      }),
    )
  })

  it('is the distinct CMIDs up to the cap as long as the cap does not change', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(80), { minLength: 1, maxLength: 200 }), (cmids) => {
        const count = windows(
          cmids.map((cmid, index) => request({ cmid, day: index / 1000 })),
          1,
        )
        expect(count?.count).toBe(Math.min(50, new Set(cmids).size))
      }),
    )
  })
})

describe('answerToCount', () => {
  it.each([
    [4, 5, false],
    [5, 5, true],
    [5, 25, false],
    [24, 25, false],
    [25, 25, true],
  ])('a count of %i for a minimum of %i: %s', (count, needed, ok) => {
    expect(answerToCount(count, needed).ok).toBe(ok)
  })

  it('says what was seen and what is needed', () => {
    expect(answerToCount(19, 25)).toEqual({
      ok: false,
      refusal: { kind: 'belowThreshold', seen: 19, needed: 25, code: '0xC004F038' },
    })
  })
})

describe('countHoldsUntil', () => {
  it('ends 30 days after the request that just keeps the count', () => {
    const lastAsked = range(30).map((day) => START + day * DAY_MS)
    expect(countHoldsUntil(lastAsked, 25, START + 29 * DAY_MS)).toBe(START + 35 * DAY_MS)
  })

  it('is absent when the count is too low already', () => {
    expect(countHoldsUntil([START], 5, START)).toBeUndefined()
  })
})
