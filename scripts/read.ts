/**
 * `npm run --silent read -- [--host NAME] [--observed-at ISO] [--day-order ORDER] [--captures WHOSE] FILE...`: what the readers
 * make of files, as JSON lines on stdout, with a summary per file on stderr. `-` reads standard input. Rejected rows are no
 * error; the exit code is 2 when a file cannot be read or is not recognised.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readMoment } from '@/lib/sources/moments'
import { readSource } from '@/lib/sources/read-source'
import type { ReadContext } from '@/lib/sources/reader'
import { LineWriter } from './line-writer'
import { SAID_OPTIONS, saidOfText } from './said-of-text'

const USAGE =
  'Usage: npm run --silent read -- [--host NAME] [--observed-at ISO] [--day-order ORDER] [--captures WHOSE] FILE...'

interface Request {
  hostName: string | undefined
  observedAt: string | undefined
  said: ReturnType<typeof saidOfText>
  files: string[]
}

function requestOf(args: string[]): Request {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      host: { type: 'string' },
      'observed-at': { type: 'string' },
      ...SAID_OPTIONS,
    },
  })
  if (positionals.length === 0) throw new Error('No file given.')
  return {
    hostName: values.host === undefined ? undefined : hostNameOf(values.host),
    observedAt: values['observed-at'] === undefined ? undefined : isoOf(values['observed-at']),
    said: saidOfText(values),
    files: positionals,
  }
}

function hostNameOf(text: string): string {
  const name = text.trim().toLowerCase()
  if (!/^[\p{L}\p{N}_][\p{L}\p{N}._-]{0,254}$/u.test(name)) throw new Error('--host is not a machine name.')
  return name
}

function isoOf(text: string): string {
  const moment = readMoment(/^\d{4}-\d{2}-\d{2}(?:T|$)/.test(text.trim()) ? text : 'no date')
  if (!moment.ok) throw new Error('--observed-at is not an ISO 8601 time such as 2026-03-04T16:55:00Z.')
  return moment.at
}

async function openFile(file: string): Promise<{ bytes: AsyncIterable<Uint8Array>; changedAt: Date }> {
  if (file === '-') return { bytes: process.stdin, changedAt: new Date() }
  const facts = await stat(file)
  if (!facts.isFile() && !facts.isFIFO()) throw new Error('not a file')
  return { bytes: createReadStream(file, { highWaterMark: 256 * 1024 }), changedAt: facts.mtime }
}

/** Prints one file. False when it is not recognised. */
async function printFile(file: string, request: Request, out: LineWriter): Promise<boolean> {
  const { bytes, changedAt } = await openFile(file)
  const context: ReadContext = {
    ...(request.hostName === undefined ? {} : { hostName: request.hostName }),
    ...request.said,
    observedAt: request.observedAt ?? changedAt.toISOString(),
  }
  const { format, label, encoding, records } = await readSource(bytes, context)
  const counts = { observation: 0, installedKey: 0, machineReading: 0, rejected: 0 }
  for await (const record of records) {
    counts[record.type] += 1
    await out.write(JSON.stringify(record))
  }
  await out.flush()
  const keys = counts.installedKey > 0 ? `, ${counts.installedKey} installed keys` : ''
  const readings = counts.machineReading > 0 ? `, ${counts.machineReading} machine readings` : ''
  const figures = `${counts.observation} observations${keys}${readings}, ${counts.rejected} rejected`
  console.error(`${file}: ${label}${format === undefined ? '' : ` (${format})`}, ${encoding}, ${figures}`)
  return format !== undefined
}

async function main(args: string[]): Promise<number> {
  let request: Request
  try {
    request = requestOf(args)
  } catch (error) {
    console.error(`${messageOf(error)}\n${USAGE}`)
    return 2
  }
  const out = new LineWriter(process.stdout)
  let exitCode = 0
  for (const file of request.files) {
    try {
      if (!(await printFile(file, request, out))) exitCode = 2
    } catch (error) {
      console.error(`${file}: cannot be read: ${messageOf(error)}`)
      exitCode = 2
    }
  }
  return exitCode
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

// A reader such as `head` that closes the pipe has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2)
})

process.exitCode = await main(process.argv.slice(2))
