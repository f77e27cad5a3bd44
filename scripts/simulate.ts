/**
 * `npm run --silent simulate -- scenario.json [--seed n]`: plays a scenario and prints what would be observed,
 * one observation a JSON line, in time order. docs/simulation.md describes the scenario. Exit code 2 when it is
 * wrong.
 */
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readScenario } from '@/lib/activation/simulation/read-scenario'
import { simulate } from '@/lib/activation/simulation/simulate'
import { LineWriter } from './line-writer'

const USAGE = 'Usage: npm run --silent simulate -- scenario.json [--seed n]'
const MOST_SEED = 0xffff_ffff

function readArgs(args: string[]): { file: string; seed?: number } {
  const { values, positionals } = parseArgs({
    args,
    options: { seed: { type: 'string' } },
    allowPositionals: true,
  })
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) throw new Error('One scenario file is needed.')
  if (values.seed === undefined) return { file }
  const seed = /^\d{1,10}$/.test(values.seed) ? Number(values.seed) : Number.NaN
  if (!(seed <= MOST_SEED)) throw new Error(`--seed is not a whole number from 0 to ${MOST_SEED}.`)
  return { file, seed }
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
  try {
    const { file, ...options } = readArgs(args)
    seed = options.seed
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
  const out = new LineWriter(process.stdout)
  for (const observation of simulate(read.scenario, seed)) await out.write(JSON.stringify(observation))
  await out.flush()
  return 0
}

// A reader such as `head` that closes the pipe has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2)
})

process.exitCode = await main(process.argv.slice(2))
