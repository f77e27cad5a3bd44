import { describe, expect, it } from 'vitest'
import type { Observation } from '../observation'
import { simulate } from '../simulation/simulate'
import { whatIfJson } from './answer-json'
import { PatternBook } from './gather-pattern'
import { CHANGE_KINDS, type Change, readQuestion, type WhatIfQuestion } from './question'
import { whatIf } from './whatif'

const WINDOWS_10 = '73111121-5638-40f6-bc11-f1d7b0d64300'
const WINDOWS_7 = 'b92e9980-b9d5-4821-9c94-140f632f6312'
const OFFICE_2021 = 'fbdb3e18-a8ef-4fb3-9183-dffd60bd0984'
const DAYS = 60
const START = Date.parse('2026-01-01T00:00:00Z')
const NOW = START + DAYS * 86_400_000
const ON = '2026-03-10'

function patternOf(observations: Iterable<Observation>) {
  const book = new PatternBook(NOW)
  for (const observation of observations) book.take(observation)
  return book.pattern()
}

const fleet = patternOf(
  simulate({
    start: '2026-01-01T00:00:00Z',
    days: DAYS,
    hosts: [
      { name: 'kms01.corp.example', keys: ['server-2022'] },
      { name: 'kms02.corp.example', keys: ['server-2022'] },
    ],
    clients: [
      { name: 'pc{n}.corp.example', count: 70, activationId: WINDOWS_10 },
      { name: 'old{n}.corp.example', count: 10, activationId: WINDOWS_7 },
      { name: 'set{n}.lab.example', count: 6, activationId: WINDOWS_10, host: 'kms01.corp.example' },
    ],
  }),
)

function ask(changes: Change[], days = 250, pattern = fleet) {
  const question: WhatIfQuestion = { days, changes }
  const outcome = whatIf(pattern, question, NOW)
  if (!outcome.ok) throw new Error(`${outcome.path} ${outcome.problem}`)
  return whatIfJson(outcome.answer, question, pattern)
}

describe('a question to the record', () => {
  it('is answered for nothing, and nothing lapses', () => {
    expect(ask([])).toMatchObject({ lapses: [], missing: [], steps: [] })
    expect(ask([]).sentence).toBe(
      'If nothing changes, none of the machines that still report lapses by 7 Nov 2026 because of it.',
    )
  })

  it('names the machines that have the retired host set, and no others while another host serves them', () => {
    const answer = ask([{ kind: 'retireHost', host: 'KMS01.corp.example', on: ON }])
    expect(answer.lapses.map(({ machine }) => machine).sort()).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => `set${n}.lab.example`),
    )
    expect(new Set(answer.lapses.map(({ because }) => because))).toEqual(
      new Set(['kms01.corp.example is set on the machine and does not answer']),
    )
    expect(answer.steps[0]).toMatchObject({ command: 'slmgr.vbs /ckms' })
    expect(answer.sentence).toContain('6 machines lapse')
  })

  it('lets all lapse when all hosts go, with the grace that follows', () => {
    const answer = ask(
      ['kms01.corp.example', 'kms02.corp.example'].map((host) => ({
        kind: 'retireHost' as const,
        host,
        on: ON,
      })),
    )
    expect(answer.lapses).toHaveLength(86)
    for (const { on, notificationOn } of answer.lapses) {
      expect(Date.parse(on)).toBeGreaterThan(Date.parse('2026-08-28'))
      if (notificationOn) expect(Date.parse(notificationOn) - Date.parse(on)).toBe(30 * 86_400_000)
    }
    expect(answer.shares.at(-1)).toMatchObject({ licensed: 0, without: 86, all: 86 })
  })

  it('lets a machine that was down come back', () => {
    const [first] = ask([
      { kind: 'hostDown', host: 'kms01.corp.example', on: ON, days: 200 },
      { kind: 'hostDown', host: 'kms02.corp.example', on: ON, days: 200 },
    ]).lapses
    expect(first?.recoveredOn).toBe('2026-09-26')
  })

  it('gives the same answer to the same question, whatever order the observations come in', () => {
    const shuffled = patternOf(
      [
        ...simulate({
          start: '2026-01-01T00:00:00Z',
          days: DAYS,
          hosts: [{ name: 'kms01.corp.example', keys: ['server-2022'] }],
          clients: [{ name: 'pc{n}.corp.example', count: 30, activationId: WINDOWS_10 }],
        }),
      ].reverse(),
    )
    const question: Change[] = [{ kind: 'retireHost', host: 'kms01.corp.example', on: ON }]
    expect(ask(question, 250, shuffled)).toEqual(ask(question, 250, shuffled))
    expect(ask(question, 250, shuffled).lapses).toHaveLength(30)
  })

  it('says that Windows 7 moves to no directory, and what the move takes from the count', () => {
    const answer = ask([{ kind: 'moveToDirectory', zone: 'corp.example', on: ON }])
    expect(answer.missing).toEqual([
      '10 licenses of Windows 7 Professional cannot be activated by the directory and still need a KMS host.',
    ])
    expect(
      answer.counts.filter(({ day, host }) => day === '2026-06-01' && host === 'kms02.corp.example'),
    ).toMatchObject([{ need: 25 }])
    expect(
      answer.lapses.every(({ machine }) => machine?.startsWith('old') || machine?.startsWith('set')),
    ).toBe(true)
  })

  it('says which key is missing where Office comes', () => {
    const answer = ask([{ kind: 'addOffice', activationId: OFFICE_2021, on: ON }])
    expect(answer.missing[0]).toMatch(/^No host that is left serves Office LTSC Professional Plus 2021/)
    expect(answer.lapses.every(({ into }) => into === 'notification')).toBe(true)
  })

  it('lets a closed network and a renamed zone lapse', () => {
    expect(ask([{ kind: 'closeNetwork', zone: 'lab.example', on: ON }]).lapses).toHaveLength(6)
    expect(ask([{ kind: 'renameZone', zone: 'corp.example', to: 'new.example', on: ON }]).lapses.length).toBe(
      0,
    )
    expect(
      ask([
        { kind: 'renameZone', zone: 'corp.example', to: 'new.example', on: ON },
        {
          kind: 'replaceHost',
          host: 'kms01.corp.example',
          by: 'kms03.corp.example',
          zones: ['corp.example'],
          on: ON,
        },
        { kind: 'retireHost', host: 'kms02.corp.example', on: ON },
      ]).lapses.length,
    ).toBeGreaterThan(80)
  })

  it('renews machines that come by VPN every 20 days, but every 150 the hosts count too few of them', () => {
    expect(ask([{ kind: 'contactEvery', everyDays: 20, on: ON }]).lapses).toHaveLength(0)
    const seldom = ask([{ kind: 'contactEvery', everyDays: 150, on: ON }]).lapses
    expect(seldom.length).toBeGreaterThan(40)
    expect(seldom.every(({ because }) => because.endsWith('counts too few machines'))).toBe(true)
    const fewOnly = ask([{ kind: 'contactEvery', everyDays: 150, zone: 'lab.example', on: ON }]).lapses
    expect(fewOnly).toHaveLength(0)
  })
})

describe('thin or odd fleets', () => {
  it('are answered with a clear sentence: no events, one machine, only MAK', () => {
    const none = patternOf([])
    expect(ask([], 100, none).sentence).toMatch(/^No machine is known/)
    const mak = patternOf([
      {
        kind: 'license',
        observedAt: '2026-02-01T00:00:00Z',
        client: { name: 'a.corp.example' },
        product: { activationId: WINDOWS_10, channel: 'MAK' },
        status: 'licensed',
      },
    ])
    expect(ask([], 100, mak)).toMatchObject({ lapses: [] })
    expect(ask([], 100, mak).notLookedAt[0]).toBe('1 machine with a MAK: KMS hosts do not concern them.')
    const one = patternOf([
      {
        kind: 'license',
        observedAt: '2026-02-27T00:00:00Z',
        client: { name: 'a.corp.example' },
        product: { activationId: WINDOWS_10, channel: 'KMS client' },
        status: 'licensed',
        remainingMinutes: 250_000,
        expiresAt: '2026-08-19T14:40:00Z',
        kms: { host: 'kms01.corp.example', foundBy: 'dns' },
      },
    ])
    expect(ask([{ kind: 'retireHost', host: 'kms01.corp.example', on: ON }], 250, one).lapses).toHaveLength(1)
  })

  it.each<[Change, string]>([
    [
      { kind: 'retireHost', host: 'nobody.corp.example', on: ON },
      'is not a known KMS host. Known are kms01.corp.example, kms02.corp.example',
    ],
    [
      { kind: 'retireHost', host: 'kms01.corp.example', on: '2026-02-01' },
      'is in the past: the fleet is known as of 2026-03-02',
    ],
    [
      { kind: 'retireHost', host: 'kms01.corp.example', on: '2029-02-01' },
      'is after the last of the 250 days',
    ],
    [
      { kind: 'addHost', host: 'kms02.corp.example', on: ON },
      'adds kms02.corp.example, which is there already',
    ],
  ])('are refused a question they cannot be asked: %j', (change, problem) => {
    expect(whatIf(fleet, { days: 250, changes: [change] }, NOW)).toMatchObject({ ok: false, problem })
  })

  it.each([
    [[], '$'],
    [{ days: 200 }, 'changes'],
    [{ days: 0, changes: [] }, 'days'],
    [{ days: 200, changes: [{ kind: 'retire' }] }, 'changes[0].kind'],
    [{ days: 200, changes: [{ kind: 'retireHost', host: 'a', on: '2026-02-30' }] }, 'changes[0].on'],
    [{ days: 200, changes: [{ kind: 'retireHost', host: 'a b', on: ON }] }, 'changes[0].host'],
    [{ days: 200, changes: [{ kind: 'retireHost', host: 'a', on: ON, by: 'b' }] }, 'changes[0].by'],
    [
      { days: 200, changes: [{ kind: 'addOffice', activationId: WINDOWS_10, on: ON }] },
      'changes[0].activationId',
    ],
  ])('name the path of what is wrong in %j', (json, path) => {
    expect(readQuestion(json)).toMatchObject({ ok: false, path })
  })

  it('knows thirteen kinds of change', () => {
    expect(CHANGE_KINDS).toHaveLength(13)
  })
})
