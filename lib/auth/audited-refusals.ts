import { appendAuditEntry, type NewAuditEntry } from '@/lib/data/audit'
import { countSignInAttempt } from '@/lib/data/people/sign-in-attempts'
import type { Permission } from '@/lib/data/permission'
import { prisma } from '@/lib/data/prisma'
import { log } from '@/lib/server/log'
import { networkOf } from './network-of'
import { PERMISSION_WORDS } from './permissions'

/** So many of one kind and client are written down in a stretch; the last says that more may follow. A stranger fills no log. */
export const REFUSALS_WRITTEN = 5
const WINDOW_MINUTES = 10

type RefusalAction = Extract<
  NewAuditEntry['action'],
  'session.refuse' | 'session.hold' | 'access.refuse' | 'origin.refuse' | 'token.refuse'
>

interface Subject {
  type: string
  id: string
  name: string
}

export interface NotedRefusal {
  action: RefusalAction
  /** network address the request comes from */
  client: string
  /** Who was refused, as far as known. A name that somebody only typed is not. */
  by?: { id: string | null; name: string } | undefined
  subject?: Subject | (() => Promise<Subject | undefined>) | undefined
  facts?: Record<string, string>
}

/** Writes down that somebody was refused. The refusal stands, whether that works or not. */
export async function noteRefusal(refusal: NotedRefusal, now: Date = new Date()): Promise<void> {
  try {
    await note(refusal, now)
  } catch (error) {
    log.warn({ err: error, action: refusal.action }, 'a refusal was not written to the audit log')
  }
}

/** The same of somebody whose role does not let them. where: the page, route or operation. */
export function noteNotPermitted(
  by: { id: string | null; name: string },
  permission: Permission,
  { client, where }: { client: string; where?: string },
): Promise<void> {
  const facts = { to: PERMISSION_WORDS[permission], ...(where && { where }) }
  return noteRefusal({ action: 'access.refuse', by, client, facts })
}

async function note({ action, client, by, facts, ...refusal }: NotedRefusal, now: Date): Promise<void> {
  const counter = `refusal:${action} ${networkOf(client)}`
  const { attempts } = await countSignInAttempt(counter, WINDOW_MINUTES, now)
  if (attempts > REFUSALS_WRITTEN) return
  const subject = typeof refusal.subject === 'function' ? await refusal.subject() : refusal.subject
  await appendAuditEntry(prisma(), {
    at: now,
    actorId: by?.id ?? null,
    actorName: by?.name ?? 'somebody',
    action,
    ...(subject && { subjectType: subject.type, subjectId: subject.id }),
    after: {
      ...(subject && { name: subject.name }),
      ...facts,
      clientAddress: client,
      ...(attempts === REFUSALS_WRITTEN && { more: `not written for the next ${WINDOW_MINUTES} minutes` }),
    },
  })
}
