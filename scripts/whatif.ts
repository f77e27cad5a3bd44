/**
 * `npm run --silent whatif -- QUESTION.json [--now ISO] [--observations FILE]`: what changes to KMS hosts, networks or machines
 * would do to the fleet of the console, or to one that a file of observations (JSON Lines, as read and simulate print them)
 * shows. Prints one JSON object; the exit code is 2 when the question cannot be asked.
 */
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { whatIfJson } from '@/lib/activation/whatif/answer-json'
import type { FleetPattern } from '@/lib/activation/whatif/fleet-pattern'
import { PatternBook } from '@/lib/activation/whatif/gather-pattern'
import { readQuestion } from '@/lib/activation/whatif/question'
import { whatIf } from '@/lib/activation/whatif/whatif'
import { closePools } from '@/lib/data/pool'
import { loadFleetPattern } from '@/lib/data/whatif/fleet-pattern'
import { connectConsole } from './console-connection'
import { parseJson } from './json-problem'
import { parseObservationLine } from './observation-line'

const USAGE = 'Usage: npm run --silent whatif -- QUESTION.json [--now ISO] [--observations FILE]'

class Refused extends Error {}

async function main(args: string[]): Promise<void> {
  const { file, now, observations } = readArguments(args)
  const asked = parseJson(await contentOf(file))
  if (!asked.ok) throw new Refused(`${file}: line ${asked.line} is not JSON: ${asked.problem}`)
  const read = readQuestion(asked.value)
  if (!read.ok) throw new Refused(`${file}: ${read.path} ${read.problem}.`)
  const { pattern, at } =
    observations === undefined ? await fromConsole(now) : await fromFile(observations, now)
  const outcome = whatIf(pattern, read.question, at)
  if (!outcome.ok) throw new Refused(`${file}: ${outcome.path} ${outcome.problem}.`)
  console.log(JSON.stringify(whatIfJson(outcome.answer, read.question, pattern)))
}

function readArguments(args: string[]): { file: string; now?: number; observations?: string } {
  let parsed: { values: { now?: string; observations?: string }; positionals: string[] }
  try {
    const options = { now: { type: 'string' }, observations: { type: 'string' } } as const
    parsed = parseArgs({ args, allowPositionals: true, options })
  } catch (error) {
    throw new Refused(`${(error as Error).message}\n${USAGE}`)
  }
  const [file, ...more] = parsed.positionals
  if (file === undefined || more.length > 0) throw new Refused(`One question is expected.\n${USAGE}`)
  const { now, observations } = parsed.values
  if (now !== undefined && Number.isNaN(Date.parse(now)))
    throw new Refused('--now takes a time such as 2026-12-01T00:00:00Z.')
  return {
    file,
    ...(now !== undefined && { now: Date.parse(now) }),
    ...(observations !== undefined && { observations }),
  }
}

async function contentOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: Error) => {
    throw new Refused(`${file} cannot be read: ${error.message}`)
  })
}

async function fromConsole(now: number | undefined): Promise<{ pattern: FleetPattern; at: number }> {
  const database = await connectConsole()
  process.env.DATABASE_URL = database.url
  try {
    const at = now ?? Date.now()
    return { pattern: await loadFleetPattern(at), at }
  } finally {
    await closePools()
    await database.close()
  }
}

/** Without --now the day of the newest observation is today. */
async function fromFile(
  file: string,
  now: number | undefined,
): Promise<{ pattern: FleetPattern; at: number }> {
  const book = new PatternBook(now ?? Number.POSITIVE_INFINITY)
  let number = 0
  try {
    for await (const line of createInterface({
      input: createReadStream(file),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      number += 1
      if (line.trim() === '') continue
      const read = parseObservationLine(line)
      if (!read.ok) console.error(`${file}, line ${number} was passed over: ${read.problem}.`)
      else if (read.observation) book.take(read.observation)
    }
  } catch (error) {
    throw new Refused(`${file} cannot be read: ${(error as Error).message}`)
  }
  const pattern = book.pattern()
  if (pattern.licenses.length + pattern.hosts.length === 0 && pattern.others.mak === 0) {
    console.error(`${file} has no observation of a KMS client or host.`)
  }
  return { pattern, at: now ?? pattern.knownUntil }
}

try {
  await main(process.argv.slice(2).filter((arg) => arg !== '--'))
} catch (error) {
  if (!(error instanceof Refused)) throw error
  console.error(error.message)
  process.exitCode = 2
}
