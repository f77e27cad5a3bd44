import { appendAuditEntry } from '@/lib/data/audit'
import { countPeople } from '@/lib/data/people/people'
import { addSetupLink, expireFirstAdminLinks } from '@/lib/data/people/setup-link'
import { inPrismaTransaction } from '@/lib/data/prisma'
import { hashToken, newToken } from './token'

const FIRST_ADMIN_LINK_HOURS = 24

/**
 * The path of the one-time link for the first licensing admin, or undefined when someone can sign in already.
 * Every call makes a new token and ends the unused ones before it; only the hash is kept.
 */
export async function ensureSetupLink(now: Date = new Date()): Promise<string | undefined> {
  const token = newToken()
  const issued = await inPrismaTransaction(async (tx) => {
    if ((await countPeople(tx)) > 0) return false
    await expireFirstAdminLinks(tx, now)
    const link = await addSetupLink(tx, {
      tokenHash: hashToken(token),
      role: 'licensingAdmin',
      expiresAt: new Date(now.getTime() + FIRST_ADMIN_LINK_HOURS * 3_600_000),
    })
    await appendAuditEntry(tx, {
      at: now,
      actorId: null,
      actorName: 'start-up',
      action: 'setup.link',
      subjectType: 'invitation',
      subjectId: link.id,
      after: { role: 'licensingAdmin' },
    })
    return true
  })
  return issued ? `/setup?token=${token}` : undefined
}
