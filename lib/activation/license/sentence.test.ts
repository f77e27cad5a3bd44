import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Channel } from '../observation'
import { REASON_ROWS } from '../reason/reason-codes'
import { assess, type LicenseFacts } from './assess'
import { LICENSE_STATUS_ORDER } from './license-status'
import { conditionLabel, describeLicense, statusLabel } from './sentence'

const now = '2026-11-22T06:00:00Z'
const kms: LicenseFacts = {
  status: 'licensed',
  channel: 'KMS client',
  observedAt: '2026-11-20T05:00:00Z',
  expiresAt: '2027-05-19T05:00:00Z',
  kmsHost: 'kms02.corp.example',
}
const describeAt = (change: Partial<LicenseFacts>, at: string = now) => {
  const facts = { ...kms, ...change }
  return describeLicense(facts, assess(facts, at), at)
}

describe('describeLicense', () => {
  it('answers first, then says how it knows', () => {
    expect(describeAt({})).toEqual({
      headline: 'Licensed through KMS until 19 May 2027',
      detail: 'Last renewed 2 days ago by kms02; next attempt by 27 Nov.',
      nextStep: undefined,
    })
  })

  it.each<[Partial<LicenseFacts>, string]>([
    [{ activatedBy: 'directory' }, 'Licensed through the directory until 19 May 2027'],
    [{ expiresAt: undefined }, 'Licensed through KMS until 19 May 2027 at the latest'],
    [{ channel: 'MAK', expiresAt: undefined }, 'Licensed with a MAK, permanently'],
    [{ channel: 'Retail', expiresAt: undefined }, 'Licensed with a retail key, permanently'],
    [{ channel: 'OEM', expiresAt: undefined }, 'Licensed through the manufacturer (OEM), permanently'],
    [{ channel: 'AVMA' }, 'Licensed through the Hyper-V host (AVMA) until 19 May 2027'],
    [{ channel: 'Evaluation' }, 'Licensed for evaluation until 19 May 2027'],
    [
      { channel: 'Evaluation', expiresAt: undefined },
      'Licensed for evaluation, end unknown: 19 May 2027 at the latest',
    ],
    [{ channel: 'Subscription', expiresAt: undefined }, 'Licensed through a subscription'],
    [{ channel: 'Unknown', expiresAt: undefined }, 'Licensed'],
    [
      { status: 'initialGrace', expiresAt: '2026-12-10T00:00:00Z' },
      'Grace until 10 Dec 2026: not activated yet',
    ],
    [
      { status: 'initialGrace', expiresAt: undefined },
      'Grace until 20 Dec 2026 at the latest: not activated yet',
    ],
    [{ expiresAt: '2026-11-10T00:00:00Z' }, 'Grace until 10 Dec 2026: the activation ran out on 10 Nov 2026'],
    [{ expiresAt: '2026-05-10T00:00:00Z' }, 'Silent since 9 Jun 2026'],
    [{ status: 'notification' }, 'Not activated: shows notifications'],
    [{ status: 'notification', reason: '0xC004F009' }, 'Shows notifications: the grace period is over'],
    [{ status: 'notification', reason: '0x8007232B' }, 'Shows notifications: DNS has no KMS record'],
    [{ status: 'unlicensed', reason: '0xC004F014' }, 'Unlicensed: no product key is installed'],
    [{ status: 'notification', managedPerUser: true }, 'Licensed per user, not managed here'],
  ])('of %j says %s', (change, headline) => {
    expect(describeAt(change).headline).toBe(headline)
  })

  it.each<[Partial<LicenseFacts>, string | undefined]>([
    [{}, undefined],
    [{ status: 'initialGrace', expiresAt: '2026-12-10T00:00:00Z', generation: 'Windows 7' }, undefined],
    [{ status: 'notification', generation: 'Windows 7' }, 'The desktop background is black.'],
    [{ status: 'notification', generation: 'Windows Server 2008' }, 'The desktop background is black.'],
    [{ status: 'notification', generation: 'Windows 11' }, 'The desktop shows a watermark'],
    [{ status: 'unlicensed', generation: 'Windows Vista' }, 'reduced functionality'],
    [{ status: 'notification', generation: 'Windows Vista' }, 'The desktop background is black.'],
    [{ expiresAt: '2026-12-10T00:00:00Z', generation: 'Windows 11' }, 'A banner and a toast'],
    [{ expiresAt: '2026-12-10T00:00:00Z', generation: 'Windows 7' }, undefined],
    [{ status: 'notification', generation: 'Office 2019', family: 'office' }, 'a red title bar'],
  ])('of %j says that the person sees %s', (change, words) => {
    const { personSees } = describeAt(change)
    if (words === undefined) expect(personSees).toBeUndefined()
    else expect(personSees).toContain(words)
  })

  it('does not guess where the end lies before the time the source is said to be of', () => {
    expect(describeAt({ expiresAt: '2024-08-30T00:00:00Z' }).detail).toBe(
      'The source says licensed until 30 Aug 2024 but is dated 20 Nov 2026: it is older than that, or a clock is wrong.',
    )
  })

  it.each<[number, Partial<LicenseFacts>, string]>([
    [3, {}, 'Its count is 3; servers need 5, client editions 25.'],
    [19, {}, 'Its count is 19: enough for servers; client editions need 25.'],
    [25, {}, 'Its count is 25: enough for clients and servers.'],
    [4, { family: 'office' }, 'Its count is 4; Office needs 5.'],
    [10, { family: 'office' }, 'Its count is 10: enough for Office.'],
  ])('says for whom the count %s of a KMS host is enough', (hostCount, change, words) => {
    const host = { channel: 'KMS host' as const, expiresAt: undefined, hostCount, ...change }
    expect(describeAt(host).detail).toContain(words)
  })

  it('puts the numbers of a low count into the detail', () => {
    const said = describeAt({ status: 'notification', reason: '0xC004F038', hostCount: 19, minimumCount: 25 })
    expect(said.detail).toContain('kms02 reported 19; this client needs 25.')
    expect(said.detail).toContain('Reason 0xC004F038.')
    expect(said.nextStep?.command).toBe('slmgr.vbs /dlv')
  })

  it('tells of a failed renewal while the license still holds', () => {
    const said = describeAt({ expiresAt: '2027-05-01T05:00:00Z', reason: '0xC004F074' })
    expect(said.headline).toBe('Licensed through KMS until 1 May 2027')
    expect(said.detail).toContain('The last attempt failed: no KMS host could be reached.')
    expect(said.nextStep?.command).toBe('nslookup -type=srv _vlmcs._tcp')
  })

  it('does not take a remark on a licensed product for an error', () => {
    expect(describeAt({ reason: '0x4004F040' })).toEqual(describeAt({}))
  })

  it('raises its voice only after three renewals went by unseen', () => {
    expect(describeAt({}, '2026-11-29T06:00:00Z')).toMatchObject({
      detail: 'Last renewed 9 days ago by kms02; the renewal due by 27 Nov has not been seen yet.',
      nextStep: undefined,
    })
    const later = describeAt({}, '2026-12-12T06:00:00Z')
    expect(later.detail).toBe(
      'Last renewed 22 days ago by kms02; 3 renewals due since then have not been seen.',
    )
    expect(later.nextStep?.text).toContain('_vlmcs._tcp')
  })

  it.each<[Partial<LicenseFacts>, string, string | undefined]>([
    [{ status: 'notification' }, 'TCP 1688', 'slmgr.vbs /ato'],
    [{ status: 'notification', family: 'office' }, 'TCP 1688', 'cscript ospp.vbs /act'],
    [
      { status: 'notification', channel: 'MAK', reason: '0xC004F00F' },
      'one more activation',
      'slmgr.vbs /ato',
    ],
    [{ status: 'outOfToleranceGrace', activatedBy: 'directory' }, 'domain controller', 'slmgr.vbs /ato'],
    [{ status: 'notification', reason: '0xC004F06C' }, 'clock', 'w32tm /query /status'],
    [
      { status: 'notification', reason: '0x800706BA' },
      'port',
      'Test-NetConnection kms02.corp.example -Port 1688',
    ],
    [{ status: 'unlicensed', reason: '0xC004F050' }, 'Enter the key again', undefined],
    [{ status: 'notification', reason: '0xC004FFFF' }, 'slui.exe 0x2a 0xC004FFFF', 'slmgr.vbs /ato'],
    [
      { channel: 'Evaluation', expiresAt: '2026-12-01T00:00:00Z' },
      'Convert',
      'DISM /Online /Get-TargetEditions',
    ],
    // A known reason never replaces better advice for an evaluation.
    ...['0xC004F014', '0x87E10BC6', '0xC004F034', '0x80072EE7'].map(
      (reason): [Partial<LicenseFacts>, string, string | undefined] => [
        { channel: 'Evaluation', status: 'notification', reason },
        'Convert',
        'DISM /Online /Get-TargetEditions',
      ],
    ),
    [
      { channel: 'Evaluation', status: 'initialGrace', remainingMinutes: 9000, reason: '0x80072EE7' },
      'DNS and proxy',
      'Test-NetConnection activation-v2.sls.microsoft.com -Port 443',
    ],
    [
      { channel: 'Evaluation', status: 'initialGrace', remainingMinutes: 9000 },
      'starts with activation',
      'slmgr.vbs /ato',
    ],
    [
      { channel: 'Evaluation', status: 'notification', family: 'server', reason: '0xC004F009' },
      'the evaluation is over',
      'DISM /Online /Get-TargetEditions',
    ],
    [
      { channel: 'Evaluation', status: 'notification', family: 'client', reason: '0xC004F009' },
      'Reinstall with a licensed edition: the evaluation is over',
      undefined,
    ],
    [
      { channel: 'MAK', status: 'initialGrace', remainingMinutes: 9000 },
      'uses one activation of the MAK',
      'slmgr.vbs /ato',
    ],
    [{ channel: 'Retail', status: 'initialGrace', remainingMinutes: 9000 }, 'Activate it,', 'slmgr.vbs /ato'],
    [
      { channel: 'KMS host', status: 'unlicensed', reason: '0xC004F041' },
      'Activate the host',
      'slmgr.vbs /ato',
    ],
    [{ expiresAt: '2026-01-10T00:00:00Z' }, 'still in use', 'slmgr.vbs /dlv'],
  ])('of %j advises something with %s', (change, text, command) => {
    const { nextStep } = describeAt(change)
    expect(nextStep?.text).toContain(text)
    expect(nextStep?.command).toBe(command)
  })

  it('speaks plainly of every state: whole sentences, no gaps, no alarm', () => {
    const channels: Channel[] = [
      'KMS client',
      'MAK',
      'KMS host',
      'Retail',
      'OEM',
      'Evaluation',
      'AVMA',
      'Subscription',
      'Unknown',
    ]
    const facts = fc.record({
      status: fc.constantFrom(...LICENSE_STATUS_ORDER),
      channel: fc.constantFrom(...channels),
      observedAt: fc.constant('2026-11-20T05:00:00Z'),
      remainingMinutes: fc.option(fc.integer({ min: 1, max: 259_200 }), { nil: undefined }),
      reason: fc.option(fc.constantFrom(...REASON_ROWS.map((row) => row.code), '0xC004FFFF'), {
        nil: undefined,
      }),
      kmsHost: fc.option(fc.constantFrom('kms01.example.net', '192.0.2.7', '2001:db8::7'), {
        nil: undefined,
      }),
      activatedBy: fc.constantFrom(undefined, 'kms' as const, 'directory' as const),
    })
    fc.assert(
      fc.property(facts, fc.integer({ min: 0, max: 400 }), (given, days) => {
        const at = Date.parse(given.observedAt) + days * 86_400_000
        const { headline, detail, nextStep } = describeLicense(given, assess(given, at), at)
        for (const text of [headline, detail, nextStep?.text ?? '']) {
          expect(text).not.toMatch(/undefined|NaN|unknown day|!|\.\.| {2}|^\s|\s$/)
        }
        expect(headline).toMatch(/^[A-Z].*[^.]$/)
        expect(detail).toMatch(/^(?:[A-Z]|kms01).*\.$/)
      }),
    )
  })
})

describe('labels', () => {
  it('name every condition and status', () => {
    expect(conditionLabel('silent')).toBe('Silent')
    expect(statusLabel('outOfToleranceGrace')).toBe('Additional grace period')
  })
})

describe('a machine that asks the KMS host of a cloud', () => {
  const asks = { kmsHost: 'azkms.core.windows.net' }

  it('is led home where it is known to be none of the cloud, licensed or not', () => {
    for (const change of [{}, { status: 'notification' as const, reason: '0xC004F074' }]) {
      expect(describeAt({ ...asks, ...change, isVirtual: false }).nextStep).toMatchObject({
        command: 'slmgr.vbs /ckms',
      })
    }
  })

  it('is shown the way to it where it may be one of the cloud, and only in trouble', () => {
    expect(describeAt({ ...asks, isVirtual: true }).nextStep).toBeUndefined()
    const { nextStep } = describeAt({ ...asks, status: 'notification', reason: '0xC004F074' })
    expect(nextStep?.text).toContain('forced tunnel')
    expect(nextStep?.text).not.toContain('SRV')
  })
})

it('knows of a guest of Hyper-V past its seven days only that it was not heard of', () => {
  const guest = describeAt({
    channel: 'AVMA',
    expiresAt: '2026-11-20T00:00:00Z',
    observedAt: '2026-11-13T00:00:00Z',
  })
  expect(guest.headline).toBe('Silent since 20 Nov 2026')
  expect(guest.detail).toContain('may still be licensed')
})
