import { z } from 'zod'
import { ENTRY_KIND_WORDS } from '@/lib/activation/mak/entry-words'
import type { LedgerEntry } from '@/lib/activation/mak/mak-ledger'

const KINDS = Object.keys(ENTRY_KIND_WORDS) as [LedgerEntry['kind'], ...LedgerEntry['kind'][]]
const moment = z.iso.datetime({ offset: true }).optional().catch(undefined)

/** The address of a ledger. Nonsense falls back to no filter. */
const ledgerQuery = z.object({
  kind: z.enum(KINDS).optional().catch(undefined),
  from: moment,
  to: moment,
  unseen: z.literal('yes').optional().catch(undefined),
  before: z.coerce.number().int().min(1).max(2_147_483_647).optional().catch(undefined),
})

export type LedgerPageQuery = z.infer<typeof ledgerQuery>

export function parseLedgerQuery(params: Record<string, string | string[] | undefined>): LedgerPageQuery {
  return ledgerQuery.parse(params)
}
