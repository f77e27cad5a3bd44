/**
 * The figures of each report counted once more, from the rows of the base tables and by other means than the loaders: rows are
 * read as they stand and counted here, the past is walked forwards, what a sentence or a rule says is written by hand.
 */
import { plainCell, type Report } from '@/lib/activation/report/report'
import type { ReportNumber } from '@/lib/format/reports'
import {
  cells,
  conditionsAt,
  DAY_MS,
  DONE,
  dayOf,
  daysBefore,
  entries,
  FAILS,
  type Figures,
  failures,
  machines,
  maks,
  methodOf,
  midnight,
  type ReadRaw,
  type Request,
  requests,
  stories,
  sumOf,
  sums,
  tally,
  tomorrow,
  totals,
  WORDS,
} from './raw-rows.testing'

interface Recomputed {
  query?: Record<string, string>
  /** what the report says */
  shown(report: Report): Figures
  /** what the rows say */
  counted(read: ReadRaw, now: Date): Promise<Figures>
}

/** When updates end for the sample's products, written from Microsoft's lifecycle pages. */
const ENDS: readonly [RegExp, string][] = [
  [/^Windows 7 /, '2020-01-14'],
  [/^Windows 10 (?!.*LTS)/, '2025-10-14'],
  [/^Windows 10 .*LTSC 2021/, '2027-01-12'],
  [/Server 2012/, '2023-10-10'],
  [/Server 2016/, '2027-01-12'],
  [/Server 2019/, '2029-01-09'],
  [/Server 2022/, '2031-10-14'],
  [/Server 2025/, '2034-11-14'],
]

export const RECOMPUTED: Readonly<Record<Exclude<ReportNumber, 'R11' | 'R16' | 'R19'>, Recomputed>> = {
  R1: {
    shown: (report) =>
      cells(
        report,
        ['KMS host', 'Product'],
        ['Count', 'Lowest', 'Highest', 'Days reported', 'CMIDs, 30 days'],
      ),
    async counted(read, now) {
      const services = await read<{
        host: string
        application: string
        product_label: string
        current_count: number | null
      }>('SELECT h.name AS host, s.* FROM kms_host_service s JOIN kms_host h ON h.id = s.host_id')
      const readings = await read<{
        host: string
        application: string
        observed_at: Date
        current_count: number | null
      }>('SELECT h.name AS host, r.* FROM kms_host_reading r JOIN kms_host h ON h.id = r.host_id')
      const asked = await requests(read, new Date(now.getTime() - 30 * DAY_MS), new Date(now.getTime() + 1))
      return Object.fromEntries(
        services.flatMap(({ host, application, product_label: product, current_count: count }) => {
          const own = readings.filter(
            (one) =>
              one.host === host &&
              one.application === application &&
              one.current_count !== null &&
              one.observed_at >= daysBefore(now, 29) &&
              one.observed_at < tomorrow(now),
          )
          const counts = own.map((one) => Number(one.current_count))
          const cmids = asked.filter(
            (one) => one.host === host && (one.slot === 'windows') === (application === 'windows'),
          )
          const name = `${host} | ${product}`
          return [
            [`${name} | Count`, count],
            [`${name} | Lowest`, counts.length > 0 ? Math.min(...counts) : null],
            [`${name} | Highest`, counts.length > 0 ? Math.max(...counts) : null],
            [`${name} | Days reported`, new Set(own.map((one) => dayOf(one.observed_at))).size],
            [`${name} | CMIDs, 30 days`, new Set(cmids.flatMap(({ cmid }) => cmid ?? [])).size],
          ]
        }),
      )
    },
  },
  R2: {
    shown: (report) =>
      cells(report, ['Day', 'KMS host'], ['Requests', 'First activations', 'Renewals', 'Refused']),
    async counted(read, now) {
      const asked = await requests(read, daysBefore(now, 29), tomorrow(now))
      return Object.fromEntries(
        [...Map.groupBy(asked, ({ at, host }) => `${dayOf(at)} | ${host}`)].flatMap(([name, list]) => {
          const done = list.filter(({ code }) => (code ?? DONE) === DONE)
          const first = done.filter(({ status_before: before }) => before !== 'licensed').length
          return [
            [`${name} | Requests`, list.length],
            [`${name} | First activations`, first],
            [`${name} | Renewals`, done.length - first],
            [`${name} | Refused`, list.length - done.length],
          ]
        }),
      )
    },
  },
  R3: {
    query: { period: 'last90' },
    shown: (report) => ({
      ...Object.fromEntries(
        // A state that only the past had stands there for its change.
        Object.entries(cells(report, ['Product', 'State'], ['Machines'])).filter(([, count]) => count !== 0),
      ),
      before: Number(totals(report).Machines) - Number(totals(report).Change),
      'licensed before':
        (sums(report, 'State', 'Machines').Licensed ?? 0) - (sums(report, 'State', 'Change').Licensed ?? 0),
    }),
    async counted(read, now) {
      const before = conditionsAt(await stories(read), daysBefore(now, 89))
      return {
        ...tally(
          await machines(read),
          (one) => `${one.product_label ?? 'None known'} | ${WORDS[one.condition]} | Machines`,
        ),
        before: before.length,
        'licensed before': before.filter((condition) => condition === 'licensed').length,
      }
    },
  },
  R4: {
    shown: (report) => totals(report),
    async counted(read, now) {
      const asked = (await requests(read, daysBefore(now, 29), tomorrow(now))).filter(
        ({ cmid }) => cmid !== null,
      )
      const distinct = (list: Request[]) =>
        new Set(list.map((one) => `${one.activation_id} ${one.cmid} ${one.is_virtual ?? false}`)).size
      return {
        Product: 'All',
        Generation: null,
        Virtual: distinct(asked.filter((one) => one.is_virtual)),
        Physical: distinct(asked.filter((one) => !one.is_virtual)),
        // Every product of the sample counts virtual machines too.
        Counted: distinct(asked.filter(({ code }) => code === DONE || code === '0xC004F038')),
      }
    },
  },
  R5: {
    shown: (report) => ({
      ...sums(report, 'Window', 'Machines'),
      machines: report.tables[1]?.rows.length ?? 0,
    }),
    async counted(read, now) {
      const windows = (await machines(read)).flatMap(({ condition, expires_at: end }) => {
        if (end === null) return []
        const days = Math.floor((end.getTime() - midnight(now).getTime()) / DAY_MS)
        if (condition !== 'licensed' && condition !== 'grace') return days <= 0 ? ['Overdue'] : []
        if (days < 0 || days >= 180) return []
        if (days < 7) return ['Within 7 days']
        if (days < 30) return ['8 to 30 days']
        if (days < 60) return ['31 to 60 days']
        return [days < 90 ? '61 to 90 days' : '91 to 180 days']
      })
      return { ...tally(windows, String), machines: windows.length }
    },
  },
  R6: {
    query: { machine: 'ber-ws-001.sample.example' },
    shown: (report) => ({ entries: report.tables[0]?.rows.length ?? 0 }),
    async counted(read, now) {
      const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 13, 1))
      const machine = `(SELECT id FROM client WHERE name = 'ber-ws-001.sample.example')`
      const moments = await read<{ at: Date }>(
        `SELECT at FROM license_change WHERE client_id = ${machine}
          UNION ALL SELECT e.at FROM activation_event e JOIN client_name n ON n.id = e.name_id
           WHERE n.client_id = ${machine} AND e.kind IN ('kmsRequest', 'kmsClientExchange')`,
      )
      return { entries: moments.filter(({ at }) => at >= from).length }
    },
  },
  R7: {
    shown: (report) => cells(report, ['Key'], ['Granted', 'Seen used', 'New']),
    async counted(read, now) {
      const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 13, 1))
      const all = await entries(read)
      return Object.fromEntries(
        (await maks(read)).flatMap(({ key, granted, used }) => [
          [`${key} | Granted`, granted],
          [`${key} | Seen used`, used],
          [
            `${key} | New`,
            all
              .filter(
                (one) =>
                  one.last_five === key &&
                  one.kind === 'activation' &&
                  one.at >= from &&
                  one.at < tomorrow(now),
              )
              .reduce((sum, { change }) => sum - change, 0),
          ],
        ]),
      )
    },
  },
  R8: {
    shown: (report) => cells(report, ['Key', 'KMS host'], ['Reactivations']),
    async counted(read) {
      const rows = await read<{ last_five: string; host: string | null }>(
        `SELECT k.last_five, a.host FROM product_key k LEFT JOIN host_key_activation a ON a.key_id = k.id
          WHERE k.kind = 'csvlk' AND k.retired_at IS NULL`,
      )
      const times = tally(rows, ({ last_five: key, host }) => `${key} | ${host} | Reactivations`)
      return Object.fromEntries(Object.entries(times).map(([name, n]) => [name, n - 1]))
    },
  },
  R9: {
    shown: (report) => sums(report, 'KMS host', 'Clients'),
    async counted(read) {
      const hosts = await read<{ name: string }>(
        `SELECT name FROM kms_host UNION SELECT name FROM kms_host_name UNION SELECT kms_host FROM client WHERE kms_host <> ''
          UNION SELECT host FROM kms_host_sighting`,
      )
      const served = tally(await machines(read), (one) => String(one.kms_host))
      return Object.fromEntries(hosts.map(({ name }) => [name, served[name] ?? 0]))
    },
  },
  R10: {
    shown: (report) => cells(report, ['Code'], ['Machines now', 'New', 'Solved']),
    async counted(read, now) {
      const failing = (await machines(read)).filter(({ condition }) => FAILS.has(condition))
      const present = tally(failing, ({ reason }) => reason ?? 'None')
      const { began, solved } = await failures(read, now)
      const codes = new Set([...Object.keys(present), ...Object.keys(began), ...Object.keys(solved)])
      return Object.fromEntries(
        [...codes].flatMap((code) => [
          [`${code} | Machines now`, present[code] ?? 0],
          [`${code} | New`, began[code] ?? 0],
          [`${code} | Solved`, solved[code] ?? 0],
        ]),
      )
    },
  },
  R12: {
    shown: (report) => {
      const { Machines = null, Uncovered = null, 'Covered by ESU': covered = null } = totals(report)
      return { Machines, Uncovered, covered }
    },
    async counted(read, now) {
      const covered = new Set(
        (
          await read<{ client_id: number }>(
            `SELECT client_id FROM license WHERE is_addon AND condition = 'licensed' AND product_label LIKE '%ESU%'`,
          )
        ).map(({ client_id: id }) => id),
      )
      const all = await machines(read)
      // Microsoft gives ESU to virtual machines of Azure with Windows 10; this is Azure's KMS host.
      const isFree = ({ kms_host: host, product_label: product }: (typeof all)[number]) =>
        host === 'azkms.core.windows.net' && /^Windows 10 /.test(product ?? '')
      const ended = all.filter(({ product_label: product }) =>
        ENDS.some(([named, day]) => named.test(product ?? '') && dayOf(now) > day),
      )
      return {
        Machines: all.length,
        covered: ended.filter(({ id }) => covered.has(id)).length,
        Uncovered: ended.filter((one) => !covered.has(one.id) && !isFree(one)).length,
      }
    },
  },
  R13: {
    shown: (report) => cells(report, ['Product', 'Method'], ['Machines']),
    counted: async (read) =>
      tally(
        await machines(read),
        (one) => `${one.product_label ?? 'None known'} | ${methodOf(one)} | Machines`,
      ),
  },
  R14: {
    shown: (report) => ({
      ...sums(report, 'Product', 'Machines'),
      ...cells(report, ['Key'], ['Granted', 'Used', 'Difference'], 1),
    }),
    async counted(read) {
      return {
        ...tally(await machines(read), (one) => one.product_label ?? 'None known'),
        ...Object.fromEntries(
          (await maks(read)).flatMap(({ key, granted, used }) => [
            [`${key} | Granted`, granted],
            [`${key} | Used`, used],
            [`${key} | Difference`, granted - used],
          ]),
        ),
      }
    },
  },
  R15: {
    shown: (report) => tally(report.tables[0]?.rows ?? [], (row) => String(plainCell(row[0] ?? null))),
    async counted(read) {
      const known = new Set(
        (await read<{ name: string }>('SELECT name FROM client_name')).map(({ name }) => name),
      )
      const computers = await read<{ name: string }>(
        'SELECT name FROM directory_computer WHERE gone_at IS NULL',
      )
      return tally(
        computers.filter(({ name }) => !known.has(name) && !known.has(name.split('.')[0] ?? '')),
        ({ name }) => name,
      )
    },
  },
  R17: {
    shown: (report) => ({
      acts: report.tables[0]?.rows.length ?? 0,
      counted: Number(sumOf(report, 'Entries', 1)),
    }),
    async counted(read, now) {
      const rows = await read<{ at: Date; action: string }>('SELECT at, action FROM audit_entry')
      const acts = rows.filter(
        ({ at, action }) =>
          at >= daysBefore(now, 89) && at < tomorrow(now) && /^(key|mak|exchange)\./.test(action),
      ).length
      return { acts, counted: acts }
    },
  },
  R18: {
    shown: (report) => cells(report, ['Package'], ['Machines', 'Waiting']),
    async counted(read) {
      const rows = await read<{
        number: number
        row: number | null
        verified_at: Date | null
        over: boolean
      }>(
        `SELECT p.number, r.row, r.verified_at, r.cancelled_at IS NOT NULL OR p.cancelled_at IS NOT NULL
                  OR (r.confirmation_id IS NULL AND p.due_at < now()) AS over
           FROM exchange_package p LEFT JOIN exchange_request r ON r.package_number = p.number`,
      )
      return Object.fromEntries(
        [...Map.groupBy(rows, (row) => row.number)].flatMap(([number, list]) => [
          [`${number} | Machines`, list.filter(({ row }) => row !== null).length],
          [
            `${number} | Waiting`,
            list.filter(({ row, over, verified_at: at }) => row !== null && !over && at === null).length,
          ],
        ]),
      )
    },
  },
}
