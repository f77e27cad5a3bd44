import { type MakSummary, makSummaryOf } from '@/lib/activation/mak/mak-summary'
import type { DataReader } from '../permission'
import { readRows } from '../rows'
import { loadLedgers } from './ledger-figures'
import { rulesOf } from './ledger-page'

interface Row {
  keyId: string
  label: string
  lastFive: string
  lowAbsolute: number | null
  lowPercent: number | null
  lowDays: number | null
}

/** The MAKs in use with what is left of each. None for those who may not read ledgers. */
export async function loadMakSummaries(reader: DataReader, now: Date): Promise<MakSummary[]> {
  if (!reader.can('ledger.read')) return []
  const rows = await readRows<Row>(
    `SELECT a.key_id, k.label, k.last_five, a.low_absolute,
            a.low_percent, a.low_days
       FROM mak_account a JOIN product_key k ON k.id = a.key_id
      WHERE k.retired_at IS NULL AND a.granted > 0 ORDER BY k.label, k.last_five`,
  )
  const ledgers = await loadLedgers(rows.map(({ keyId }) => keyId))
  return rows.map(({ keyId, label, lastFive, ...rules }) =>
    makSummaryOf({ keyId, label, lastFive }, ledgers.get(keyId) ?? [], rulesOf(rules), now.getTime()),
  )
}
