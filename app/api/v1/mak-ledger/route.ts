import { z } from 'zod'
import { ENTRY_KIND_WORDS } from '@/lib/activation/mak/entry-words'
import type { LedgerEntry } from '@/lib/activation/mak/mak-ledger'
import { problem } from '@/lib/auth/problem'
import { tokenRoute } from '@/lib/auth/token-route'
import { type EntryView, loadLedgerEntries } from '@/lib/data/mak/ledger-entries'
import { loadLedger } from '@/lib/data/mak/ledger-page'
import { listAnswer, listRequest } from '../list-answer'

const FIELDS = [
  'no',
  'kind',
  'cause',
  'change',
  'remaining',
  'leftThen',
  'at',
  'recordedAt',
  'machine',
  'client',
  'source',
  'reason',
  'actorName',
  'isPlanned',
  'isObserved',
  'coveredBy',
  'takesBack',
  'takenBackBy',
] as const satisfies readonly (keyof EntryView)[]

const KINDS = Object.keys(ENTRY_KIND_WORDS) as [LedgerEntry['kind'], ...LedgerEntry['kind'][]]

const filters = z.object({
  key: z.uuid('key is the id of a key, as /api/v1/keys has it.'),
  kind: z.enum(KINDS, `kind is one of ${KINDS.join(', ')}.`).optional(),
  from: z.iso.datetime({ offset: true, error: 'from is a moment, such as 2026-11-01T00:00:00Z.' }).optional(),
  to: z.iso.datetime({ offset: true, error: 'to is a moment, such as 2026-12-01T00:00:00Z.' }).optional(),
  unseen: z.literal('yes', 'unseen is yes, or left out.').optional(),
})

/** Entries of one MAK's ledger, filtered as its page does, newest first. A cursor is the number of the last entry. */
export const GET = tokenRoute(['hosts.read'], async ({ actor }, request) => {
  const asked = listRequest(request, Object.keys(filters.shape))
  if (asked instanceof Response) return asked
  const read = filters.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!read.success) return problem(400, 'filter', read.error.issues[0]?.message ?? 'A filter is wrong.')
  const { key, unseen, ...filter } = read.data
  const before = asked.cursor === undefined ? undefined : Number(asked.cursor)
  if (!(await loadLedger(actor, key))) return problem(404, 'unknownKey', 'There is no MAK with this id.')
  const { entries, hasOlder } = await loadLedgerEntries(actor, {
    ...filter,
    ...(unseen && { unseen: true as const }),
    ...(before !== undefined && { before }),
    keyId: key,
    limit: asked.limit,
  })
  const last = entries.at(-1)
  return listAnswer(asked, FIELDS, entries, hasOlder && last ? String(last.no) : undefined)
})
