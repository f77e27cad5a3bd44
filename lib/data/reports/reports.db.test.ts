import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { plainCell, type Report, type ReportCell, type ReportTable } from '@/lib/activation/report/report'
import { withoutLinks, withoutNames } from '@/lib/activation/report/without-names'
import { plainLine } from '@/lib/activation/words/plain-line'
import { systemActor } from '@/lib/auth/actor-kinds'
import { formatCount } from '@/lib/format/counts'
import { plainText } from '@/lib/format/csv'
import { isReportNumber, REPORTS, type ReportNumber, reportChoice } from '@/lib/format/reports'
import { savePlan, takePlanIntoForce } from '@/lib/operations/plan/plan-versions'
import { loadSampleFleet } from '@/lib/operations/sample/sample-fleet'
import { withTestDatabase } from '../database.testing'
import { loadMakSummaries } from '../mak/mak-summaries'
import { loadOverview } from '../overview/overview'
import { notePlanWatch } from '../plan/keep-watch'
import { loadPlanInputs } from '../plan/plan-page'
import { loadWatch } from '../plan/plan-store'
import { rowsOf } from '../rows'
import { keepFigures } from './keep-figures'
import type { ReadRaw } from './raw-rows.testing'
import { RECOMPUTED } from './recomputed.testing'
import { reportCsv } from './report-csv'
import { reportPdf } from './report-pdf'
import { requestOf } from './report-request'
import { reportWorkbook } from './report-workbook'
import { loadReport } from './reports'
import { sayCell } from './say-cell'

const database = withTestDatabase()
const reader = systemActor('test')
const NOW = new Date()

beforeAll(() => loadSampleFleet(NOW), 120_000)

const load = (number: ReportNumber, query: Record<string, string> = {}, rows = 50_000) =>
  loadReport(reader, number, requestOf(reportChoice(number, query), { now: NOW, rows }))

const figures = (table: ReportTable | undefined, column: string) => {
  const at = table?.columns.findIndex(({ header }) => header === column) ?? -1
  return table?.rows.map((row) => Number(plainCell(row[at] ?? null))) ?? []
}
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

describe('figures', () => {
  it('of the license status are those of the overview', async () => {
    const [report, { fleet }] = await Promise.all([load('R3'), loadOverview(reader, NOW)])
    const [table] = report.tables
    for (const [state, machines] of Object.entries(fleet.byCondition)) {
      const rows = table?.rows.filter((row) => String(row[1]).toLowerCase() === state) ?? []
      expect([state, sum(rows.map((row) => Number(plainCell(row[2] ?? null))))]).toEqual([state, machines])
    }
    expect(sum(figures(table, 'Machines'))).toBe(fleet.clients)
  })

  it.each(['product', 'site', 'owner', 'method'])(
    'of the license status by %s add up to those of the fleet, month by month',
    async (by) => {
      const { tables } = await load('R3', { period: 'last90', by })
      const [whole, byName] = ['Month against month', `Month against month, by ${by}`].map((title) =>
        tables.find((table) => table.title === title),
      )
      expect(whole?.rows.length).toBeGreaterThan(1)
      for (const [end, machines, licensed] of whole?.rows ?? []) {
        const own = byName?.rows.filter((row) => row[1] === end) ?? []
        expect([end, sum(own.map((row) => Number(row[2]))), sum(own.map((row) => Number(row[3])))]).toEqual([
          end,
          machines,
          licensed,
        ])
      }
    },
  )

  it('of the license status change from nothing that is known by nothing that is known', async () => {
    const { answer, tables } = await load('R3', { period: 'last13m' })
    expect(answer).toContain('Nothing is known of')
    expect(tables[0]?.rows.every((row) => row[4] === null) && tables[0]?.total?.[4] === null).toBe(true)
  })

  it('of what runs out are those of the overview', async () => {
    const [report, { fleet }] = await Promise.all([load('R5'), loadOverview(reader, NOW)])
    const within = (windows: string[]) =>
      sum(
        report.tables[0]?.rows
          .filter(([window]) => windows.includes(String(window)))
          .map((row) => Number(row[3])) ?? [],
      )
    expect(within(['Within 7 days', '8 to 30 days'])).toBe(fleet.expiringWithin30Days)
    expect(report.tables[1]?.rows).toHaveLength(sum(figures(report.tables[0], 'Machines')))
  })

  it('of KMS activity are those of the roll-up by day', async () => {
    const report = await load('R2')
    const [row] = await rowsOf<{ requests: number; failed: number }>(
      database.pool,
      `SELECT sum(requests)::int AS requests, sum(failed)::int AS failed FROM host_day
        WHERE day > ($1::timestamptz AT TIME ZONE 'UTC')::date - 30`,
      [NOW],
    )
    for (const table of report.tables) {
      expect(sum(figures(table, 'Requests'))).toBe(row?.requests)
      expect(sum(figures(table, 'Refused'))).toBe(row?.failed)
      expect(sum(figures(table, 'First activations')) + sum(figures(table, 'Renewals'))).toBe(
        (row?.requests ?? 0) - (row?.failed ?? 0),
      )
    }
  })

  it.each(['R13', 'R14', 'R12'] as const)('of %s count every machine once', async (number) => {
    const { fleet } = await loadOverview(reader, NOW)
    const [table] = (await load(number)).tables
    expect(sum(figures(table, 'Machines'))).toBe(fleet.clients)
  })

  it('of failures are the machines of these states', async () => {
    const [report, { fleet }] = await Promise.all([load('R10'), loadOverview(reader, NOW)])
    const { grace, notification, unlicensed } = fleet.byCondition
    expect(sum(figures(report.tables[0], 'Machines now'))).toBe(grace + notification + unlicensed)
  })

  it('of MAKs are those of the Keys page', async () => {
    const [report, maks] = await Promise.all([load('R7'), loadMakSummaries(reader, NOW)])
    expect(figures(report.tables[0], 'Left').sort()).toEqual(maks.map(({ figure }) => figure.left).sort())
  })
})

describe('counted once more from the rows', () => {
  it.each(Object.entries(RECOMPUTED))('%s says the same', async (number, { query, shown, counted }) => {
    const read: ReadRaw = async (sql, values) => (await database.pool.query(sql, values)).rows
    const figures = shown(await load(number as ReportNumber, query))
    expect(Object.keys(figures)).not.toEqual([])
    expect(figures).toEqual(await counted(read, NOW))
  })

  it('R11 names what is wrong in the sample’s zones', async () => {
    const [table] = (await load('R11')).tables
    // Zone by zone, from lib/operations/sample/sample-discovery.ts.
    expect(table?.rows.map((row) => row.slice(0, 2).map(plainCell).join(' '))).toEqual(WRONG_IN_DNS)
  })

  it('R16 counts openings, who noticed them and how long they took', async () => {
    await addAlerts()
    const [byKind, byPerson] = (await load('R16', { period: 'last30' })).tables
    expect(byKind?.rows.map((row) => row.map(plainCell))).toEqual([
      // Opened twice: noticed after 2 hours and closed after 4, then closed unnoticed after 6.
      ['A1', 'KMS host does not answer', 2, 1, 2, 0, 2, 5, 0],
      ['A5', 'Count is low', 1, 0, 0, 0, null, null, 1],
      // Closed by hand after an hour, which is when it was noticed.
      ['A19', 'Notification or unlicensed', 1, 1, 1, 1, 1, 1, 0],
    ])
    expect(byKind?.total?.map(plainCell)).toEqual(['All', null, 4, 2, 3, 1, 1.5, 4, 1])
    expect(byPerson?.rows).toEqual([
      ['Ada', 1, 2],
      ['Ben', 1, 1],
    ])
    const [chart] = (await load('R16', { period: 'last30' })).charts ?? []
    expect(
      chart?.series.map(({ values }) => values.reduce((all: number, one) => all + (one ?? 0), 0)),
    ).toEqual([4, 3])
    const onlyAlerts = { can: (permission: string) => permission.startsWith('alert.') }
    const request = requestOf(reportChoice('R16', { period: 'last30' }), { now: NOW, rows: 500 })
    const seen = await loadReport(onlyAlerts, 'R16', request)
    expect(seen.tables[0]?.rows.map(([rule]) => plainCell(rule ?? null))).toEqual(['A19'])
  })

  it('R19 counts machines that are activated otherwise than the plan in force says, and what was done since', async () => {
    expect((await load('R19')).answer).toBe('No plan is in force.')
    const { known } = await loadPlanInputs(reader, undefined, NOW)
    const { input, origins } = known
    expect(await savePlan.run(reader, { input, origins, note: 'Directory' })).toMatchObject({ number: 1 })
    expect(await takePlanIntoForce.run(reader, { number: 1, dueOn: null })).toMatchObject({ ok: true })
    // Two months later: it has had its time, and what the first look saw in a network that is no more is done.
    await database.pool.query(`UPDATE plan_version SET in_force_at = in_force_at - interval '60 days'`)
    await database.pool.query(
      `UPDATE plan_watch SET day = day - 60, differences = differences || $1::jsonb`,
      [
        JSON.stringify([
          {
            kind: 'change',
            what: 'method',
            network: 'gone.example',
            machines: 9,
            waiting: 9,
            planned: 'adba',
            seen: 'kms',
          },
        ]),
      ],
    )
    await notePlanWatch(NOW)
    const [watch, report] = await Promise.all([loadWatch(), load('R19')])
    const [differs, byDay] = report.tables
    expect(watch?.differing).toBeGreaterThan(500)
    expect(report.answer).toContain(
      `${formatCount(watch?.differing ?? 0)} of ${formatCount(watch?.machines ?? 0)} machines are activated otherwise.`,
    )
    expect(sum(figures(differs, 'Now'))).toBe(watch?.differing)
    expect(differs?.total?.slice(5)).toEqual([watch?.differing, sum(figures(differs, 'Not reported since'))])
    expect(differs?.rows.filter(([where]) => where === 'gone.example')).toEqual([
      ['gone.example', null, expect.any(String), 'As planned', 9, 0, 0],
    ])
    expect(byDay?.rows.map((row) => row.slice(1))).toEqual([
      [watch?.machines, watch?.differing, sum(figures(differs, 'Not reported since'))],
      [watch?.machines, 0, expect.any(Number)],
    ])
  })
})

const WRONG_IN_DNS = [
  // No server of this zone answers.
  'apac.sample.example kms01.sample.example',
  'apac.sample.example kms02.sample.example',
  // One of two servers lacks it.
  'emea.sample.example kms02.sample.example',
  'partner.example kms01.sample.example',
  'partner.example kms.partner.example',
  // It has no address.
  'sample.example kms03.sample.example',
  // On another port; retired.
  'shop.sample.example kms02.sample.example',
  'shop.sample.example kms-old.sample.example',
]

/** Three alerts of the last days, with their steps by hand. */
async function addAlerts(): Promise<void> {
  const at = (hours: number) => new Date(NOW.getTime() - 5 * 86_400_000 + hours * 3_600_000)
  const add = (rule: string, state: string) =>
    database.pool.query(
      `INSERT INTO alert (rule, kind, object_kind, object, object_name, severity, worst_severity, state, opened_at, last_at,
                          closed_at, closed_how, evidence, threshold)
       VALUES ($1, $1, 'fleet', $1, $1, 'error', 'error', $2, $3, $3, CASE WHEN $2 = 'closed' THEN $3::timestamptz END,
               CASE WHEN $2 = 'closed' THEN 'cleared' END, '{}', '{}') RETURNING id`,
      [rule, state, at(0)],
    )
  const steps: [rule: string, state: string, steps: [hours: number, step: string, person?: string][]][] = [
    [
      'A1',
      'closed',
      [
        [0, 'opened'],
        [2, 'acknowledged', 'Ada'],
        [4, 'closed'],
        [10, 'reopened'],
        // Back from a snooze, and open all along.
        [15, 'reopened'],
        [16, 'closed'],
      ],
    ],
    [
      'A19',
      'closed',
      [
        [0, 'opened'],
        [1, 'closed', 'Ben'],
      ],
    ],
    [
      'A5',
      'open',
      [
        [0, 'opened'],
        [3, 'worsened'],
      ],
    ],
  ]
  for (const [rule, state, own] of steps) {
    const { rows } = await add(rule, state)
    for (const [hours, step, person] of own)
      await database.pool.query(
        `INSERT INTO alert_step (alert_id, at, step, severity, person) VALUES ($1, $2, $3, 'error', $4)`,
        [rows[0].id, at(hours), step, person ?? null],
      )
  }
}

describe('without names', () => {
  it.each(Object.keys(REPORTS).filter((number) => isReportNumber(number) && number !== 'R6'))(
    '%s tells no name of a machine or a KMS host',
    async (number) => {
      const { rows } = await database.pool.query<{ name: string }>(
        `SELECT name FROM client UNION SELECT name FROM client_name UNION SELECT name FROM kms_host UNION SELECT name FROM kms_host_name
          UNION SELECT name FROM directory_computer UNION SELECT server FROM directory_source UNION SELECT host FROM kms_host_sighting`,
      )
      const told = JSON.stringify(
        withoutLinks(withoutNames(await load(number as ReportNumber))),
      ).toLowerCase()
      expect(rows.map(({ name }) => name).filter((name) => told.includes(name))).toEqual([])
    },
  )
})

describe('the past', () => {
  it('of every day is the same by the chain of changes as by the roll-up', async () => {
    const rows = await rowsOf<{ day: string; wrong: number }>(
      database.pool,
      `SELECT day, count(*) FILTER (WHERE coalesce(told.machines, 0) <> coalesce(kept.machines, 0))::int AS wrong
         FROM (SELECT ($1::timestamptz AT TIME ZONE 'UTC')::date - days AS day FROM unnest(ARRAY[1, 30, 90, 150, 190]) days) d,
              LATERAL (SELECT unnest(enum_range(NULL::condition)) AS condition) c
         LEFT JOIN LATERAL (SELECT sum(delta)::int AS machines FROM fleet_day f WHERE f.day <= d.day AND f.condition = c.condition) kept ON true
         LEFT JOIN LATERAL (SELECT count(*)::int AS machines FROM conditions_before((d.day + 1)::timestamp AT TIME ZONE 'UTC') b
                             WHERE b.condition = c.condition) told ON true
        GROUP BY 1 ORDER BY 1`,
      [NOW],
    )
    expect(rows.map(({ wrong }) => wrong)).toEqual([0, 0, 0, 0, 0])
  })

  it('is noted every night and read from the notes, also when the events have gone', async () => {
    const before = await load('R3', { period: 'lastMonth' })
    const days = await keepFigures(NOW)
    expect(days.length).toBeGreaterThan(5)
    expect(await load('R3', { period: 'lastMonth' })).toEqual(before)
    await database.pool.query('SELECT drop_expired_events($1)', [NOW])
    expect((await load('R3', { period: 'lastMonth' })).tables[0]).toEqual(before.tables[0])
    const [row] = await rowsOf<{ ways: number }>(
      database.pool,
      'SELECT count(*)::int AS ways FROM (SELECT dimension FROM figure_day GROUP BY day, dimension HAVING day = $1) d',
      [days.at(-1)],
    )
    expect(row?.ways).toBe(6)
  })
})

describe('every face', () => {
  it.each(Object.keys(REPORTS).filter(isReportNumber))(
    'of %s has the same rows and totals',
    async (number) => {
      const query: Record<string, string> = number === 'R6' ? { machine: 'ber-ws-001.sample.example' } : {}
      const report = await load(number, query)
      expect(report.answer).toMatch(/\.$/)
      for (const table of report.tables) expectCsv(report, table)
      await expectWorkbook(report)
      await expectPdf({
        ...report,
        tables: report.tables.map((table) => ({ ...table, rows: table.rows.slice(0, 60) })),
      })
    },
  )
})

/** A cell as a file of text holds it, without what a spreadsheet would take for a formula. */
const textOf = (cell: ReportCell) => {
  const value = plainCell(cell)
  if (typeof value !== 'string') return value === null ? '' : String(value)
  return plainText(plainLine(value))
}

/** A time as a workbook holds it, a number of days: to the second. */
const secondOf = (time: unknown) => (time instanceof Date ? Math.round(time.getTime() / 1000) : time)

const linesOf = (table: ReportTable) => [...table.rows, ...(table.total ? [table.total] : [])]

function expectCsv(report: Report, table: ReportTable): void {
  const [heads, ...lines] = parse(reportCsv(report, table), {
    bom: true,
    relax_column_count: true,
  }) as string[][]
  expect(heads).toEqual(table.columns.map(({ header }) => header))
  expect(lines).toEqual(linesOf(table).map((row) => table.columns.map((_, at) => textOf(row[at] ?? null))))
}

async function expectWorkbook(report: Report): Promise<void> {
  const { default: readXlsx } = await import('read-excel-file/node')
  const sheets = await readXlsx(Buffer.from(await reportWorkbook(report)))
  for (const [at, table] of report.tables.entries()) {
    const { data } = sheets[at] as unknown as { data: unknown[][] }
    const expected = linesOf(table).map((row) =>
      table.columns.map(({ kind }, place) => {
        const value = plainCell(row[place] ?? null)
        if (typeof value === 'number' || value === null || value === '') return value === '' ? null : value
        const isTime = (kind === 'day' || kind === 'time') && !Number.isNaN(Date.parse(value))
        return isTime ? secondOf(new Date(value)) : textOf(value)
      }),
    )
    expect(data.map((row) => row.map(secondOf))).toEqual([
      table.columns.map(({ header }) => header),
      ...expected,
    ])
  }
}

/** Every cell stands in the PDF in the order of reading: words of a cell may break, so that spaces are left out. */
async function expectPdf(report: Report): Promise<void> {
  const { extractText } = await import('unpdf')
  const { text } = await extractText(await reportPdf(report), { mergePages: true })
  const words = text.replace(/\s+/g, '')
  for (const table of report.tables) {
    for (const row of linesOf(table))
      for (const [at, { kind }] of table.columns.entries())
        expect(words).toContain(sayCell(row[at] ?? null, kind).replace(/\s+/g, ''))
  }
}
