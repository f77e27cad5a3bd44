import { describe, expect, it } from 'vitest'
import type { KmsHostObservation, KmsRequestObservation } from '../observation'
import { draw } from '../simulation/draw'
import type { Scenario } from '../simulation/scenario'
import { simulate } from '../simulation/simulate'
import { countBounds } from './count-bounds'
import { type CounterReading, type LogFacts, logCoverage } from './log-coverage'
import { loggedCounts } from './logged-count'
import { CountRebuild } from './rebuild-count'
import { countCap } from './thresholds'
import { DAY_MS } from './timers'

const WINDOWS_11 = '73111121-5638-40f6-bc11-f1d7b0d64300'
const WINDOWS_7 = 'ae2ee509-1b34-41c0-acb7-6d4650168915'
const VISTA = 'cfd8ff08-c0d7-452b-9f60-ef5c70c32094'
const SERVER_2016 = '8c1c5410-9f39-4805-8c9d-63a07706358f'
const SERVER_2022 = '9bd77860-9b31-4b7b-96ad-2564017315bf'
const OFFICE_2019 = '85dd8b5f-eaa4-4af3-a628-cce9e77c9a03'

const HOUR_MS = 3_600_000
const START = Date.parse('2026-01-05T08:00:00Z')
/** `npm run test:count-year` plays more years, each another one. */
const YEARS = Number(process.env.COUNT_YEARS ?? 1)

/** A year of small networks around their thresholds: machines come, go, are rebuilt; hosts are down now and then. */
const year = (seed: number, hostReadingHours: number): Scenario => ({
  start: new Date(START).toISOString(),
  days: 365,
  seed,
  hosts: [
    {
      name: 'kms1.example',
      keys: ['server-2022', 'office-2019'],
      outages: [{ fromHour: 2000, toHour: 2400 }],
    },
    { name: 'kms2.example', keys: ['server-2022'], published: false },
  ],
  clients: [
    {
      name: 'srv{n}.example',
      count: 14,
      activationId: SERVER_2016,
      arrival: { kind: 'spread', fromHour: 0, toHour: 900 },
      rebuildEveryDays: 50,
    },
    {
      name: 'pc{n}.example',
      count: 30,
      activationId: WINDOWS_11,
      officeActivationId: OFFICE_2019,
      arrival: { kind: 'spread', fromHour: 700, toHour: 5000 },
      rebuildEveryDays: 90,
      leaving: { share: 0.7, fromDay: 220, toDay: 300 },
    },
    { name: 'old{n}.example', count: 4, activationId: VISTA, virtual: true },
    { name: 'clone{n}.example', count: 5, activationId: WINDOWS_7, sharedCmid: true },
    { name: 'late{n}.example', count: 2, activationId: WINDOWS_11, clockOffMinutes: 300 },
    {
      name: 'lab{n}.example',
      count: 23,
      activationId: SERVER_2022,
      host: 'kms2.example',
      arrival: { kind: 'spread', fromHour: 100, toHour: 6000 },
      leaving: { share: 0.5, fromDay: 200, toDay: 330 },
    },
    {
      name: 'seat{n}.example',
      count: 9,
      activationId: WINDOWS_11,
      host: 'kms2.example',
      arrival: { kind: 'spread', fromHour: 3000, toHour: 7000 },
    },
  ],
  emit: { clientReadingHours: 0, hostReadingHours },
})

const keyOf = (reading: KmsHostObservation) =>
  reading.product.description?.startsWith('Office') === true ? 'Office 2019' : 'Windows'

describe.each(Array.from({ length: YEARS }, (_, index) => index + 1))(
  'year %i of a simulated network',
  (seed) => {
    it('the rebuilt count is the simulator’s at every hour', { timeout: 120_000 }, () => {
      const rebuild = new CountRebuild()
      const wrong: string[] = []
      const shown = new Set<number>()
      let hours = 0
      for (const one of simulate(year(seed, 1))) {
        if (one.kind === 'kmsRequest') rebuild.add(one)
        if (one.kind !== 'kmsHost') continue
        const count = rebuild.count(one.host.name, keyOf(one), Date.parse(one.observedAt))
        if (count !== one.currentCount) wrong.push(`${one.observedAt} ${one.host.name} ${keyOf(one)}`)
        shown.add(count)
        hours += 1
      }
      expect(wrong).toEqual([])
      // Two keys on a host that is off for 400 hours, one key on the other.
      expect(hours).toBe(2 * (8760 - 400) + 8760)
      expect(shown.size).toBeGreaterThan(20)
    })

    const lostWeek = (at: number) => at > 90 * DAY_MS && at < 97 * DAY_MS
    it.each<[name: string, hasCounters: boolean, isLost: (at: number, place: number) => boolean]>([
      ['a week cut out', true, lostWeek],
      ['a week cut out and no counters', false, lostWeek],
      ['every tenth request lost', true, (_, place) => draw(seed, place, 7) < 0.1],
      ['stretches of a few hours lost', true, (at) => draw(seed, Math.floor(at / (5 * HOUR_MS)), 3) < 0.15],
      ['all but a month lost', true, (at) => at < 100 * DAY_MS || at > 130 * DAY_MS],
      ['the first two months lost and no counters', false, (at) => at < 60 * DAY_MS],
    ])(
      'the true count lies within the bounds at every reading, with %s',
      { timeout: 120_000 },
      (_, hasCounters, isLost) => {
        const all = [...simulate(year(seed, 24))]
        const requests = all.filter((one) => one.kind === 'kmsRequest')
        const log = requests.filter((one, place) => !isLost(Date.parse(one.at) - START, place))
        const readings = all.filter((one) => one.kind === 'kmsHost')
        const wrong: string[] = []
        let known = 0
        for (const [host, key] of [
          ['kms1.example', 'Windows'],
          ['kms1.example', 'Office 2019'],
          ['kms2.example', 'Windows'],
        ] as const) {
          const own = log.filter((one) => one.host?.name === host && keyOfRequest(one) === key)
          const told = readings.filter((one) => one.host.name === host && keyOf(one) === key)
          for (const reading of told.filter((_, place) => place % 9 === 2)) {
            const at = Date.parse(reading.observedAt)
            const bounds = boundsAt(own, hasCounters ? told : [], key, at)
            const { currentCount = -1 } = reading
            if (currentCount < bounds.lower || currentCount > bounds.upper) {
              wrong.push(
                `${reading.observedAt} ${host} ${key}: ${currentCount} not in ${bounds.lower} to ${bounds.upper}`,
              )
            }
            if (bounds.lower === bounds.upper) known += 1
          }
        }
        expect(wrong).toEqual([])
        expect(known).toBeGreaterThan(0)
      },
    )
  },
)

const keyOfRequest = (one: KmsRequestObservation) =>
  one.activationId === OFFICE_2019 ? 'Office 2019' : 'Windows'

/** What the loader does with the record, done with arrays. */
function boundsAt(log: KmsRequestObservation[], readings: KmsHostObservation[], key: string, at: number) {
  const from = at - 30 * DAY_MS
  const before = new CountRebuild()
  const window: KmsRequestObservation[] = []
  for (const { host: _, ...request } of log) {
    const time = Date.parse(request.at)
    if (time <= from) before.add(request)
    else if (time <= at) window.push(request)
  }
  const caps = new Map(before.counts(from).map((one) => [one.countedAs, one.cap]))
  const logged = loggedCounts(window, caps, at).find(({ countedAs }) => countedAs === key)
  if (logged === undefined) return { lower: 0, upper: countCap(25) }
  return countBounds(logged, logCoverage(factsOf(log, readings, at), from, at))
}

function factsOf(log: KmsRequestObservation[], readings: KmsHostObservation[], at: number): LogFacts {
  const times = log.filter(({ hresult }) => hresult !== '0xC004F042').map((one) => Date.parse(one.at))
  const between = (from: number, to: number) => upTo(times, to) - upTo(times, from)
  const counters = readings
    .filter(({ observedAt }) => Date.parse(observedAt) <= at)
    .map((reading, place, list): CounterReading => {
      const to = Date.parse(reading.observedAt)
      return {
        at: to,
        total: reading.requests?.total ?? 0,
        logged: between(place === 0 ? 0 : Date.parse(list[place - 1]?.observedAt ?? ''), to),
        loggedNear: between(to - 60_001, to + 60_000),
        loggedWithin: between(to - 1001, to + 1000),
      }
    })
  const from = Math.floor((at - 58 * DAY_MS) / HOUR_MS) * HOUR_MS
  const asked = Array.from(
    { length: Math.ceil((at - from) / HOUR_MS) },
    (_, hour) => between(from + hour * HOUR_MS - 1, Math.min(at, from + (hour + 1) * HOUR_MS - 1)) > 0,
  )
  return {
    ...(times[0] !== undefined && { firstAt: times[0] }),
    hours: { from, asked },
    readings: counters,
    missedExchanges: [],
  }
}

/** How many of the sorted times are not after this one. */
function upTo(times: readonly number[], at: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low
}
