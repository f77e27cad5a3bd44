import { describe, expect, it } from 'vitest'
import { applyCommands, KEY_PLACEHOLDER, onlineCommands } from './activation-commands'
import { applyScript, onlineScript, unattendFragment } from './activation-scripts'
import {
  EXCHANGE_STATES,
  type ExchangeCounts,
  exchangeState,
  nextState,
  packageState,
} from './exchange-state'
import { packageNextStep } from './package-sentence'

const NOW = Date.parse('2026-11-22T12:00:00Z')
const dueAt = '2026-12-03T00:00:00Z'
const at = '2026-11-22T10:00:00Z'
const NONE = Object.fromEntries(EXCHANGE_STATES.map((state) => [state, 0])) as Record<
  string,
  number
> as ExchangeCounts

describe('the state of a request', () => {
  it.each([
    ['prepared', { dueAt }],
    ['carriedOut', { dueAt, carriedOutAt: at }],
    ['answered', { dueAt, carriedOutAt: at, answeredAt: at }],
    ['applied', { dueAt, answeredAt: at, appliedAt: at }],
    ['verified', { dueAt, answeredAt: at, verifiedAt: at }],
    ['expired', { dueAt: at, carriedOutAt: at }],
    ['answered', { dueAt: at, answeredAt: at }],
    ['cancelled', { dueAt: at, cancelledAt: at }],
  ] as const)('is %s', (state, moments) => {
    expect(exchangeState(moments, NOW)).toBe(state)
  })

  it('is verified by an observation only, and goes no further', () => {
    const events = ['carryOut', 'answer', 'replaceAnswer', 'apply', 'cancel', 'passDue'] as const
    for (const state of EXCHANGE_STATES) {
      for (const event of events) expect(nextState(state, event)).not.toBe('verified')
    }
    expect(nextState('verified', 'cancel')).toBeUndefined()
  })

  it('takes a late answer, and none after cancelling', () => {
    expect(nextState('expired', 'answer')).toBe('answered')
    expect(nextState('cancelled', 'answer')).toBeUndefined()
    expect(nextState('answered', 'cancel')).toBeUndefined()
  })
})

describe('a package', () => {
  const facts = { number: 12, isByPhone: false, dueAt, lastFive: '7XQWD', reserved: 30 }

  it('says its next step with the numbers', () => {
    expect(packageNextStep({ ...facts, counts: { ...NONE, prepared: 30 } }, NOW)).toBe(
      'Take package 12 to a connected workstation by 3 Dec: 30 machines. 30 activations of MAK …-7XQWD reserved.',
    )
    expect(packageNextStep({ ...facts, reserved: 0, counts: { ...NONE, verified: 30 } }, NOW)).toContain(
      'all 30 machines',
    )
  })

  it.each(EXCHANGE_STATES)('has a sentence for %s', (state) => {
    const counts = { ...NONE, [state]: 2 }
    expect(packageState(counts)).toBe(state)
    expect(packageNextStep({ ...facts, counts }, NOW)).toMatch(/\.$/)
  })
})

describe('commands', () => {
  const row = {
    reference: '12-001',
    machine: "o'hara-pc.lab.example",
    installationId: '1'.repeat(63),
    confirmationId: '123456'.repeat(8),
  }

  it('name the confirmation ID and the product', () => {
    expect(applyCommands('123456-654321', 'a-b')[1]?.command).toBe('slmgr.vbs /atp 123456654321 a-b')
    expect(applyCommands('123456')[0]?.command).toMatch(/^cscript .*\/atp 123456$/)
  })

  it('of a script quote what comes from outside', () => {
    const script = applyScript(12, [row])
    expect(script).toContain("Machine = 'o''hara-pc.lab.example'")
    expect(script).toContain(row.confirmationId)
  })

  it('hold a placeholder until the key is revealed', () => {
    const texts = [onlineCommands()[0]?.command ?? '', onlineScript(), unattendFragment()]
    for (const text of texts) expect(text).toContain(KEY_PLACEHOLDER)
    expect(onlineScript()).not.toContain("\\'")
  })
})
