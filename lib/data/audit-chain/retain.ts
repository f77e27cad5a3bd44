import { setting } from '@/lib/server/environment'
import { appendAuditEntry, type Transaction } from '../audit'
import { inPrismaTransaction } from '../prisma'
import { readRows } from '../rows'

/** Where the chain begins since older entries went: the last place that is gone, and its link. */
export interface ChainBase {
  /** 0: nothing is gone */
  position: number
  /** 64 hex digits; null: nothing is gone */
  chain: string | null
}

/** As the newest entry in the chain says it that removed some. */
export async function chainBase(): Promise<ChainBase> {
  const [base] = await readRows<ChainBase>(
    `SELECT (after ->> 'position')::bigint AS position, after ->> 'chain' AS chain FROM audit_entry
      WHERE action = 'audit.cut' ORDER BY id DESC LIMIT 1`,
  )
  return base ?? { position: 0, chain: null }
}

/**
 * Removes the entries from before AUDIT_RETENTION_MONTHS, from the first place of the chain on; an entry says how many, and which link
 * the rest follows. The newest entry stays whatever its age, since the chain goes on from it. Returns how many went.
 */
export async function dropExpiredAudit(
  now: Date,
  months = setting('AUDIT_RETENTION_MONTHS'),
): Promise<number> {
  if (months === 0) return 0
  const before = new Date(now)
  before.setUTCMonth(before.getUTCMonth() - months)
  return inPrismaTransaction((tx) => cut(tx, before, now), { timeoutMs: 10 * 60_000 })
}

async function cut(tx: Transaction, before: Date, now: Date): Promise<number> {
  // Nobody seals meanwhile.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('audit chain'))::text`
  const [last] = await tx.$queryRaw<{ position: bigint; chain: string }[]>`
    SELECT position, encode(chain, 'hex') AS chain FROM audit_proof
     WHERE position < (SELECT max(position) FROM audit_proof)
       AND position < coalesce((SELECT min(p.position) FROM audit_proof p JOIN audit_entry e ON e.id = p.entry_id
                                 WHERE e.at >= ${before}), 'infinity'::float8)
     ORDER BY position DESC LIMIT 1`
  if (!last) return 0
  const position = Number(last.position)
  await tx.$queryRaw`SELECT set_config('audit.cutting', 'yes', true)`
  const entries = await tx.$executeRaw`
    DELETE FROM audit_entry e USING audit_proof p WHERE p.entry_id = e.id AND p.position <= ${position}`
  await tx.$executeRaw`DELETE FROM audit_proof WHERE position <= ${position}`
  await tx.$queryRaw`SELECT set_config('audit.cutting', '', true)`
  await appendAuditEntry(tx, {
    at: now,
    actorId: null,
    actorName: 'retention',
    action: 'audit.cut',
    after: { name: 'the audit log', entries, until: before.toISOString(), position, chain: last.chain },
  })
  return entries
}
