import { REPORT_WAYS, type ReportFilter, type ReportNumber, reportFacts } from '@/lib/format/reports'
import { isWithin, rollUpWithin, type Within } from '../belonging/within'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'
import { REPORT_SOURCES } from './reports'

export interface FilterChoice {
  value: string
  label: string
}

/** What the filters of a report offer; one that is missing here is typed. */
export type FilterChoices = Partial<Record<ReportFilter, readonly FilterChoice[]>>

/** Longer lists are not chosen from: their values are typed. */
const MOST_CHOICES = 300
/** Of each KMS host the newest are looked at for codes. */
const REQUESTS_LOOKED_AT = 1_000

const keysOf = (kind: 'csvlk' | 'mak') =>
  `SELECT last_five AS value, last_five || ', ' || label AS label FROM product_key WHERE kind = '${kind}' AND retired_at IS NULL`

const KEYS: Partial<Record<ReportNumber, string>> = {
  // A host may hold a key that nobody registered.
  R1: `${keysOf('csvlk')} UNION SELECT DISTINCT partial_key, partial_key FROM kms_host_service s
        WHERE partial_key IS NOT NULL AND NOT EXISTS (SELECT FROM product_key WHERE last_five = s.partial_key) ORDER BY 2`,
  R7: `${keysOf('mak')} ORDER BY 2`,
  R8: `${keysOf('csvlk')} ORDER BY 2`,
}

const CODES_OF_REQUESTS = `
  SELECT DISTINCT e.code AS value FROM kms_host h,
         LATERAL (SELECT code FROM activation_event WHERE host_id = h.id AND kind = 'kmsRequest' ORDER BY at DESC
                   LIMIT ${REQUESTS_LOOKED_AT}) e WHERE e.code IS NOT NULL ORDER BY 1`

/**
 * Where a filter finds what it offers: in roll-ups and registers, however large the fleet. Of those who are limited to sites only
 * what narrows reports of machines is asked for.
 */
function offeredBy(
  filter: ReportFilter,
  number: ReportNumber,
  { within, values }: { within: Within; values: SqlValues },
): string | undefined {
  const machines = () => rollUpWithin('machines', within, values)
  switch (filter) {
    case 'site':
      return `SELECT name AS value FROM site WHERE id > 0 AND ${isWithin(within, values, 'id')} ORDER BY lower(name)`
    case 'product':
      return `SELECT DISTINCT product_label AS value FROM ${machines()} AND product_label <> '' ORDER BY 1`
    case 'method':
      return `SELECT activation_method(channel, NULL) AS value FROM ${machines()} UNION VALUES ('Directory'), ('Token') ORDER BY 1`
    case 'host':
      return 'SELECT name AS value FROM kms_host ORDER BY 1'
    case 'code':
      return number === 'R2'
        ? CODES_OF_REQUESTS
        : `SELECT DISTINCT reason AS value FROM ${machines()} AND reason <> '' ORDER BY 1`
    case 'key':
      return KEYS[number]
    default:
      return undefined
  }
}

/** What each filter of a report offers. Throws NotPermitted, as the report does. */
export async function loadFilterChoices(reader: DataReader, number: ReportNumber): Promise<FilterChoices> {
  mustBeAble(reader, REPORT_SOURCES[number].permission)
  const offered = reportFacts(number).filters.map(async (filter) => [
    filter,
    await loadChoices(reader.sites, filter, number),
  ])
  return Object.fromEntries(await Promise.all(offered))
}

async function loadChoices(
  within: Within,
  filter: ReportFilter,
  number: ReportNumber,
): Promise<readonly FilterChoice[] | undefined> {
  if (filter === 'by') return Object.entries(REPORT_WAYS).map(([value, label]) => ({ value, label }))
  const values = new SqlValues()
  const sql = offeredBy(filter, number, { within, values })
  if (sql === undefined) return undefined
  const rows = await readRows<{ value: string; label?: string }>(
    `${sql} LIMIT ${MOST_CHOICES + 1}`,
    values.list,
  )
  return rows.length > MOST_CHOICES ? undefined : rows.map(({ value, label = value }) => ({ value, label }))
}
