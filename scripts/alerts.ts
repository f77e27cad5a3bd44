/**
 * `npm run --silent alerts -- [--now ISO] [--open]`: judges everything and prints every alert as a JSON line. With --now it is
 * judged as of that moment and nothing is written; with --open those that are closed are left out.
 */
import { parseArgs } from 'node:util'
import { alertLine } from '@/lib/data/alerts/alert-line'
import { loadAlertHistory } from '@/lib/data/alerts/alert-store'
import { alertsAt, runAlertRound } from '@/lib/data/alerts/round'
import { closePools } from '@/lib/data/pool'
import { closePrisma } from '@/lib/data/prisma'
import { connectConsole } from './console-connection'
import { LineWriter } from './line-writer'

const USAGE = 'Usage: npm run --silent alerts -- [--now ISO] [--open]'

function requestOf(args: string[]): { now: Date | undefined; isOpenOnly: boolean } | undefined {
  try {
    const { values } = parseArgs({ args, options: { now: { type: 'string' }, open: { type: 'boolean' } } })
    const now = values.now === undefined ? undefined : new Date(values.now)
    if (now && Number.isNaN(now.getTime())) return undefined
    return { now, isOpenOnly: values.open === true }
  } catch {
    return undefined
  }
}

async function print(request: { now: Date | undefined; isOpenOnly: boolean }): Promise<void> {
  if (request.now === undefined) await runAlertRound(new Date())
  const alerts = request.now ? await alertsAt(request.now) : await loadAlertHistory()
  const lines = new LineWriter(process.stdout)
  for (const alert of alerts) {
    if (request.isOpenOnly && alert.state === 'closed') continue
    await lines.write(JSON.stringify(alertLine(alert)))
  }
  await lines.flush()
}

const request = requestOf(process.argv.slice(2).filter((arg) => arg !== '--'))
if (!request) {
  console.error(USAGE)
  process.exit(2)
}
const database = await connectConsole()
process.env.DATABASE_URL = database.url
let code = 0
try {
  await print(request)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  code = 1
}
await Promise.all([closePools(), closePrisma()])
await database.close()
process.exit(code)
