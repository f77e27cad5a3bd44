import { Prisma } from '@/generated/prisma/client'
import { maskValues } from '@/lib/activation/product/mask-values'
import type { AuditAction } from './audit-words'
import { type DataReader, mustBeAble } from './permission'
import { plain } from './plain'
import { readPrisma } from './prisma'

/** What `tx` is inside an operation. */
export type Transaction = Prisma.TransactionClient

export interface NewAuditEntry {
  at: Date
  actorId: string | null
  actorName: string
  action: AuditAction
  subjectType?: string
  subjectId?: string
  before?: Prisma.InputJsonValue
  after?: Prisma.InputJsonValue
  reason?: string
  requestId?: string
}

/**
 * Adds a row to the audit log. The log takes no changes and no removals: the database refuses them. No whole
 * product key enters it, wherever in the entry one stood.
 */
export async function appendAuditEntry(tx: Transaction, entry: NewAuditEntry): Promise<void> {
  const masked = maskValues(entry)
  await tx.auditEntry.create({
    data: { ...masked, before: masked.before ?? Prisma.DbNull, after: masked.after ?? Prisma.DbNull },
    select: { id: true },
  })
}

export interface AuditRow {
  id: number
  /** ISO 8601 UTC */
  at: string
  actorId: string | null
  actorName: string
  action: string
  subjectType: string | null
  subjectId: string | null
  before: unknown
  after: unknown
  reason: string | null
}

export interface AuditQuery {
  /** Entries older than this one. */
  before?: number
  /** 'person:<id>': what was done to one subject. */
  subject?: string
  /** The operation's name, or the first part of it with a dot: 'user.'. */
  action?: string
  /** The name of who did it. */
  actor?: string
  limit: number
}

/** The newest entries first, and whether there are older ones. Pages go by id, so new entries do not shift them. */
export async function loadAuditEntries(
  reader: DataReader,
  query: AuditQuery,
): Promise<{ entries: AuditRow[]; hasOlder: boolean }> {
  mustBeAble(reader, 'audit.read')
  const [subjectType, subjectId] = query.subject?.split(':', 2) ?? []
  const rows = await readPrisma().auditEntry.findMany({
    where: {
      id: query.before === undefined ? undefined : { lt: query.before },
      subjectType,
      subjectId,
      action: query.action?.endsWith('.') ? { startsWith: query.action } : query.action,
      actorName: query.actor,
    },
    orderBy: { id: 'desc' },
    take: query.limit + 1,
    select: {
      id: true,
      at: true,
      actorId: true,
      actorName: true,
      action: true,
      subjectType: true,
      subjectId: true,
      before: true,
      after: true,
      reason: true,
    },
  })
  return { entries: plain(rows.slice(0, query.limit)), hasOlder: rows.length > query.limit }
}
