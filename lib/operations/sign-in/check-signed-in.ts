import { admitPerson } from '@/lib/auth/providers/admit-person'
import { appendAuditEntry } from '@/lib/data/audit'
import { endSessions } from '@/lib/data/people/people'
import { findProvider, noteChecked, signedInThroughDirectories } from '@/lib/data/people/sign-in-providers'
import { inPrismaTransaction } from '@/lib/data/prisma'
import { findPerson } from '@/lib/probes/ldap/find-person'
import type { LdapOptions } from '@/lib/probes/ldap/ldap-session'
import { targetOf } from '../networks/ask-directory'
import { sayReadingProblem } from '../networks/directory-refusal'
import { providedBy } from './directory-sign-in'

/**
 * Reads again the groups of everybody who is signed in through a directory: roles follow, and whoever is gone, disabled, expired
 * or in no group with a role is signed out. A directory that errs changes nothing: it is shown with the provider, and the
 * sessions end by themselves. A lock ends none: anybody can lock somebody else's account.
 */
export async function checkSignedIn(now: Date, options: LdapOptions = {}): Promise<void> {
  const signedIn = await signedInThroughDirectories(now)
  for (const [providerId, people] of Map.groupBy(signedIn, (one) => one.providerId)) {
    await noteChecked(providerId, await checkProvider(providerId, people, now, options), now)
  }
}

/** What hindered it, in words; undefined when everybody was looked at. */
async function checkProvider(
  providerId: string,
  people: readonly { userId: string; subject: string; name: string }[],
  now: Date,
  options: LdapOptions,
): Promise<string | undefined> {
  const provider = await findProvider(providerId)
  const target = provider?.directoryId ? await targetOf(provider.directoryId) : undefined
  if (!provider || !target) return 'The password of the directory’s account cannot be opened.'
  const several: string[] = []
  for (const { userId, subject, name } of people) {
    const answer = await findPerson(target, { subject }, now, options)
    if (!answer.ok) return sayReadingProblem(answer.refusal.kind, target)
    const { found } = answer
    if (found === 'several') {
      several.push(name)
      continue
    }
    const isOut =
      found === 'nobody' ||
      found.bar === 'disabled' ||
      found.bar === 'expired' ||
      !(await admitPerson(provider, providedBy(found), now)).ok
    if (isOut) await signOut({ userId, name, provider: provider.name, providerId }, now)
  }
  return several.length === 0 ? undefined : saySeveral(several)
}

/** The sessions of those people end by themselves; everybody else was looked at. */
const saySeveral = (names: readonly string[]) =>
  `The directory has several entries with the identity of ${names.join(', ')}: they were not looked at.`

async function signOut(
  {
    userId,
    name,
    provider,
    providerId,
  }: { userId: string; name: string; provider: string; providerId: string },
  now: Date,
): Promise<void> {
  await inPrismaTransaction(async (tx) => {
    await endSessions(tx, userId, providerId)
    await appendAuditEntry(tx, {
      ...{ at: now, actorId: null, actorName: provider, action: 'session.withdraw' },
      ...{ subjectType: 'person', subjectId: userId, after: { name } },
    })
  })
}
