import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HostActivation, hostKeyBudget, planHostActivation } from './host-key-budget'

const day = (number: number) => new Date(Date.UTC(2026, 0, number)).toISOString()
const activation = (host: string, number: number): HostActivation => ({ host, at: day(number) })
const hosts = (count: number) =>
  Array.from({ length: count }, (_, index) => activation(`kms0${index + 1}`, index + 1))
const times = (host: string, count: number) =>
  Array.from({ length: count }, (_, index) => activation(host, index + 1))

describe('the budget of a KMS host key', () => {
  it('allows six hosts and refuses the seventh with the six', () => {
    expect(planHostActivation(hosts(5), 'kms06')).toMatchObject({ ok: true, kind: 'first', hostsLeft: 0 })
    expect(planHostActivation(hosts(6), 'kms07')).toEqual({
      ok: false,
      refusal: {
        kind: 'noHostLeft',
        hosts: ['kms01', 'kms02', 'kms03', 'kms04', 'kms05', 'kms06'],
        limit: 6,
        code: '0xC004C008',
      },
    })
  })

  it('allows a known host after the sixth', () => {
    expect(planHostActivation(hosts(6), 'KMS03.')).toMatchObject({ ok: true, kind: 'reactivation' })
  })

  it('allows nine reactivations and refuses the tenth', () => {
    expect(planHostActivation(times('kms01', 9), 'kms01')).toMatchObject({
      ok: true,
      kind: 'reactivation',
      reactivationsLeft: 0,
    })
    expect(planHostActivation(times('kms01', 10), 'kms01')).toEqual({
      ok: false,
      refusal: {
        kind: 'noReactivationLeft',
        host: 'kms01',
        reactivations: 9,
        limit: 9,
        code: '0xC004C008',
      },
    })
  })

  it('takes a raised limit into account', () => {
    const limits = { hosts: 8, reactivationsPerHost: 9 }
    expect(planHostActivation(hosts(6), 'kms07', limits)).toMatchObject({ ok: true, hostsLeft: 1 })
  })

  it('never goes below zero, whatever was registered', () => {
    const register = fc.array(
      fc.record({
        host: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
        at: fc.integer({ min: 1, max: 300 }).map(day),
      }),
    )
    fc.assert(
      fc.property(register, (activations) => {
        const { uses, hostsLeft } = hostKeyBudget(activations)
        expect(hostsLeft).toBe(Math.max(0, 6 - new Set(activations.map(({ host }) => host)).size))
        for (const use of uses) expect(use.reactivationsLeft).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
