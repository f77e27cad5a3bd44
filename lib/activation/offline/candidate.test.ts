import { describe, expect, it } from 'vitest'
import { type CandidateFacts, candidateStanding, isChoosable, standingSentence } from './candidate'
import { type ChosenMachine, decidePackage } from './decide-package'

const KEY = { lastFive: '7XQWD', activationIds: ['aaaaaaaa-0000-4000-8000-000000000001'] }
const idOf = (row: number) => `${row}`.padStart(63, '7')
const facts = (more: Partial<CandidateFacts> = {}): CandidateFacts => ({
  isLicensed: false,
  channel: 'MAK',
  lastFive: '7XQWD',
  activationId: KEY.activationIds[0],
  installationId: idOf(1),
  ...more,
})
const chosen = (row: number, more: Partial<ChosenMachine> = {}): ChosenMachine => ({
  ...facts({ installationId: idOf(row) }),
  machine: `pc-${row}`,
  wantsNew: false,
  ...more,
})
const stored = { confirmationId: '123456'.repeat(8), packageNumber: 4 }

describe('a machine for a package', () => {
  it.each<[string, Partial<CandidateFacts>, object, boolean]>([
    ['ready', {}, { kind: 'ready', cost: 1 }, true],
    ['offered its stored confirmation ID first', { stored }, { kind: 'reapply', cost: 0 }, true],
    ['without an installation ID', { installationId: undefined }, { kind: 'noInstallationId' }, false],
    [
      'with a strange one',
      { installationId: '1'.repeat(50) },
      { kind: 'badInstallationId', digits: 50 },
      false,
    ],
    ['licensed', { isLicensed: true }, { kind: 'licensed' }, false],
    ['asked for elsewhere', { openPackage: 9 }, { kind: 'inPackage', packageNumber: 9 }, false],
    ['on another MAK', { lastFive: 'BBBBB', stored }, { kind: 'otherKey', lastFive: 'BBBBB' }, true],
    ['on a KMS client key', { channel: 'KMS client' }, { kind: 'otherKey', channel: 'KMS client' }, true],
    ['of another product', { activationId: 'b' }, { kind: 'otherProduct' }, true],
    ['whose key nobody named', { lastFive: undefined, activationId: undefined }, { kind: 'ready' }, true],
  ])('%s', (_, more, standing, choosable) => {
    const answer = candidateStanding(KEY, facts(more))
    expect(answer).toMatchObject(standing)
    expect(isChoosable(answer)).toBe(choosable)
    expect(standingSentence(answer).length).toBeGreaterThan(10)
  })
})

describe('a package', () => {
  it('offers stored confirmation IDs first, for nothing, and a new activation where it is wanted', () => {
    expect(decidePackage(KEY, [chosen(1, { stored }), chosen(2)])).toMatchObject({
      ok: true,
      requests: [{ spending: 'none' }, { spending: 'activation' }],
    })
    expect(decidePackage(KEY, [chosen(1, { stored, wantsNew: true })])).toMatchObject({
      requests: [{ spending: 'activation' }],
    })
  })

  it('counts a rebuilt machine as a reactivation', () => {
    const machines = [
      chosen(1, { before: 'sameInstallationId' }),
      chosen(2, { before: 'otherInstallationId' }),
    ]
    expect(decidePackage(KEY, machines)).toMatchObject({
      requests: [
        { spending: 'reactivation', cause: 'rebuild' },
        { spending: 'reactivation', cause: 'hardware' },
      ],
    })
  })

  it.each<[string, ChosenMachine[], object]>([
    ['nothing chosen', [], { kind: 'nothingChosen' }],
    ['a licensed machine', [chosen(1, { isLicensed: true })], { kind: 'notChoosable', machine: 'pc-1' }],
    [
      'one machine twice',
      [chosen(1), chosen(2, { machine: 'pc-1' })],
      { kind: 'sameMachine', machine: 'pc-1' },
    ],
    [
      'two machines with one installation ID',
      [chosen(1), chosen(1, { machine: 'pc-2' })],
      { kind: 'sameInstallationId', machine: 'pc-2', other: 'pc-1' },
    ],
  ])('is refused with %s', (_, machines, refusal) => {
    expect(decidePackage(KEY, machines)).toMatchObject({ ok: false, refusal })
  })
})
