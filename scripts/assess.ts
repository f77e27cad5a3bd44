/**
 * `npm run --silent assess -- [--now ISO]`: reads observations as JSON lines from standard input, as `read`
 * prints them, and prints one assessment per client and product as a JSON line. Rows that `read` rejected are
 * passed over; the exit code is 2 when a line is no observation, after the others have been assessed.
 */
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { assess, type Evidence } from '@/lib/activation/license/assess'
import { type KnownLicense, LicenseBook } from '@/lib/activation/license/license-book'
import { describeLicense, type NextStep } from '@/lib/activation/license/sentence'
import { endsAtOf } from '@/lib/activation/license/validity'
import { readMoment } from '@/lib/sources/moments'
import { LineWriter } from './line-writer'
import { parseObservationLine } from './observation-line'

const USAGE = 'Usage: npm run --silent assess -- [--now ISO] < observations.jsonl'

/** One line of output; null where there is nothing to say. Times are ISO 8601 UTC. */
interface AssessmentLine {
  client: string | null
  product: string | null
  status: string
  effectiveStatus: string
  sentence: string
  nextStep: string | null
  expiresAt: string | null
  renewBy: string | null
  missedRenewals: number | null
  reason: string | null
  sources: (Evidence | { kind: 'observed'; observation: string; at: string })[]
}

function nowOf(args: string[]): number {
  const { values } = parseArgs({ args, options: { now: { type: 'string' } } })
  if (values.now === undefined) return Date.now()
  const moment = readMoment(/^\d{4}-\d{2}-\d{2}(?:T|$)/.test(values.now.trim()) ? values.now : 'no date')
  if (!moment.ok) throw new Error('--now is not an ISO 8601 time such as 2026-03-04T16:55:00Z.')
  return Date.parse(moment.at)
}

function lineOf({ client, facts, sources }: KnownLicense, now: number): AssessmentLine {
  const assessment = assess(facts, now)
  const { headline, detail, nextStep } = describeLicense(facts, assessment, now)
  return {
    client: client ?? null,
    product: facts.productLabel ?? null,
    status: assessment.status,
    effectiveStatus: assessment.effectiveStatus,
    sentence: `${headline}. ${detail}`.trim(),
    nextStep: nextStep === undefined ? null : stepInWords(nextStep),
    expiresAt: endsAtOf(facts) ?? null,
    renewBy: assessment.renewBy ?? null,
    missedRenewals: assessment.missedRenewals ?? null,
    reason: facts.reason ?? null,
    sources: [
      ...sources.map(({ kind, at }) => ({ kind: 'observed' as const, observation: kind, at })),
      ...assessment.evidence.filter(({ kind }) => kind !== 'observed'),
    ],
  }
}

const stepInWords = ({ text, command }: NextStep) =>
  command === undefined ? text : `${text} Command: ${command}`

async function main(args: string[]): Promise<number> {
  let now: number
  try {
    now = nowOf(args)
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`)
    return 2
  }
  const book = new LicenseBook()
  let number = 0
  let unusable = 0
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1
    if (text.trim() === '') continue
    const line = parseObservationLine(text)
    if (!line.ok) {
      unusable += 1
      console.error(`line ${number}: ${line.problem}`)
    } else if (line.observation !== undefined) book.add(line.observation)
  }
  const out = new LineWriter(process.stdout)
  for (const license of book.licenses()) await out.write(JSON.stringify(lineOf(license, now)))
  await out.flush()
  return unusable === 0 ? 0 : 2
}

// A reader such as `head` that closes the pipe has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2)
})

process.exitCode = await main(process.argv.slice(2))
