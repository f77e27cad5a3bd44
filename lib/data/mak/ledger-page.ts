import type { LowCountRules } from '@/lib/activation/mak/mak-forecast'
import type { LedgerEntry } from '@/lib/activation/mak/mak-ledger'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { UNSEEN_PLAN } from './ledger-entries'
import { loadLedgers } from './ledger-figures'

/** What the ledger's part of a key's page is made of. */
export interface LedgerView {
  keyId: string
  label: string
  lastFive: string
  agreement: string | null
  isRetired: boolean
  /** Entries ever made. */
  entries: number
  rules: LowCountRules
  reportedBy: string | null
  reportedSource: string | null
  /** Gathered by day; what all figures are reckoned from. */
  ledger: LedgerEntry[]
  /** Planned activations whose machine was not seen licensed since. */
  unseenPlans: number
  /** Machines whose primary license is of a MAK with the same last five and was not taken for this key. */
  otherMachines: number
  /** Machines that run on a manufacturer's preinstalled key; never counted here. */
  oemMachines: number
}

interface Row extends Omit<LedgerView, 'ledger' | 'rules'> {
  lowAbsolute: number | null
  lowPercent: number | null
  lowDays: number | null
}

/** Absent when there is no such MAK. Throws NotPermitted without `ledger.read`. */
export async function loadLedger(reader: DataReader, keyId: string): Promise<LedgerView | undefined> {
  mustBeAble(reader, 'ledger.read')
  const [[row], ledgers] = await Promise.all([
    readRows<Row>(
      `WITH shown AS MATERIALIZED (
         SELECT l.partial_key, l.activation_id, count(*)::int AS machines
           FROM product_key k JOIN license l ON l.channel = 'MAK' AND l.partial_key = k.last_five
          WHERE k.id = $1 AND l.is_primary GROUP BY 1, 2)
       SELECT k.id AS key_id, k.label, k.last_five, k.agreement, k.retired_at IS NOT NULL AS is_retired,
              a.entries, a.low_absolute, a.low_percent, a.low_days,
              a.reported_by, a.reported_source,
              (SELECT count(*)::int FROM mak_entry e WHERE e.key_id = k.id AND ${UNSEEN_PLAN}) AS unseen_plans,
              (SELECT coalesce(sum(machines), 0)::int FROM shown
                WHERE mak_of_reading(partial_key, activation_id) IS DISTINCT FROM k.id) AS other_machines,
              (SELECT coalesce(sum(clients), 0)::int FROM fleet_kind WHERE channel = 'OEM') AS oem_machines
         FROM mak_account a JOIN product_key k ON k.id = a.key_id WHERE a.key_id = $1`,
      [keyId],
    ),
    loadLedgers([keyId]),
  ])
  if (!row) return undefined
  const { lowAbsolute, lowPercent, lowDays, ...facts } = row
  return { ...facts, rules: rulesOf({ lowAbsolute, lowPercent, lowDays }), ledger: ledgers.get(keyId) ?? [] }
}

/** The rules as lib/activation/mak takes them. */
export function rulesOf(row: Pick<Row, 'lowAbsolute' | 'lowPercent' | 'lowDays'>): LowCountRules {
  return {
    absolute: row.lowAbsolute ?? undefined,
    percent: row.lowPercent ?? undefined,
    days: row.lowDays ?? undefined,
  }
}
