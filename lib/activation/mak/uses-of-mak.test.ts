import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MakClaim, type MakReading, usesOfMak } from './uses-of-mak'

const day = (number: number) => new Date(Date.UTC(2026, 0, number)).toISOString()
const read = (at: number, more: Partial<MakReading> = {}): MakReading => ({
  id: `reading-${at}`,
  at: day(at),
  slot: 'windows',
  status: 'licensed',
  ...more,
})
const plan = (no: number, at: number): MakClaim => ({ no, at: day(at), kind: 'planned' })
const reapplied = (no: number, at: number): MakClaim => ({ no, at: day(at), kind: 'reapplied' })

/** [reading, what it counts as, the claim that covers it] */
const told = (readings: MakReading[], claims: MakClaim[] = []) =>
  usesOfMak(readings, claims).map((entry) => [
    entry.reading.id,
    entry.kind === 'reactivation' ? entry.cause : entry.kind,
    ...(entry.coveredBy === undefined ? [] : [entry.coveredBy]),
  ])

describe('the readings of one machine', () => {
  it('make one activation, however many there are', () => {
    expect(told([read(1, { status: 'initialGrace' }), read(2), read(9), read(16)])).toEqual([
      ['reading-2', 'activation'],
    ])
  })

  it('make another one for each rebuild and each change of hardware', () => {
    const readings = [
      read(1, { cmid: 'a', installationId: '1' }),
      read(2, { cmid: 'b', installationId: '2' }),
      read(3, { cmid: 'b', installationId: '3' }),
      read(4, { cmid: 'b', installationId: '3', status: 'outOfToleranceGrace' }),
      read(5, { cmid: 'b', installationId: '3' }),
    ]
    expect(told(readings)).toEqual([
      ['reading-1', 'activation'],
      ['reading-2', 'rebuild'],
      ['reading-3', 'hardware'],
      ['reading-5', 'hardware'],
    ])
  })

  it('remember an ID over readings that do not tell it', () => {
    expect(told([read(1, { cmid: 'a' }), read(2), read(3, { cmid: 'a' }), read(4, { cmid: 'b' })])).toEqual([
      ['reading-1', 'activation'],
      ['reading-4', 'rebuild'],
    ])
  })

  it('do not hold the old installation ID against a machine that was rebuilt', () => {
    const readings = [
      read(1, { cmid: 'a', installationId: '1' }),
      read(2, { cmid: 'b' }),
      read(3, { cmid: 'b', installationId: '2' }),
    ]
    expect(told(readings)).toHaveLength(2)
  })

  it('keep Windows and Office apart', () => {
    expect(told([read(1, { cmid: 'a' }), read(2, { slot: 'office:x', cmid: 'b' })])).toEqual([
      ['reading-1', 'activation'],
      ['reading-2', 'activation'],
    ])
  })

  it('go on from what the ledger holds where the readings are gone', () => {
    const gone = read(1, { cmid: 'a', settled: {} })
    expect(told([gone, read(2, { cmid: 'a' })])).toEqual([])
    expect(told([gone, read(2, { cmid: 'b' })])).toEqual([['reading-2', 'rebuild']])
  })
})

describe('a claim', () => {
  it('covers the first use seen after it, and only that one', () => {
    expect(told([read(2, { cmid: 'a' }), read(3, { cmid: 'b' })], [plan(7, 1)])).toEqual([
      ['reading-2', 'activation', 7],
      ['reading-3', 'rebuild'],
    ])
  })

  it('covers nothing that was seen before it', () => {
    expect(told([read(2)], [plan(7, 3)])).toEqual([['reading-2', 'activation']])
  })

  it('is used up by an entry whose reading is gone', () => {
    const readings = [read(2, { cmid: 'a', settled: { coveredBy: 7 } }), read(3, { cmid: 'b' })]
    expect(told(readings, [plan(7, 1)])).toEqual([['reading-3', 'rebuild']])
  })

  it('of a confirmation ID applied again makes a rebuild free, but not on other hardware', () => {
    const first = read(1, { cmid: 'a', installationId: '1' })
    const claims = [reapplied(7, 2)]
    expect(told([first, read(3, { cmid: 'b', installationId: '1' })], claims)).toEqual([
      ['reading-1', 'activation'],
      ['reading-3', 'reapplied', 7],
    ])
    expect(told([first, read(3, { cmid: 'b', installationId: '2' })], claims)).toEqual([
      ['reading-1', 'activation'],
      ['reading-3', 'rebuild'],
    ])
  })
})

it('a reading that says the same as the one before it changes nothing', () => {
  const reading = fc.record({
    cmid: fc.constantFrom('a', 'b', undefined),
    installationId: fc.constantFrom('1', '2', undefined),
    status: fc.constantFrom('licensed' as const, 'notification' as const),
  })
  fc.assert(
    fc.property(fc.array(reading, { minLength: 1, maxLength: 8 }), fc.nat({ max: 7 }), (list, position) => {
      const readings = list.map((more, index) => read(2 * index + 1, more))
      const index = Math.min(position, list.length - 1)
      const again = read(2 * index + 2, list[index])
      const longer = [...readings.slice(0, index + 1), again, ...readings.slice(index + 1)]
      expect(told(longer)).toEqual(told(readings))
    }),
  )
})
