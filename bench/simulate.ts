import { pathToFileURL } from 'node:url'
import type { Scenario } from '@/lib/activation/simulation/scenario'
import { simulate } from '@/lib/activation/simulation/simulate'
import { type BenchLine, limitLine, printLines, scaleOf } from './bench-line'
import { collector, memoryNow } from './memory'

const CLIENTS = 100_000
const DAYS = 180
const SECONDS_LIMIT = 60
/** What may still be in use more at the end than after a tenth of the observations. */
const USED_LIMIT_MIB = 4
/** V8 lets the process grow to a plateau of its own before it collects. */
const RESIDENT_LIMIT_MIB = 64

/** 100,000 clients for 180 days, and what memory gains on the way. */
export async function benchSimulate(scale: number): Promise<BenchLine[]> {
  const clients = Math.round(CLIENTS * scale)
  const scenario = fleetOf(clients)
  const start = performance.now()
  let observations = 0
  for (const _ of simulate(scenario)) observations += 1
  const seconds = (performance.now() - start) / 1000
  const name = `simulation: ${shown(clients)} clients for ${DAYS} days, ${shown(observations)} observations`
  return [limitLine(name, seconds, SECONDS_LIMIT * scale, 's'), ...memoryLines(scenario, observations)]
}

/** A second run, so that looking at the memory does not slow the first. */
function memoryLines(scenario: Scenario, observations: number): BenchLine[] {
  const collect = collector()
  const tenth = Math.round(observations / 10)
  let seen = 0
  let start = { used: 0, resident: 0 }
  let end = start
  for (const _ of simulate(scenario)) {
    seen += 1
    if (seen === tenth) start = memoryNow(collect)
    // Before the last one, while the simulation still holds everything it holds.
    if (seen === observations - 1) end = memoryNow(collect)
  }
  const between = `between observation ${shown(tenth)} and ${shown(observations)}`
  const used = Math.max(0, end.used - start.used)
  const resident = Math.max(0, end.resident - start.resident)
  return [
    limitLine(`simulation: memory in use gained ${between}`, used, USED_LIMIT_MIB, 'MiB'),
    limitLine(`simulation: resident memory gained ${between}`, resident, RESIDENT_LIMIT_MIB, 'MiB'),
  ]
}

/** Two hosts of which one fails for a week, machines that come in over a week, rebuilds and leavers. */
function fleetOf(clients: number): Scenario {
  const servers = Math.round(clients / 20)
  return {
    start: '2026-01-05T08:00:00Z',
    days: DAYS,
    hosts: [
      { name: 'kms01.bench.example', keys: ['server-2022'] },
      { name: 'kms02.bench.example', keys: ['server-2022'], outages: [{ fromHour: 480, toHour: 648 }] },
    ],
    clients: [
      {
        name: 'pc{n}.bench.example',
        count: clients - servers,
        activationId: '73111121-5638-40f6-bc11-f1d7b0d64300',
        arrival: { kind: 'spread', fromHour: 0, toHour: 168 },
        rebuildEveryDays: 365,
        leaving: { share: 0.1, fromDay: 30, toDay: 365 },
      },
      {
        name: 'srv{n}.bench.example',
        count: servers,
        activationId: '8c1c5410-9f39-4805-8c9d-63a07706358f',
        arrival: { kind: 'spread', fromHour: 0, toHour: 168 },
        virtual: true,
      },
    ],
  }
}

const shown = (count: number) => count.toLocaleString('en-US')

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2)
  printLines(await benchSimulate(scaleOf(args)), args)
}
