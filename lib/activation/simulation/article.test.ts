import { describe, expect, it } from 'vitest'
import type { KmsHostObservation, KmsRequestObservation, Observation } from '../observation'
import type { Scenario } from './scenario'
import { simulate } from './simulate'

/**
 * The example of the Volume Activation 2.0 article: 500 machines with Vista, one KMS host, 25 before anyone is
 * activated. Here a machine appears every nine minutes and asks again after exactly two hours, so that the
 * numbers can be reckoned by hand.
 */
const EVERY_MINUTES = 9
const VISTA_ENTERPRISE = 'cfd8ff08-c0d7-452b-9f60-ef5c70c32094'

const article: Scenario = {
  start: '2008-03-03T08:00:00Z',
  days: 5,
  jitterMinutes: 0,
  hosts: [{ name: 'kms01.corp.example', keys: ['vista'] }],
  clients: [
    {
      name: 'vista{n}.corp.example',
      count: 500,
      activationId: VISTA_ENTERPRISE,
      arrival: { kind: 'given', hours: Array.from({ length: 500 }, (_, n) => (n * EVERY_MINUTES) / 60) },
    },
  ],
  emit: { clientReadingHours: 0, hostReadingHours: 1 },
}

const requestsOf = (observations: Iterable<Observation>): KmsRequestObservation[] =>
  [...observations].filter((one) => one.kind === 'kmsRequest')
const minutesIn = ({ at }: { at: string }) => (Date.parse(at) - Date.parse(article.start)) / 60_000
const of = (requests: readonly KmsRequestObservation[], number: number) =>
  requests
    .filter(({ client }) => client.name === `vista${String(number).padStart(3, '0')}.corp.example`)
    .map((request) => ({ minute: minutesIn(request), hresult: request.hresult, status: request.status }))

const REFUSED = '0xC004F038'
const SERVED = '0x00000000'

describe('500 Vista machines and one KMS host', () => {
  const observations = [...simulate(article)]
  const requests = requestsOf(observations)
  const served = requests.filter(({ hresult }) => hresult === SERVED)
  const refused = requests.filter(({ hresult }) => hresult === REFUSED)

  it('serves nobody before the 25th machine asks, after 24 times nine minutes', () => {
    expect(minutesIn(served[0] ?? { at: '' })).toBe(216)
    expect(served[0]?.client.name).toBe('vista025.corp.example')
    expect(new Set(refused.map(({ client }) => client.cmid)).size).toBe(24)
  })

  it('refuses the first 11 machines twice and the next 13 once', () => {
    expect(refused).toHaveLength(11 * 2 + 13)
    expect(Math.max(...refused.map(minutesIn))).toBeLessThan(216)
  })

  it('serves the first ones at their next retry', () => {
    expect(of(requests, 1)).toEqual([
      { minute: 0, hresult: REFUSED, status: 'initialGrace' },
      { minute: 120, hresult: REFUSED, status: 'initialGrace' },
      { minute: 240, hresult: SERVED, status: 'initialGrace' },
    ])
    expect(of(requests, 24)).toEqual([
      { minute: 207, hresult: REFUSED, status: 'initialGrace' },
      { minute: 327, hresult: SERVED, status: 'initialGrace' },
    ])
  })

  it('has activated the first 24 by minute 330, when the slowest of them has asked again', () => {
    const firstOnes = new Set(refused.map(({ client }) => client.cmid))
    const theirs = served.filter(({ client }) => firstOnes.has(client.cmid))
    expect(theirs).toHaveLength(24)
    // Number 11 asked last at minute 210, so its next retry is the latest.
    expect(Math.max(...theirs.map(minutesIn))).toBe(330)
  })

  it('serves every later machine at its first question, 500 in all', () => {
    expect(new Set(served.map(({ client }) => client.cmid)).size).toBe(500)
    expect(of(requests, 500)).toEqual([{ minute: 4491, hresult: SERVED, status: 'initialGrace' }])
  })

  it('never shows more than 50 on the host', () => {
    const counts = observations
      .filter((one): one is KmsHostObservation => one.kind === 'kmsHost')
      .map(({ currentCount }) => currentCount)
    // One machine more every nine minutes. No machine appears just at these hours.
    expect([1, 2, 4, 5, 7, 8].map((hour) => counts[hour])).toEqual([7, 14, 27, 34, 47, 50])
    expect(Math.max(...counts.map(Number))).toBe(50)
  })

  it('tells each client of 30 days of grace', () => {
    expect(requests[0]?.remainingMinutes).toBe(43_200)
    expect(requests.find(({ hresult, at }) => hresult === SERVED && minutesIn({ at }) === 240)).toMatchObject(
      {
        remainingMinutes: 43_200 - 240,
      },
    )
  })
})

it('never serves virtual Vista machines alone: only physical ones raise the count', () => {
  const virtual = { ...article, clients: article.clients.map((group) => ({ ...group, virtual: true })) }
  const hresults = requestsOf(simulate(virtual)).map(({ hresult }) => hresult)
  expect(new Set(hresults)).toEqual(new Set([REFUSED]))
})
