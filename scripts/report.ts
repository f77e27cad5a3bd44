/**
 * `npm run --silent report -- R3 --format csv|xlsx|pdf|json [--from DAY --to DAY] [--period WORD] [--now ISO] [--table N]
 * [--facts] [--filter WORD=VALUE]…`: a report of the console, written to standard output. `--now` sets the clock of the report;
 * what the record holds stays what it holds. CSV holds one table, the first unless told otherwise.
 */
import { parseArgs } from 'node:util'
import { PERMISSIONS } from '@/lib/data/permission'
import { closePools } from '@/lib/data/pool'
import { closePrisma } from '@/lib/data/prisma'
import { writeReportFile } from '@/lib/data/reports/report-files'
import { isReportNumber, REPORTS, type ReportNumber } from '@/lib/format/reports'
import { connectConsole } from './console-connection'

const FORMATS = ['csv', 'xlsx', 'pdf', 'json'] as const
const USAGE = `Usage: npm run --silent report -- NUMBER --format ${FORMATS.join('|')} [--from DAY --to DAY | --period WORD] [--now ISO] [--table N] [--facts] [--filter WORD=VALUE]
Reports: ${Object.keys(REPORTS).join(' ')}`

interface Wanted {
  number: ReportNumber
  format: (typeof FORMATS)[number]
  query: URLSearchParams
  now: Date
}

const wanted = readWanted(process.argv.slice(2))
const database = await connectConsole({ migrates: false })
process.env.DATABASE_URL = database.url
process.stdout.write(await written(wanted))
await Promise.all([closePools(), closePrisma()])
await database.close()
process.exit(0)

async function written({ number, format, query, now }: Wanted): Promise<string | Uint8Array> {
  const file = await writeReportFile({
    ...{ number, as: format, query: query.toString() },
    ...{ permissions: PERMISSIONS, now: now.toISOString() },
  })
  if (!file.ok) refuse(`${number} has ${file.refusal.tables} tables.`)
  return format === 'json' ? `${JSON.stringify(JSON.parse(String(file.content)), null, 2)}\n` : file.content
}

function readWanted(args: string[]): Wanted {
  try {
    const { positionals, values } = parseArgs({
      args: args.filter((arg) => arg !== '--'),
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'csv' },
        from: { type: 'string' },
        to: { type: 'string' },
        period: { type: 'string' },
        now: { type: 'string' },
        table: { type: 'string', default: '1' },
        facts: { type: 'boolean', default: false },
        filter: { type: 'string', multiple: true, default: [] },
      },
    })
    const [number = '', ...more] = positionals
    const format = FORMATS.find((one) => one === values.format)
    const now = values.now === undefined ? new Date() : new Date(values.now)
    if (!isReportNumber(number) || more.length > 0) throw new Error('Name one report.')
    if (!format) throw new Error(`--format is one of ${FORMATS.join(', ')}.`)
    if (Number.isNaN(now.getTime())) throw new Error('--now takes a time, such as 2026-11-30T12:00:00Z.')
    const { from, to, period, table, facts } = values
    const asked = Object.entries({ from, to, period, table, facts: facts ? 'yes' : '' }).flatMap(
      ([word, value]) => (value ? [[word, value]] : []),
    )
    const filters = values.filter.map((one) => one.split(/=(.*)/s).slice(0, 2))
    const query = new URLSearchParams([...asked, ...filters] as string[][])
    return { number, format, query, now }
  } catch (error) {
    refuse(`${(error as Error).message}\n${USAGE}`)
  }
}

function refuse(problem: string): never {
  console.error(problem)
  process.exit(2)
}
