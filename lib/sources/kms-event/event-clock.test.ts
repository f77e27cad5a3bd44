import { describe, expect, test } from 'vitest'
import { EventClock } from './event-clock'
import { inBrief, READ_AT, sampleRequest } from './event-fixtures.testing'
import type { EventRecord, TimelessObservation } from './event-record'

interface Sample {
  /** As the machine writes it. */
  local: string
  /** The client's clock, ISO 8601. */
  clientTime?: string
  client?: number
  hresult?: string
}

function settle(samples: readonly Sample[]) {
  const clock = new EventClock(READ_AT)
  const records = samples.flatMap((sample, index) => [
    ...clock.push(eventOf(sample, index), observationOf(sample, index)),
  ])
  return [...records, ...clock.end()]
}

function eventOf({ local }: Sample, index: number): EventRecord {
  const time = local === '' ? ({ kind: 'none' } as const) : ({ kind: 'local', text: local } as const)
  return { line: index + 1, id: '12290', time, data: [] }
}

function observationOf(
  { clientTime, client, hresult = '0x00000000' }: Sample,
  index: number,
): TimelessObservation {
  if (clientTime === undefined) return { kind: 'dnsPublishFailure', hresult: '0x80072338' }
  const { name, cmid, isVirtual, minimumCount, remainingMinutes, activationId } = sampleRequest(
    client ?? index,
  )
  const request = { minimumCount, status: 'licensed', remainingMinutes, activationId } as const
  return { kind: 'kmsRequest', client: { name, cmid, isVirtual }, hresult, clientTime, ...request }
}

const timesOf = (samples: readonly Sample[]) =>
  settle(samples).map((record) =>
    record.type === 'observation' && 'at' in record.observation ? record.observation.at : 'note',
  )

describe('order of day and month', () => {
  test('the payload settles it', () => {
    expect(timesOf([{ local: '3/4/2025 8:12:44 AM', clientTime: '2025-03-04T08:12:00.000Z' }])).toEqual([
      '2025-03-04T08:12:44.000Z',
    ])
    expect(timesOf([{ local: '3/4/2025 8:12:44', clientTime: '2025-04-03T08:12:00.000Z' }])).toEqual([
      '2025-04-03T08:12:44.000Z',
    ])
  })

  test('what one event shows serves the events before and after it', () => {
    const samples = [
      { local: '05/06/2025 10:00:01' },
      { local: '05/06/2025 10:00:30', clientTime: '2025-06-05T08:00:00.000Z' },
      { local: '06/06/2025 10:00:02' },
    ]
    expect(timesOf(samples)).toEqual([
      '2025-06-05T08:00:01.000Z',
      '2025-06-05T08:00:30.000Z',
      '2025-06-06T08:00:02.000Z',
    ])
  })
})

describe('offset of the zone', () => {
  test.each([
    ['5 hours 45 ahead', '04.03.2025 13:57:44', '2025-03-04T08:12:44.000Z'],
    ['8 hours behind', '3/4/2025 12:12:44 AM', '2025-03-04T08:12:44.000Z'],
    ['13 hours ahead', '2025-03-04 21:12:44', '2025-03-04T08:12:44.000Z'],
  ])('%s is found to the quarter of an hour', (_name, local, at) => {
    expect(timesOf([{ local, clientTime: '2025-03-04T08:12:00.000Z' }])).toEqual([at])
  })

  test('a client with a wrong clock does not move the host', () => {
    const sound = { local: '04.03.2025 09:12:44', clientTime: '2025-03-04T08:12:00.000Z' }
    const wrong = { local: '04.03.2025 09:12:50', clientTime: '2025-03-04T07:10:00.000Z' }
    expect(timesOf([wrong, sound, sound, sound])[0]).toBe('2025-03-04T08:12:50.000Z')
    const refused = { ...wrong, clientTime: '2025-03-04T02:03:00.000Z', hresult: '0xC004F06C' }
    expect(timesOf([refused, sound])[0]).toBe('2025-03-04T08:12:50.000Z')
  })

  test('the change to summer time is followed', () => {
    const winter = [0, 1, 2, 3].map((n) => ({
      local: `30.03.2025 01:5${n}:10`,
      clientTime: `2025-03-30T00:5${n}:00.000Z`,
    }))
    const summer = [0, 1, 2, 3].map((n) => ({
      local: `30.03.2025 03:0${n}:10`,
      clientTime: `2025-03-30T01:0${n}:00.000Z`,
    }))
    const expected = [...winter, ...summer].map(({ clientTime }) =>
      clientTime.replace(':00.000Z', ':10.000Z'),
    )
    expect(timesOf([...winter, ...summer])).toEqual(expected)
  })
})

describe('nothing is guessed', () => {
  test('an event that nothing settles gets the time of reading, and one note says so', () => {
    const records = settle([{ local: '05/06/2025 10:00:01' }, { local: '05/06/2025 10:00:02' }])
    expect(inBrief(records)).toEqual([
      '1 rejected: Day and month of the event cannot be told apart. The time of reading is used. Reported once for the whole text.',
      '1 dnsPublishFailure',
      '2 dnsPublishFailure',
    ])
    expect(records[1]).toMatchObject({ observation: { at: READ_AT } })
    expect(inBrief(settle([{ local: '25/06/2025 10:00:01' }]))[0]).toMatch(
      /time zone of the event's time is unknown/,
    )
  })

  test("a request whose own time is missing or unreadable keeps the client's", () => {
    for (const local of ['', 'yesterday']) {
      const records = settle([{ local, clientTime: '2025-03-04T08:12:00.000Z' }])
      expect(records[0]).toMatchObject({
        type: 'rejected',
        reason: expect.stringContaining("client's own time"),
      })
      expect(records[1]).toMatchObject({ observation: { at: '2025-03-04T08:12:00.000Z' } })
    }
  })
})
