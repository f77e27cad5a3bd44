/**
 * `npm run import -- [--host NAME] [--observed-at ISO] [--day-order ORDER] FILE...`: records files as the imports page does, into
 * the running console's database, the one DATABASE_URL names, or the console's own. A text without a machine
 * name takes --host, else the name of a file called HOST.txt. Exit code 2 when a file cannot be read or is
 * not recognised.
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
import { connectConsole } from './console-connection'
import { dayOrderOf } from './day-order'

const USAGE = 'Usage: npm run import -- [--host NAME] [--observed-at ISO] [--day-order ORDER] FILE...'
const SHOWN_REJECTIONS = 20

const { values, positionals: files } = parsedArguments()
const dayOrder = orderOf(values['day-order'])
const observedAt = values['observed-at'] === undefined ? undefined : isoOf(values['observed-at'])
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
      'day-order': { type: 'string' },
    } as const
    const parsed = parseArgs({ args: process.argv.slice(2), allowPositionals: true, options })
    if (parsed.positionals.length === 0) throw new Error('No file given.')
    return parsed
  } catch (error) {
    return giveUp(error)
  }
}

function orderOf(text: string | undefined) {
  try {
    return dayOrderOf(text)
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
        dayOrder,
        bytes: createReadStream(file, { highWaterMark: 256 * 1024 }),
      },
      new Date(),
    )
    const { counts, rejections, formatLabel, isRecognised } = outcome
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
