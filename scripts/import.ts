/**
 * `npm run import -- [--host NAME] [--observed-at ISO] [--day-order ORDER] [--captures WHOSE] FILE...`: records files
 * as the imports page does, into the running console's database, the one DATABASE_URL names, or the console's own. A text
 * without a machine name takes --host, else the name of a file called HOST.txt; one that leaves something open waits on the
 * page. Exit code 2 when a file cannot be read or is not recognised.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { systemActor } from '@/lib/auth/actor-kinds'
import { closePools } from '@/lib/data/pool'
import { closePrisma } from '@/lib/data/prisma'
import { importFile } from '@/lib/operations/imports/import-file'
import { suggestedHostName } from '@/lib/operations/imports/suggested-host-name'
import { connectConsole, takeEncryptionKey } from './console-connection'
import { SAID_OPTIONS, saidOfText } from './said-of-text'

const USAGE =
  'Usage: npm run import -- [--host NAME] [--observed-at ISO] [--day-order ORDER] [--captures WHOSE] FILE...'
const SHOWN_REJECTIONS = 20
const WAITS =
  'not imported yet: it leaves something open. Answer that on the page Imports, or send it again with --day-order or --captures'

const { values, positionals: files } = parsedArguments()
const said = saidOf(values)
const observedAt = values['observed-at'] === undefined ? undefined : isoOf(values['observed-at'])
takeEncryptionKey()
const database = await connectConsole()
process.env.DATABASE_URL = database.url
let isFailed = false
for (const file of files) isFailed = !(await importOne(file)) || isFailed
await Promise.all([closePools(), closePrisma()])
await database.close()
process.exit(isFailed ? 2 : 0)

function parsedArguments() {
  try {
    const options = {
      host: { type: 'string' },
      'observed-at': { type: 'string' },
      ...SAID_OPTIONS,
    } as const
    const parsed = parseArgs({ args: process.argv.slice(2), allowPositionals: true, options })
    if (parsed.positionals.length === 0) throw new Error('No file given.')
    return parsed
  } catch (error) {
    return giveUp(error)
  }
}

function saidOf(options: Parameters<typeof saidOfText>[0]) {
  try {
    return saidOfText(options)
  } catch (error) {
    return giveUp(error)
  }
}

function isoOf(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text))) {
    return new Date(text).toISOString()
  }
  return giveUp(new Error('--observed-at is not an ISO 8601 time such as 2026-03-04T16:55:00Z.'))
}

function giveUp(error: unknown): never {
  console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`)
  process.exit(2)
}

/** Records one file and says what came of it. False when it cannot be read or is not recognised. */
async function importOne(file: string): Promise<boolean> {
  try {
    const facts = await stat(file)
    if (!facts.isFile()) throw new Error('not a file')
    const outcome = await importFile(
      systemActor('command line'),
      {
        fileName: basename(file),
        hostName: values.host?.toLowerCase() ?? suggestedHostName(file),
        observedAt: observedAt ?? facts.mtime.toISOString(),
        ...said,
        sizeBytes: facts.size,
        bytes: () => createReadStream(file, { highWaterMark: 256 * 1024 }),
      },
      new Date(),
    )
    if (outcome.isWaiting) {
      console.log(`${file}: ${WAITS}`)
      return true
    }
    const { counts, rejections, formatLabel, isRecognised } = outcome
    if (rejections.nothingInIt !== null) {
      console.log(`${file}: ${formatLabel}; ${rejections.nothingInIt}`)
      return true
    }
    console.log(
      `${file}: ${formatLabel}; ${counts.fresh} new, ${counts.unchanged} unchanged, ${rejections.count} rejected; ` +
        `${counts.newClients} new machines`,
    )
    for (const { line, reason, excerpt } of rejections.kept.slice(0, SHOWN_REJECTIONS)) {
      console.log(`  line ${line}: ${reason}${excerpt && ` | ${excerpt}`}`)
    }
    if (rejections.count > SHOWN_REJECTIONS) console.log(`  and ${rejections.count - SHOWN_REJECTIONS} more`)
    return isRecognised
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : error}`)
    return false
  }
}
