import { expect, it } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { alertLine } from '@/lib/data/alerts/alert-line'
import { loadAlertHistory } from '@/lib/data/alerts/alert-store'
import { runAlertRound } from '@/lib/data/alerts/round'
import { withTestDatabase } from '@/lib/data/database.testing'
import { loadSampleFleet, removeSampleFleet } from './sample-fleet'
import { type SampleFate, sampleMachines } from './sample-machines'

withTestDatabase()
const now = new Date('2026-11-30T12:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

const lastRenewed = (fate: SampleFate) => (fate.kind === 'renewing' ? fate.lastDay : 0)

/** Some names were given twice: such a machine fares as its newest renewal says. */
const MACHINES = [...Map.groupBy(sampleMachines(), ({ name }) => name).values()].flatMap(
  (same) => same.toSorted((one, other) => lastRenewed(one.fate) - lastRenewed(other.fate))[0] ?? [],
)

/** Names of the sample's machines that fare so. */
const machinesThat = (fares: (fate: SampleFate) => boolean) =>
  MACHINES.flatMap(({ name, fate }) => (fares(fate) ? [name] : []))

const refused = (code: string) => (fate: SampleFate) => fate.kind === 'refused' && fate.code === code

/**
 * What must be open on the sample fleet and nothing else, by rule and severity. By hand, from how its machines fare
 * (sample-machines.ts) and what stands in its zones, keys and directory; at noon, so half a day after the day began.
 */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  // One of two servers of the zone lacks the record; the partner's zone has only kms02.
  'A4 error': ['emea.sample.example kms02.sample.example', 'partner.example kms01.sample.example'],
  // Seventeen of twenty-five.
  'A5 error': ['kms-lab01.lab.sample.example'],
  'A10 error': ['kms01.sample.example', 'kms02.sample.example'],
  // Five hours and twelve minutes behind, which is why their requests are refused.
  'A11 error': machinesThat(refused('0xC004F06C')),
  'A13 error': ['kms.partner.example'],
  // Not renewed for three weeks though the log of their host goes on, or refused for as long.
  'A16 info': [
    ...machinesThat((fate) => lastRenewed(fate) >= 21 && lastRenewed(fate) < 150),
    ...machinesThat(refused('0xC004F06C')),
  ],
  // 180 days and 30 of grace end within a week.
  'A18 warn': machinesThat((fate) => lastRenewed(fate) > 202 && lastRenewed(fate) < 210),
  'A19 error': [
    'fleet',
    ...machinesThat(
      (fate) => fate.kind === 'read' && (fate.status === 'notification' || fate.status === 'unlicensed'),
    ),
    ...machinesThat(refused('0xC004F042')),
  ],
  'A20 info': [
    ...machinesThat((fate) => lastRenewed(fate) >= 210),
    // Evaluations of which nobody said whether they were converted.
    ...machinesThat(
      (fate) => fate.kind === 'read' && fate.daysLeft !== undefined && fate.daysLeft < fate.readDay,
    ),
  ],
  'A20 warn': ['dc01.sample.example'],
  'A21 warn': ['MAK …-Q7F3D (Windows 11 Pro, field laptops)'],
  'A24 error': ['partner.example kms.partner.example'],
  'A24 warn': [
    'emea.sample.example kms01.sample.example',
    'sample.example kms03.sample.example',
    'shop.sample.example kms-old.sample.example',
    'shop.sample.example kms02.sample.example',
  ],
  'A25 warn': ['Office LTSC Professional Plus 2024', 'Windows Server 2025 Standard'],
  'A26 error': ['Windows 10'],
}

async function open(): Promise<Record<string, string[]>> {
  const lines = (await loadAlertHistory()).map(alertLine).filter(({ state }) => state === 'open')
  const shared = lines.filter(({ rule }) => rule === 'A12')
  expect(shared.map(({ evidence }) => evidence.machines)).toEqual([
    expect.arrayContaining(machinesThat(() => true).filter((name) => /-kiosk-00[1-7]/.test(name))),
  ])
  const others = lines.filter(({ rule }) => rule !== 'A12')
  const byRule = Map.groupBy(others, ({ rule, severity }) => `${rule} ${severity}`)
  return Object.fromEntries([...byRule].map(([rule, own]) => [rule, own.map(({ object }) => object).sort()]))
}

it('opens what is true of the sample fleet and nothing else, goes on without a word, and ends with the fleet', async () => {
  await loadSampleFleet(now)
  await runAlertRound(now)
  const expected = Object.fromEntries(Object.entries(OPEN).map(([rule, names]) => [rule, names.toSorted()]))
  expect(await open()).toEqual(expected)

  // Another process, a restart: what is stored goes on.
  expect((await runAlertRound(later(1)))?.changes).toBeLessThan(5)
  expect(await open()).toEqual(expected)

  await removeSampleFleet.run(systemActor('test'), {})
  await runAlertRound(later(2))
  expect(await open().catch(() => ({}))).toEqual({})
}, 90_000)
