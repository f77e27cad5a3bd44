import { describe, expect, it } from 'vitest'
import { canHostActivate, type HostRefusal, type KmsHostSetup } from '../kms/can-host-activate'
import { sayHostKeyRefusal, sayHostRefusal } from '../kms/host-sentence'
import { REARM_COSTS } from '../license/rearm'
import { sayRearmCosts, sayRearmRefusal } from '../license/rearm-sentence'
import { sayDrift, sayForecast, sayLedgerRefusal, sayLowCount } from '../mak/mak-sentence'
import type { KmsProduct } from '../product/release-order'

function refusalOf(host: KmsHostSetup, product: KmsProduct): HostRefusal {
  const answer = canHostActivate(host, product)
  if (answer.ok) throw new Error('Not refused')
  return answer.refusal
}

const SERVER_2022: KmsProduct = { family: 'server', generation: 'Windows Server 2022' }

describe('refusals in words', () => {
  it.each<[KmsHostSetup, KmsProduct, string]>([
    [
      { hostPlatform: 'Windows Server 2019', key: 'server-2019' },
      SERVER_2022,
      'The host key serves up to Windows Server 2019, not Windows Server 2022. The cheapest key that does is Server 2022.',
    ],
    [
      { hostPlatform: 'Windows Server 2016', key: 'server-2019', updates: [] },
      SERVER_2022,
      'Windows Server 2016 needs KB5003638 or KB4478877, or a later cumulative update, before it accepts this key.',
    ],
    [
      { hostPlatform: 'Windows Server 2022', key: 'server-2022' },
      { family: 'office', generation: 'Office 2019' },
      'Office needs the host key of its version, here Office 2019; it can be installed next to the Windows key on the same host.',
    ],
    [
      { hostPlatform: 'Windows Server 2008 R2', key: 'server-2016' },
      SERVER_2022,
      'Windows Server 2008 R2 is too old for this key, which can be installed on Windows Server 2012, Windows Server 2012 R2 or Windows Server 2016.',
    ],
    [
      { hostPlatform: 'Windows Server 2008', key: 'server-2008-a' },
      { family: 'server', generation: 'Windows Server 2008', edition: 'ServerDatacenter' },
      'The edition belongs to group C; the key is of group A. The cheapest key that does is Server 2008 group C.',
    ],
  ])('%o', (host, product, sentence) => {
    expect(sayHostRefusal(refusalOf(host, product))).toBe(sentence)
  })

  it('names the six hosts of a used-up host key and the way out', () => {
    const hosts = ['kms01', 'kms02', 'kms03', 'kms04', 'kms05', 'kms06']
    expect(sayHostKeyRefusal({ kind: 'noHostLeft', hosts, limit: 6, code: '0xC004C008' })).toBe(
      'The key has activated its 6 hosts: kms01, kms02, kms03, kms04, kms05 and kms06. Microsoft would refuse another host with 0xC004C008. Ask the Microsoft Activation Center to raise the limit.',
    )
  })

  it('gives the numbers of an overdraw', () => {
    expect(sayLedgerRefusal({ kind: 'overdraw', balance: 1, asked: 3, missing: 2 })).toBe(
      'The key has 1 activation left and 3 are needed: 2 too few. Ask Microsoft for more, or choose fewer machines.',
    )
  })

  it('explains drift', () => {
    const latest = { at: '2026-03-01T00:00:00.000Z', reported: 82, seen: 85, drift: 3 }
    expect(sayDrift({ latest, reportedNow: 82, stretches: [] })).toBe(
      'Microsoft reported 82 left on 1 Mar 2026; our count was 85. 3 activations that our sources do not show.',
    )
  })

  it('gives a forecast with its band, or why there is none', () => {
    const rate = {
      perDay: 1,
      lowPerDay: 0.8,
      highPerDay: 1.2,
      spent: { new: 90, rebuild: 0, hardware: 0 },
      days: 90,
    }
    const runsOut = {
      earliest: '2026-07-01T00:00:00Z',
      likely: '2026-08-03T00:00:00Z',
      latest: '2026-09-20T00:00:00Z',
    }
    expect(sayForecast({ ok: true, available: 100, rate, runsOut })).toBe(
      '100 activations left at about 30 in 30 days: used up around 3 Aug 2026, probably between 1 Jul 2026 and 20 Sep 2026.',
    )
    expect(sayForecast({ ok: false, refusal: { kind: 'usedUp', available: -2 } })).toBe(
      'No activation is left: 2 activations too few, by the lower of the two counts, ours and Microsoft’s.',
    )
    expect(sayLowCount({ kind: 'percent', percentLeft: 16.4, limit: 20 })).toBe(
      '16 % of the activations left. Alerts at 20 % or less.',
    )
  })

  it('says what a rearm costs and why there is none left', () => {
    expect(sayRearmCosts(REARM_COSTS)).toMatch(/^A rearm uses one .* needs a restart\.$/)
    expect(sayRearmRefusal({ kind: 'noRearmLeft', limit: 3, code: '0xC004D307' })).toContain(
      'All 3 rearms are used',
    )
  })
})
