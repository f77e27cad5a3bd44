/**
 * `npm run --silent simulate -- scenario.json [--seed n]`: plays a scenario and prints what would be observed,
 * one observation a JSON line, in time order. With `--to URL --token T [--speed N]` the machines post to a console instead, N
 * simulated seconds in a second. docs/simulation.md describes the scenario. Exit code 2 when it is wrong.
 */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Observation } from '@/lib/activation/observation'
import { readScenario } from '@/lib/activation/simulation/read-scenario'
import { simulate } from '@/lib/activation/simulation/simulate'
import { LineWriter } from './line-writer'
import { type FeedTarget, feed } from './simulate-feed'

const USAGE = 'Usage: npm run --silent simulate -- scenario.json [--seed n] [--to URL --token T [--speed N]]'
const MOST_SEED = 0xffff_ffff

function readArgs(args: string[]): { file: string; seed?: number; target?: FeedTarget } {
  const { values, positionals } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      to: { type: 'string' },
      token: { type: 'string' },
      speed: { type: 'string' },
    },
    allowPositionals: true,
  })
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) throw new Error('One scenario file is needed.')
  const target = targetOf(values)
  if (values.seed === undefined) return { file, ...(target && { target }) }
  const seed = /^\d{1,10}$/.test(values.seed) ? Number(values.seed) : Number.NaN
  if (!(seed <= MOST_SEED)) throw new Error(`--seed is not a whole number from 0 to ${MOST_SEED}.`)
  return { file, seed, ...(target && { target }) }
}

/** Where the machines post to; absent where they are printed. */
function targetOf({ to, token, speed }: Partial<Record<'to' | 'token' | 'speed', string>>) {
  if (to === undefined) return undefined
  if (!URL.canParse(to)) throw new Error('--to is not an address, such as http://localhost:3000.')
  if (token === undefined) throw new Error('--token is missing: npm run --silent token -- create prints one.')
  if (speed !== undefined && !(Number(speed) > 0)) throw new Error('--speed is not a number above 0.')
  return { to: new URL(to), token, speed: speed === undefined ? 1 : Number(speed) }
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8')
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new Error(`${file} is not JSON.`)
  }
}

async function main(args: string[]): Promise<number> {
  let json: unknown
  let seed: number | undefined
  let target: FeedTarget | undefined
  try {
    const { file, ...options } = readArgs(args)
    seed = options.seed
    target = options.target
    json = await readJson(file)
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`)
    return 2
  }
  const read = readScenario(json)
  if (!read.ok) {
    console.error(`${read.path}: ${read.problem}`)
    return 2
  }
  if (target) return feedAll(simulate(read.scenario, seed), target)
  const out = new LineWriter(process.stdout)
  for (const observation of simulate(read.scenario, seed)) await out.write(JSON.stringify(observation))
  await out.flush()
  return 0
}

async function feedAll(observations: Iterable<Observation>, target: FeedTarget): Promise<number> {
  try {
    const { posts, recorded, unchanged, rejected, again } = await feed(observations, target)
    console.log(JSON.stringify({ posts, recorded, unchanged, rejected, again }))
    return 0
  } catch (error) {
    console.error((error as Error).message)
    return 2
  }
}

// A reader such as `head` that closes the pipe has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2)
})

process.exitCode = await main(process.argv.slice(2))
