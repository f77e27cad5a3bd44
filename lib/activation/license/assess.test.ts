import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../kms/timers'
import { assess, type LicenseFacts } from './assess'
import { LICENSE_STATUS_ORDER } from './license-status'
import { endsAtOf } from './validity'

const observedAt = '2026-03-01T08:00:00.000Z'
const kms: LicenseFacts = {
  status: 'licensed',
  channel: 'KMS client',
  observedAt,
  expiresAt: '2026-08-28T08:00:00.000Z',
  kmsHost: 'kms02.example.net',
}
const daysOn = (days: number) => Date.parse(observedAt) + days * DAY_MS

describe('assess', () => {
  it('says until when a KMS license holds and when it renews', () => {
    expect(assess(kms, daysOn(2))).toEqual({
      status: 'licensed',
      effectiveStatus: 'licensed',
      condition: 'licensed',
      since: undefined,
      until: '2026-08-28T08:00:00.000Z',
      nextChangeAt: '2026-08-28T08:00:00.000Z',
      lastRenewedAt: observedAt,
      renewBy: '2026-03-08T08:00:00.000Z',
      missedRenewals: 0,
      silentSince: undefined,
      isManaged: true,
      evidence: [{ kind: 'observed', at: observedAt }],
    })
  })

  it('counts the renewals it has seen nothing of', () => {
    expect(assess(kms, daysOn(22)).missedRenewals).toBe(3)
    expect(assess({ ...kms, renewalIntervalMinutes: 1440 }, daysOn(22)).missedRenewals).toBe(22)
  })

  it('lets a lapsed KMS license into grace and then into silence', () => {
    expect(assess(kms, daysOn(180))).toMatchObject({
      effectiveStatus: 'outOfToleranceGrace',
      condition: 'grace',
      since: '2026-08-28T08:00:00.000Z',
      until: '2026-09-27T08:00:00.000Z',
    })
    const silent = assess(kms, daysOn(400))
    expect(silent).toMatchObject({
      status: 'licensed',
      effectiveStatus: 'notification',
      condition: 'silent',
      silentSince: '2026-09-27T08:00:00.000Z',
    })
    expect(silent.nextChangeAt).toBeUndefined()
  })

  it('takes 180 days as the upper bound for a KMS client that named no end, and says so', () => {
    const facts: LicenseFacts = { ...kms, expiresAt: undefined }
    const assessment = assess(facts, daysOn(1))
    expect(assessment.until).toBe('2026-08-28T08:00:00.000Z')
    expect(assessment.evidence).toContainEqual(
      expect.objectContaining({ kind: 'assumedValidity', until: '2026-08-28T08:00:00.000Z' }),
    )
    expect(assessment.renewBy).toBeUndefined()
  })

  it('leaves a permanent license alone for ever', () => {
    const facts: LicenseFacts = { status: 'licensed', channel: 'MAK', observedAt }
    expect(assess(facts, daysOn(20_000))).toMatchObject({ condition: 'licensed', until: undefined })
  })

  it.each([
    ['Windows 11', '2026-03-31T08:00:00.000Z'],
    ['Windows Server 2008', '2026-04-30T08:00:00.000Z'],
    ['Windows Server 2008 R2', '2026-03-31T08:00:00.000Z'],
  ])('bounds the initial grace of %s that named no end at %s', (generation, end) => {
    const facts: LicenseFacts = { status: 'initialGrace', channel: 'KMS client', observedAt, generation }
    expect(endsAtOf(facts)).toBe(end)
    expect(assess(facts, daysOn(1)).evidence).toContainEqual(
      expect.objectContaining({ kind: 'assumedGrace' }),
    )
  })

  it('prefers the date of a source to its minutes', () => {
    expect(endsAtOf({ ...kms, remainingMinutes: 10 })).toBe(kms.expiresAt)
    expect(endsAtOf({ ...kms, expiresAt: undefined, remainingMinutes: 10 })).toBe('2026-03-01T08:10:00.000Z')
  })

  it('does not manage per-user licenses', () => {
    const facts: LicenseFacts = {
      status: 'notification',
      channel: 'Subscription',
      observedAt,
      managedPerUser: true,
    }
    expect(assess(facts, observedAt).isManaged).toBe(false)
  })

  it('reckons no renewal for licenses that do not renew themselves', () => {
    expect(assess({ ...kms, channel: 'Evaluation' }, observedAt).renewBy).toBeUndefined()
    expect(assess({ ...kms, activatedBy: 'token' }, observedAt).renewBy).toBeUndefined()
    expect(assess({ ...kms, activatedBy: 'directory' }, observedAt).renewBy).toBe('2026-03-08T08:00:00.000Z')
  })

  it('has since before now and now before until, whatever the facts', () => {
    const time = fc.integer({ min: 0, max: 4_000_000_000_000 })
    const facts = fc.record({
      status: fc.constantFrom(...LICENSE_STATUS_ORDER),
      channel: fc.constantFrom('KMS client' as const, 'MAK' as const, 'Evaluation' as const),
      observedAt: time.map((t) => new Date(t).toISOString()),
      remainingMinutes: fc.option(fc.integer({ min: 0, max: 400_000 }), { nil: undefined }),
    })
    fc.assert(
      fc.property(facts, time, (given, now) => {
        const { since, until, missedRenewals } = assess(given, now)
        if (since !== undefined) expect(Date.parse(since)).toBeLessThanOrEqual(now)
        if (until !== undefined) expect(Date.parse(until)).toBeGreaterThan(now)
        if (missedRenewals !== undefined) expect(missedRenewals).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
