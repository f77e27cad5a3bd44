import { describe, expect, it } from 'vitest'
import { isZone, localDay } from '../calendar/zone-time'
import { lastDue, nextDue, type Rhythm, sayRhythm } from './schedule'

const berlin: Rhythm = { every: 'month', day: 1, hour: 2, zone: 'Europe/Berlin' }
const at = (iso: string) => Date.parse(iso)
const due = (rhythm: Partial<Rhythm>, after: string) =>
  new Date(nextDue({ ...berlin, ...rhythm }, at(after))).toISOString()

describe('a report is due', () => {
  it.each<[Partial<Rhythm>, string, string]>([
    [{}, '2026-11-30T12:00:00Z', '2026-12-01T01:00:00.000Z'],
    [{}, '2026-12-01T01:00:00Z', '2027-01-01T01:00:00.000Z'],
    [{ day: 0 }, '2027-02-10T00:00:00Z', '2027-02-28T01:00:00.000Z'],
    [{ day: 0 }, '2028-02-10T00:00:00Z', '2028-02-29T01:00:00.000Z'],
    [{ every: 'week', day: 1 }, '2026-11-30T00:59:00Z', '2026-11-30T01:00:00.000Z'],
    [{ every: 'week', day: 7 }, '2026-11-30T12:00:00Z', '2026-12-06T01:00:00.000Z'],
    [{ every: 'quarter', day: 1 }, '2026-11-30T12:00:00Z', '2027-01-01T01:00:00.000Z'],
    [{ every: 'quarter', day: 0 }, '2026-11-30T12:00:00Z', '2027-01-31T01:00:00.000Z'],
    [{ hour: 0, zone: 'Pacific/Auckland' }, '2026-11-30T12:00:00Z', '2026-12-31T11:00:00.000Z'],
  ])('%j after %s at %s', (rhythm, after, moment) => {
    expect(due(rhythm, after)).toBe(moment)
  })

  it('once on the day whose hour comes twice', () => {
    const weekly = { every: 'week', day: 7, hour: 2 } as const
    expect(due(weekly, '2026-10-24T12:00:00Z')).toBe('2026-10-25T00:00:00.000Z')
    expect(due(weekly, '2026-10-25T00:00:00Z')).toBe('2026-11-01T01:00:00.000Z')
  })

  it('on the day that leaves its hour out, when the clock leaves it out', () => {
    const weekly = { every: 'week', day: 7, hour: 2 } as const
    expect(due(weekly, '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:00:00.000Z')
    expect(due(weekly, '2026-03-29T01:00:00Z')).toBe('2026-04-05T00:00:00.000Z')
  })
})

it('what was missed is made up once, as of the newest', () => {
  const weekly = { ...berlin, every: 'week', day: 1 } as const
  const newest = lastDue(weekly, at('2026-11-02T01:00:00Z'), at('2026-11-25T00:00:00Z'))
  expect(new Date(newest).toISOString()).toBe('2026-11-23T01:00:00.000Z')
})

it('says itself', () => {
  expect(sayRhythm({ ...berlin, day: 0, hour: 7 })).toBe(
    'every month on the last day at 07:00, Europe/Berlin',
  )
  expect(localDay('Europe/Berlin', new Date('2026-11-30T23:30:00Z'))).toBe('2026-12-01')
  expect([isZone('Europe/Berlin'), isZone('Europe/Nowhere')]).toEqual([true, false])
})
