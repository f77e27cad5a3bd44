import { describe, expect, it } from 'vitest'
import type { KmsRequestObservation } from '../observation'
import { raisesCount, rebuildCount } from './rebuild-count'
import { DAY_MS } from './timers'

const WINDOWS_11 = '73111121-5638-40f6-bc11-f1d7b0d64300'
const SERVER_2016 = '8c1c5410-9f39-4805-8c9d-63a07706358f'
const OFFICE_2019 = '85dd8b5f-eaa4-4af3-a628-cce9e77c9a03'
const START = Date.parse('2026-03-01T00:00:00Z')

interface Told {
  name?: string
  minimumCount?: number
  activationId?: string
  hresult?: string
  host?: string
  isVirtual?: boolean
}

/** A request `day` days after the start. */
function asks(day: number, cmid: string, told: Told = {}): KmsRequestObservation {
  const { name = `${cmid}.corp.example`, hresult = '0x00000000', host = 'kms01', isVirtual = false } = told
  return {
    kind: 'kmsRequest',
    at: new Date(START + day * DAY_MS).toISOString(),
    host: { name: host },
    client: { name, cmid, isVirtual },
    hresult,
    minimumCount: told.minimumCount ?? 25,
    status: 'licensed',
    remainingMinutes: 1000,
    activationId: told.activationId ?? WINDOWS_11,
  }
}

const countsAt = (day: number, ...events: KmsRequestObservation[]) =>
  rebuildCount(events, START + day * DAY_MS).map(({ host, countedAs, count, cap }) => ({
    host,
    countedAs,
    count,
    cap,
  }))
const server = { minimumCount: 5, activationId: SERVER_2016 }
const cmids = (count: number, prefix = 'm') => Array.from({ length: count }, (_, n) => `${prefix}${n}`)

describe('a CMID in the cache', () => {
  it('counts once, however often it asks', () => {
    expect(countsAt(3, asks(0, 'a'), asks(1, 'a'), asks(2, 'b'))).toMatchObject([{ count: 2 }])
  })

  it('leaves 30 days after it asked last, to the instant', () => {
    const events = [asks(0, 'a'), asks(10, 'b')]
    expect(countsAt(29.999, ...events)).toMatchObject([{ count: 2 }])
    expect(countsAt(30, ...events)).toMatchObject([{ count: 1 }])
    expect(countsAt(30, ...events, asks(29, 'a'))).toMatchObject([{ count: 2 }])
  })

  it('tells who holds the slot, who else used the CMID, and when it leaves', () => {
    const [count] = rebuildCount(
      [asks(0, 'a', { name: 'pc1' }), asks(1, 'b', { name: 'pc7' }), asks(2, 'a', { name: 'pc2' })],
      START + 3 * DAY_MS,
    )
    expect(
      count?.slots.map(({ cmid, name, otherNames, leavesAt }) => ({ cmid, name, otherNames, leavesAt })),
    ).toEqual([
      { cmid: 'b', name: 'pc7', otherNames: [], leavesAt: '2026-04-01T00:00:00.000Z' },
      { cmid: 'a', name: 'pc2', otherNames: ['pc1'], leavesAt: '2026-04-02T00:00:00.000Z' },
    ])
  })
})

describe('the cap', () => {
  it.each([
    ['is 10 where only servers ask', cmids(12).map((cmid) => asks(0, cmid, server)), 10, 10],
    ['is 50 where clients ask', cmids(60).map((cmid) => asks(0, cmid)), 50, 50],
    [
      'grows from 10 to 50 with the first client',
      [
        ...cmids(12).map((cmid) => asks(0, cmid, server)),
        asks(1, 'pc'),
        ...cmids(3, 's').map((c) => asks(2, c, server)),
      ],
      50,
      14,
    ],
  ])('%s', (_, events, cap, count) => {
    expect(countsAt(3, ...events)).toMatchObject([{ cap, count }])
  })

  it('keeps the most recent CMIDs', () => {
    const events = cmids(11).map((cmid, day) => asks(day / 10, cmid, server))
    const [count] = rebuildCount(events, START + 2 * DAY_MS)
    expect(count?.slots.map(({ cmid }) => cmid)).toEqual(cmids(11).slice(1))
  })
})

describe('what is counted', () => {
  it('is a client told that the count is too low, not one the host cannot serve or with a wrong clock', () => {
    const events = ['0x00000000', '0xC004F038', '0xC004F042', '0xC004F06C'].map((hresult) =>
      asks(0, hresult, { hresult }),
    )
    expect(countsAt(1, ...events)).toMatchObject([{ count: 2 }])
  })

  it('is Windows together, each Office version alone, each host alone', () => {
    const events = [
      asks(0, 'a'),
      asks(0, 'b', server),
      asks(0, 'c', { minimumCount: 5, activationId: OFFICE_2019 }),
      asks(0, 'd', { host: 'kms02' }),
      asks(0, 'e', { minimumCount: 5, activationId: 'ffffffff-0000-4000-8000-000000000000' }),
    ]
    expect(countsAt(1, ...events)).toEqual([
      { host: 'kms01', countedAs: 'Windows', count: 2, cap: 50 },
      { host: 'kms01', countedAs: 'Office 2019', count: 1, cap: 10 },
      { host: 'kms02', countedAs: 'Windows', count: 1, cap: 50 },
      { host: 'kms01', countedAs: 'unknown', count: 1, cap: 10 },
    ])
  })

  it.each([
    ['Windows Vista', false],
    ['Windows Server 2008', false],
    ['Windows 7', true],
    ['Windows Server 2008 R2', true],
    [undefined, true],
  ])('virtual machines with %s: %s', (generation, counts) => {
    expect(raisesCount(generation, true)).toBe(counts)
    expect(raisesCount(generation, false)).toBe(true)
  })
})

it('takes events in any order and passes over those after now', () => {
  const events = [asks(5, 'late'), asks(2, 'a', { name: 'new' }), asks(1, 'a', { name: 'old' })]
  expect(rebuildCount(events, START + 3 * DAY_MS)).toMatchObject([
    { count: 1, slots: [{ name: 'new', otherNames: ['old'] }] },
  ])
})
