import { expect, it } from 'vitest'
import type { LedgerEntry } from '../mak/mak-ledger'
import { attentionSentence } from './attention-sentence'
import { makAttention, makSummaryOf } from './mak-attention'

const NOW = Date.UTC(2026, 10, 22)
const at = '2026-06-01T00:00:00.000Z'
const key = (lastFive: string) => ({ keyId: lastFive, label: 'Windows 11 Pro', lastFive })
const ledger = (granted: number, used: number): LedgerEntry[] => [
  { idempotencyKey: 'a', at, source: 'test', kind: 'increase', count: granted },
  { idempotencyKey: 'b', at, source: 'test', kind: 'activation', count: used },
]

it('names overdrawn MAKs first, then those used up, then those that run low; others not at all', () => {
  const maks = [
    makSummaryOf(key('PLENTY'), ledger(100, 10), { percent: 20 }, NOW),
    makSummaryOf(key('LOWLY'), ledger(100, 85), { percent: 20 }, NOW),
    makSummaryOf(key('EMPTY'), ledger(100, 100), {}, NOW),
    makSummaryOf(key('OVERS'), ledger(100, 103), {}, NOW),
    makSummaryOf(key('NOLOT'), [], { percent: 20 }, NOW),
  ]
  expect(makAttention(maks).map((item) => attentionSentence(item, NOW))).toEqual([
    {
      text: 'MAK …-OVERS (Windows 11 Pro) is overdrawn by 3',
      detail: 'More activations were seen than the 100 granted. Ask for more, or correct the ledger.',
    },
    {
      text: 'MAK …-EMPTY (Windows 11 Pro) is used up',
      detail: 'None of 100 activations is left: the next machine gets 0xC004C020. Ask for more.',
    },
    {
      text: 'MAK …-LOWLY (Windows 11 Pro) runs low: 15 of 100 left',
      detail: '100 granted, 85 used by our count. 15 % of the activations left. Alerts at 20 % or less.',
    },
  ])
})

it('says what is left of a MAK from Microsoft’s count where that leaves less than ours', () => {
  const said: LedgerEntry = { idempotencyKey: 'c', at, source: 'test', kind: 'microsoftCount', remaining: 9 }
  const reported = makSummaryOf(key('LOWLY'), [...ledger(100, 85), said], { percent: 20 }, NOW)
  expect(makAttention([reported]).map((item) => attentionSentence(item, NOW).detail)).toEqual([
    expect.stringMatching(/^Microsoft said 9 on 1 Jun, none used since\. 9 % of/),
  ])
})
