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

/** The newest entries first, of everything or of one subject: 'key:<id>'. Throws NotPermitted without `audit.read`. */
export async function loadAuditEntries(
  reader: DataReader,
  { subject, limit }: { subject?: string; limit: number },
): Promise<AuditRow[]> {
  mustBeAble(reader, 'audit.read')
  const [subjectType, subjectId] = subject?.split(':', 2) ?? []
  const rows = await readPrisma().auditEntry.findMany({
    where: { subjectType, subjectId },
    orderBy: { id: 'desc' },
    take: limit,
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
  return plain(rows)
}
