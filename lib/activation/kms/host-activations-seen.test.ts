import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { activationsSeen, type HostKeyReading, untoldActivations } from './host-activations-seen'

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T12:00:00.000Z`
const reading = (on: number, facts: Partial<HostKeyReading> = {}): HostKeyReading => ({
  host: 'kms01.corp.example',
  at: day(on),
  isLicensed: true,
  lastFive: 'W4HJ9',
  extendedPid: '03612-00206-491-411285-03-1031-20348.0000-0602026',
  ...facts,
})
const daysSeen = (readings: HostKeyReading[]) => activationsSeen('W4HJ9', readings).map(({ at }) => at)

describe('activationsSeen', () => {
  it.each([
    ['one reading proves one', [reading(1)], [1]],
    ['the same state again proves none', [reading(1), reading(2), reading(9)], [1]],
    ['the order of arrival does not matter', [reading(9), reading(1), reading(2)], [1]],
    [
      'a host that lost its license was activated again',
      [reading(1), reading(3, { isLicensed: false }), reading(5)],
      [1, 5],
    ],
    [
      'a host that had another key between was activated again',
      [reading(1), reading(3, { lastFive: 'C6RTV' }), reading(5)],
      [1, 5],
    ],
    [
      'another extended PID is a reinstallation',
      [reading(1), reading(4, { extendedPid: '03612-00206-491-411285-03-1031-20348.0000-0632026' })],
      [1, 4],
    ],
    [
      'an extended PID that is not told proves nothing',
      [reading(1), reading(4, { extendedPid: undefined })],
      [1],
    ],
    ['a host not licensed proves none', [reading(1, { isLicensed: false })], []],
    ['a host with another key proves none', [reading(1, { lastFive: 'C6RTV' })], []],
    ['each host counts for itself', [reading(1), reading(2, { host: 'kms02.corp.example' })], [1, 2]],
  ])('%s', (_what, readings, days) => {
    expect(daysSeen(readings)).toEqual(days.map(day))
  })

  it('says between which readings it happened', () => {
    const readings = [reading(1, { isLicensed: false }), reading(5)]
    expect(activationsSeen('W4HJ9', readings)).toMatchObject([{ at: day(5), seenAfter: day(1) }])
  })
})

describe('untoldActivations', () => {
  const seen = activationsSeen('W4HJ9', [reading(5), reading(10, { isLicensed: false }), reading(15)])
  const host = 'kms01.corp.example'
  const left = (told: { host: string; at: string }[]) => untoldActivations(seen, told).map(({ at }) => at)

  it.each([
    ['nobody told', [], [5, 15]],
    ['one told before the first reading', [{ host, at: day(2) }], [15]],
    ['one told a few hours after the reading', [{ host, at: '2026-03-05T20:00:00.000Z' }], [15]],
    ['one told between the readings', [{ host, at: day(13) }], [5]],
    [
      'both told',
      [
        { host, at: day(2) },
        { host, at: day(13) },
      ],
      [],
    ],
    ['one told of another host', [{ host: 'kms02.corp.example', at: day(2) }], [5, 15]],
    ['one told long after', [{ host, at: day(20) }], [5, 15]],
  ])('%s', (_what, told, days) => {
    expect(left(told)).toEqual(days.map(day))
  })

  it('never leaves more than was seen, nor fewer than was seen less what was told', () => {
    const moments = fc.array(fc.integer({ min: 1, max: 28 }), { maxLength: 8 })
    fc.assert(
      fc.property(moments, moments, (on, toldOn) => {
        const all = activationsSeen(
          'W4HJ9',
          on.map((one, index) => reading(one, { isLicensed: index % 2 === 0 })),
        )
        const rest = untoldActivations(
          all,
          toldOn.map((one) => ({ host, at: day(one) })),
        )
        expect(rest.length).toBeLessThanOrEqual(all.length)
        expect(rest.length).toBeGreaterThanOrEqual(all.length - toldOn.length)
      }),
    )
  })
})
