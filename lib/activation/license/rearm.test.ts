import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GRACE_ROWS } from './grace-table'
import { canRearm, graceRowOf, type RearmProduct, rearmLimit, unactivatedLife } from './rearm'

describe('grace and rearms by generation', () => {
  it.each<[string, RearmProduct, number, number, string]>([
    ['Vista RTM', { generation: 'Windows Vista', servicePack: 'none' }, 30, 3, 'reducedFunctionality'],
    ['Vista SP1 Business', { generation: 'Windows Vista', edition: 'Business' }, 30, 3, 'notification'],
    ['Vista SP1 Enterprise', { generation: 'Windows Vista', edition: 'Enterprise' }, 30, 5, 'notification'],
    ['Server 2008', { generation: 'Windows Server 2008' }, 60, 3, 'notification'],
    ['Windows 7', { generation: 'Windows 7' }, 30, 3, 'notification'],
    ['Server 2008 R2', { generation: 'Windows Server 2008 R2' }, 30, 3, 'notification'],
    ['Windows 8.1', { generation: 'Windows 8.1' }, 30, 1000, 'notification'],
    ['Windows 11', { generation: 'Windows 11' }, 30, 1001, 'notification'],
    ['Server 2025', { generation: 'Windows Server 2025' }, 30, 1001, 'notification'],
    ['Office 2016', { generation: 'Office 2016' }, 30, 5, 'notification'],
  ])('%s', (_name, product, graceDays, rearms, endState) => {
    const row = graceRowOf(product)
    expect(row?.initialGraceDays.most).toBe(graceDays)
    expect(row?.endState).toBe(endState)
    expect(rearmLimit(product)).toBe(rearms)
  })

  it('gives every row a source and a date', () => {
    for (const row of GRACE_ROWS) expect([row.source, row.date]).not.toContain('')
  })
})

describe('canRearm', () => {
  const vista: RearmProduct = { generation: 'Windows Vista', edition: 'Business' }

  it('says what is left and what it costs', () => {
    expect(canRearm(vista, { rearmsUsed: 1 })).toMatchObject({ ok: true, rearmsLeftAfter: 1 })
  })

  it('refuses the fourth rearm of Vista with the code Windows gives', () => {
    expect(canRearm(vista, { rearmsUsed: 3 })).toEqual({
      ok: false,
      refusal: { kind: 'noRearmLeft', limit: 3, code: '0xC004D307' },
    })
  })

  it('believes the machine before the table', () => {
    expect(canRearm(vista, { rearmsLeft: 0 }).ok).toBe(false)
  })

  it('gives Office one more after a volume activation', () => {
    const office = { generation: 'Office 2019' }
    expect(canRearm(office, { rearmsUsed: 5 }).ok).toBe(false)
    expect(canRearm(office, { rearmsUsed: 5, wasActivatedByVolume: true })).toMatchObject({
      ok: true,
      rearmsLeftAfter: 0,
    })
  })

  it('does not guess for a generation it does not know', () => {
    expect(canRearm({ generation: 'Windows 2000' })).toEqual({
      ok: false,
      refusal: { kind: 'unknownGeneration', generation: 'Windows 2000' },
    })
  })

  it('never allows more rearms than the limit', () => {
    fc.assert(
      fc.property(
        fc.nat(2000),
        fc.constantFrom(...GRACE_ROWS.flatMap((row) => row.generations)),
        (used, generation) => {
          const answer = canRearm({ generation }, { rearmsUsed: used })
          expect(answer.ok).toBe(used < (rearmLimit({ generation }) ?? 0))
        },
      ),
    )
  })
})

describe('unactivatedLife', () => {
  it.each([
    ['Windows Vista', 120, 120],
    ['Windows Server 2008', 240, 240],
    ['Windows 7', 120, 120],
    ['Windows 11', 0, 30_060],
  ])('%s', (generation, certainDays, documentedDays) => {
    expect(unactivatedLife({ generation })).toEqual({ certainDays, documentedDays })
  })
})
