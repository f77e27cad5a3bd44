import { expect, it } from 'vitest'
import type { Difference } from './plan-difference'
import { watchReport } from './watch-report'

const NOW = Date.parse('2026-11-30T12:00:00Z')
const PLAN = { number: 2, inForceAt: '2026-11-01T00:00:00Z', dueOn: null }
const studio: Difference = {
  kind: 'change',
  what: 'method',
  network: 'studio.example',
  machines: 14,
  waiting: 0,
  planned: 'adba',
  seen: 'kms',
}
const lab: Difference = { ...studio, network: 'lab.example', machines: 1, seen: 'unknown' }

const rowsOf = (first: Difference[], differences: Difference[]) =>
  watchReport(
    { plan: PLAN, watch: { machines: 90, differing: 14, differences }, first, days: [] },
    NOW,
  ).tables[0]?.rows.map((row) => row.slice(2))

it('says of what is as planned how it was at first, not that it still is so', () => {
  expect(rowsOf([studio, lab], [studio])).toEqual([
    ['14 machines of studio.example still ask KMS; planned: Directory.', 'Differs', 14, 14, 0],
    [
      'At first 1 machine of lab.example was activated in an unknown way; none does now. Planned: Directory.',
      'As planned',
      1,
      0,
      0,
    ],
  ])
  expect(rowsOf([studio], [])?.[0]?.[0]).toBe(
    'At first 14 machines of studio.example asked KMS; none does now. Planned: Directory.',
  )
})

it('has a sentence of its own for each kind of thing that is as planned', () => {
  const host = 'kms03.corp.example'
  const zone = 'corp.example'
  const first: Difference[] = [
    { kind: 'add', what: 'hosts', planned: 2, there: 1 },
    { kind: 'add', what: 'host', host },
    { kind: 'remove', what: 'host', host, clients: 3 },
    { kind: 'add', what: 'key', host, key: 'Windows Server 2022' },
    { kind: 'add', what: 'record', zone, host },
    { kind: 'remove', what: 'record', zone, host },
    { kind: 'add', what: 'activationObject', network: zone, machines: 40 },
  ]
  expect(rowsOf(first, [])?.map(([said]) => said)).toEqual([
    'Planned: 2 KMS hosts; at first 1 was named, now as many as planned.',
    'The planned KMS host kms03.corp.example has reported.',
    'kms03.corp.example, no KMS host of the plan, is not in use any more.',
    'kms03.corp.example holds the host key Windows Server 2022.',
    'The SRV record of kms03.corp.example is in corp.example.',
    'The SRV record of kms03.corp.example in corp.example, which was in no plan, is gone.',
    'The directory of corp.example has its activation object, for 40 machines.',
  ])
})
