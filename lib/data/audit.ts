import { Prisma } from '@/generated/prisma/client'

/** What `tx` is inside an operation. */
export type Transaction = Prisma.TransactionClient

export interface NewAuditEntry {
  at: Date
  actorId: string | null
  actorName: string
  /** The operation's name: 'import.record', 'user.invite'. */
  action: string
  subjectType?: string
  subjectId?: string
  before?: Prisma.InputJsonValue
  after?: Prisma.InputJsonValue
  reason?: string
  requestId?: string
}

/** Adds a row to the audit log. The log takes no changes and no removals: the database refuses them. */
export async function appendAuditEntry(tx: Transaction, entry: NewAuditEntry): Promise<void> {
  await tx.auditEntry.create({
    data: { ...entry, before: entry.before ?? Prisma.DbNull, after: entry.after ?? Prisma.DbNull },
    select: { id: true },
  })
}
