import { expect, it } from 'vitest'
import type { Scenario, ScenarioGroup } from '@/lib/activation/simulation/scenario'
import { simulate } from '@/lib/activation/simulation/simulate'
import { PatternBook } from '@/lib/activation/whatif/gather-pattern'
import { whatIf } from '@/lib/activation/whatif/whatif'
import { SAMPLE_HOSTS, type SampleMachine, sampleMachines } from './sample-machines'
import { sampleObservations } from './sample-observations'

/**
 * The sample fleet is asked what retiring a host would do, and lived on in the simulator, which is told of its machines by the
 * table they are made from and of the observations nothing.
 */

const DAY_MS = 86_400_000
const NOW = Date.parse('2026-11-30T00:00:00Z')
const PAST_DAYS = 220
const DAYS = 200
const RETIRED_IN = 2
const START = NOW - PAST_DAYS * DAY_MS
const hourOf = (daysAgo: number) => (PAST_DAYS - daysAgo) * 24
const FROM_NOW = hourOf(0)
const RETIRED_AT = hourOf(-RETIRED_IN)

const isWrongClock = ({ fate }: SampleMachine) => fate.kind === 'refused' && fate.code === '0xC004F06C'

/**
 * Every third of the machines that renewed lately by themselves, and the Windows of those whose clock is wrong: the others say
 * nothing of their next renewal. Two machines of one name are one to whoever reads the observations.
 */
const LIVELY = [...Map.groupBy(sampleMachines(), ({ name }) => name).values()]
  .flatMap((alike) => (alike.length === 1 ? alike : []))
  .filter(
    (machine) =>
      machine.product.activationId !== undefined &&
      ((machine.fate.kind === 'renewing' && machine.fate.lastDay < 7) ||
        machine.fate.kind === 'recovered' ||
        isWrongClock(machine)),
  )
  .filter((machine, place) => place % 3 === 0 || isWrongClock(machine))
  .map(({ office, ...machine }) => (office && !isWrongClock(machine) ? { ...machine, office } : machine))

function groupOf(machine: SampleMachine): ScenarioGroup {
  const { name, product, office, host, fate, isVirtual } = machine
  const other = host === SAMPLE_HOSTS.main ? SAMPLE_HOSTS.second : SAMPLE_HOSTS.main
  const fromDay = fate.kind === 'read' ? 0 : fate.fromDay
  return {
    name,
    count: 1,
    activationId: product.activationId ?? '',
    ...(office?.activationId !== undefined && { officeActivationId: office.activationId }),
    virtual: isVirtual,
    arrival: { kind: 'atOnce', hour: hourOf(Math.min(PAST_DAYS, fromDay)) },
    zone: 'sample.example',
    // The sites of the sample use a host each; Office is on the second alone.
    ...(office === undefined && { blocked: [{ host: other, fromHour: 0, toHour: FROM_NOW }] }),
  }
}

/** A wrong clock is refused from a day on: until then the machine is another one. */
const withClock = (machine: SampleMachine): ScenarioGroup =>
  machine.fate.kind === 'refused'
    ? { ...groupOf(machine), blocked: [{ fromHour: hourOf(machine.fate.refusedDay), toHour: 1e6 }] }
    : groupOf(machine)

function lapsedInSimulation(retired: string): Set<string> {
  const outages = (name: string) => (name === retired ? [{ fromHour: RETIRED_AT, toHour: 1e6 }] : [])
  const { main, second } = SAMPLE_HOSTS
  const scenario: Scenario = {
    start: new Date(START).toISOString(),
    days: PAST_DAYS + DAYS,
    hosts: [
      { name: main, keys: ['server-2025'], outages: outages(main) },
      {
        name: second,
        keys: ['server-2025', 'office-ltsc-2021', 'office-ltsc-2024'],
        outages: outages(second),
      },
    ],
    clients: LIVELY.map(withClock),
    emit: { clientReadingHours: 168, hostReadingHours: 0 },
  }
  const lapsed = new Set<string>()
  for (const observation of simulate(scenario)) {
    if (observation.kind !== 'license' || observation.status === 'licensed') continue
    if (Date.parse(observation.observedAt) > NOW + RETIRED_IN * DAY_MS)
      lapsed.add(`${observation.client.name} ${observation.product.activationId}`)
  }
  return lapsed
}

const book = new PatternBook(NOW)
for (const observation of sampleObservations(new Date(NOW))) book.take(observation)
const pattern = book.pattern()

function lapsedByWhatIf(retired: string): Set<string> {
  const on = new Date(NOW + RETIRED_IN * DAY_MS).toISOString().slice(0, 10)
  const outcome = whatIf(pattern, { days: DAYS, changes: [{ kind: 'retireHost', host: retired, on }] }, NOW)
  if (!outcome.ok) throw new Error(outcome.problem)
  const lively = new Set(LIVELY.map(({ name }) => name))
  return new Set(
    outcome.answer.lapses
      .filter(
        ({ machine, isSilent, likelihood }) => lively.has(machine ?? '') && !isSilent && likelihood >= 0.5,
      )
      .map(({ machine, activationId }) => `${machine} ${activationId}`),
  )
}

it.each([
  // The second host serves every Windows: only those lapse that lapse anyway.
  [SAMPLE_HOSTS.main, 5],
  // It alone has the keys of Office.
  [SAMPLE_HOSTS.second, 100],
])('retire %s: what-if names the machines that the simulator then sees lapse', (host, least) => {
  const real = lapsedInSimulation(host)
  expect(real.size).toBeGreaterThanOrEqual(least)
  expect([...lapsedByWhatIf(host)].sort()).toEqual([...real].sort())
})
