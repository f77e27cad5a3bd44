import { describe, expect, it, test } from 'vitest'
import type { Severity } from './alert'
import { type Around, advance, goesOn, isSame, type KeptAlert, openAlert } from './alert-life'
import { between, broken, unknown, type Verdict, WELL } from './verdict'

const START = Date.parse('2026-11-26T00:00:00Z')
const at = (hours: number) => new Date(START + hours * 3_600_000).toISOString()

const BLANK: KeptAlert = {
  ...{ rule: 'A1', kind: 'hostDown', objectKind: 'kmsHost', object: 'kms01', objectName: 'kms01' },
  ...{
    severity: 'info',
    worstSeverity: 'info',
    state: 'open',
    openedAt: at(0),
    lastAt: at(0),
    occurrences: 1,
  },
  ...{ closedAt: null, closedHow: null, snoozedUntil: null, suppressedBy: null, assigneeId: null },
  ...{ evidence: {}, threshold: {}, acknowledgedAt: null, openings: [], calmSince: null, host: null },
}

interface Moment extends Partial<Omit<Around, 'now'>> {
  hour: number
  says: Verdict
  /** what a person did just before */
  person?: Partial<KeptAlert>
}

const warn = broken('warn', {})
const error = broken('error', {})

/** 'open', 'closed cleared', and the steps that each moment brought. */
function live(moments: readonly Moment[]): { alert: KeptAlert; steps: string[] } {
  let alert: KeptAlert | undefined
  const steps: string[] = []
  for (const { hour, says, person, ...more } of moments) {
    const around: Around = { now: at(hour), isMuted: false, closing: 'cleared', ...more }
    const before = alert && { ...alert, ...person }
    const next = before
      ? advance(before, says, around)
      : says.is === 'broken' && openAlert(BLANK, says, around)
    alert = next ? next.alert : before
    steps.push(...(next ? next.steps.map(({ step }) => `${hour} ${step}`) : []))
  }
  if (!alert) throw new Error('it never opened')
  return { alert, steps }
}

const acknowledged = { state: 'acknowledged', acknowledgedAt: at(1) } as const
const closedByHand = { state: 'closed', closedHow: 'byHand', closedAt: at(1), calmSince: null } as const

test.each<[what: string, moments: Moment[], state: KeptAlert['state'], steps: string[]]>([
  [
    'opens once',
    [
      { hour: 0, says: warn },
      { hour: 1, says: warn },
    ],
    'open',
    ['0 opened'],
  ],
  [
    'closes by itself',
    [
      { hour: 0, says: warn },
      { hour: 1, says: WELL },
    ],
    'closed',
    ['0 opened', '1 closed'],
  ],
  [
    'gets worse and eases',
    [
      { hour: 0, says: warn },
      { hour: 1, says: error },
      { hour: 2, says: warn },
    ],
    'open',
    ['0 opened', '1 worsened', '2 eased'],
  ],
  [
    'stays while it is neither',
    [
      { hour: 0, says: warn },
      { hour: 9, says: between({}) },
    ],
    'open',
    ['0 opened'],
  ],
  [
    'is never closed by missing evidence, and is known again',
    [
      { hour: 0, says: warn },
      { hour: 1, says: unknown({}) },
      { hour: 999, says: unknown({}) },
      { hour: 1000, says: warn },
    ],
    'open',
    ['0 opened', '1 unknown', '1000 known'],
  ],
  [
    'closes from unknown once it is well',
    [
      { hour: 0, says: warn },
      { hour: 1, says: unknown({}) },
      { hour: 2, says: WELL },
    ],
    'closed',
    ['0 opened', '1 unknown', '2 closed'],
  ],
  [
    'stays acknowledged while it holds',
    [
      { hour: 0, says: warn },
      { hour: 2, says: warn, person: acknowledged },
    ],
    'acknowledged',
    ['0 opened'],
  ],
  [
    'is open again when it gets worse',
    [
      { hour: 0, says: warn },
      { hour: 2, says: error, person: acknowledged },
    ],
    'open',
    ['0 opened', '2 worsened'],
  ],
  [
    'is snoozed until then',
    [
      { hour: 0, says: warn },
      { hour: 1, says: warn, person: { state: 'snoozed', snoozedUntil: at(3) } },
      { hour: 2, says: warn },
    ],
    'snoozed',
    ['0 opened'],
  ],
  [
    'is open again when the snooze is over',
    [
      { hour: 0, says: warn },
      { hour: 1, says: warn, person: { state: 'snoozed', snoozedUntil: at(3) } },
      { hour: 3, says: warn },
    ],
    'open',
    ['0 opened', '3 reopened'],
  ],
  [
    'is muted by a window, and open after it',
    [
      { hour: 0, says: warn, isMuted: true },
      { hour: 1, says: warn },
    ],
    'open',
    ['0 opened', '0 muted', '1 unmuted'],
  ],
  [
    'is silenced by its cause, and released with it',
    [
      { hour: 0, says: warn, cause: 7 },
      { hour: 1, says: warn },
    ],
    'open',
    ['0 opened', '0 suppressed', '1 released'],
  ],
  [
    'is muted before it is silenced',
    [{ hour: 0, says: warn, isMuted: true, cause: 7 }],
    'muted',
    ['0 opened', '0 muted'],
  ],
  [
    'is the same one when it comes back within a day',
    [
      { hour: 0, says: warn },
      { hour: 1, says: WELL },
      { hour: 20, says: warn },
    ],
    'open',
    ['0 opened', '1 closed', '20 reopened'],
  ],
  [
    'stays closed where a person accepted it',
    [
      { hour: 0, says: warn },
      { hour: 2, says: warn, person: closedByHand },
    ],
    'closed',
    ['0 opened'],
  ],
  [
    'comes back where it was accepted and gets worse',
    [
      { hour: 0, says: warn },
      { hour: 2, says: error, person: closedByHand },
    ],
    'open',
    ['0 opened', '2 reopened'],
  ],
  [
    'comes back where it was accepted and has been well',
    [
      { hour: 0, says: warn },
      { hour: 2, says: WELL, person: closedByHand },
      { hour: 3, says: warn },
    ],
    'open',
    ['0 opened', '3 reopened'],
  ],
])('an alert %s', (_, moments, state, steps) => {
  const lived = live(moments)
  expect(lived.alert.state).toBe(state)
  expect(lived.steps).toEqual(steps)
})

describe('one that opened three times within a day', () => {
  const unsteady: Moment[] = [0, 2, 4].flatMap((hour) => [
    { hour, says: warn },
    { hour: hour + 1, says: WELL },
  ])

  it('stays open until it has been calm for a day, and is told once', () => {
    const { alert, steps } = live([...unsteady, { hour: 28, says: WELL }])
    expect(alert).toMatchObject({ state: 'open', occurrences: 3, calmSince: at(5) })
    expect(steps).toEqual(['0 opened', '1 closed', '2 reopened', '3 closed', '4 reopened'])
    expect(live([...unsteady, { hour: 29, says: WELL }]).alert).toMatchObject({
      state: 'closed',
      closedAt: at(29),
    })
  })

  it('is steady again a day after its last opening', () => {
    const { alert, steps } = live([...unsteady, { hour: 20, says: warn }, { hour: 29, says: WELL }])
    expect(alert.state).toBe('closed')
    expect(steps.at(-1)).toBe('29 closed')
  })
})

it('keeps its worst severity, and when its newest evidence is from', () => {
  const told = (severity: Severity, hour: number) => broken(severity, { at: at(hour) })
  const { alert } = live([
    { hour: 1, says: told('error', 0) },
    { hour: 2, says: told('warn', 2) },
    // A clock that is ahead says nothing of when.
    { hour: 3, says: told('warn', 99) },
  ])
  expect(alert).toMatchObject({ severity: 'warn', worstSeverity: 'error', openedAt: at(1), lastAt: at(2) })
})

it.each([
  [{ closedAt: null }, true],
  [{ closedAt: at(0) }, true],
  [{ closedAt: at(-1) }, false],
  [{ closedAt: at(-999), closedHow: 'byHand' }, true],
  [{ closedAt: at(-999), closedHow: 'byHand', calmSince: at(-5) }, false],
] as const)('%o goes on a day later: %s', (closed, expected) => {
  expect(goesOn({ ...BLANK, ...closed }, at(23))).toBe(expected)
})

it('is the same alert only while every field is', () => {
  const kept: KeptAlert = { ...BLANK, id: 7, evidence: { seen: 1, host: 'kms01' }, openings: [at(0)] }
  expect(isSame(kept, { ...kept, evidence: { host: 'kms01', seen: 1 }, openings: [at(0)] })).toBe(true)
  for (const field of Object.keys(kept) as (keyof KeptAlert)[]) {
    const other = typeof kept[field] === 'object' && kept[field] !== null ? { other: 1 } : 'other'
    expect([field, isSame(kept, { ...kept, [field]: other } as KeptAlert)]).toEqual([field, false])
  }
})
