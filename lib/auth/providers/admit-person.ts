import { randomUUID } from 'node:crypto'
import { appendAuditEntry, type Transaction } from '@/lib/data/audit'
import { areSameSites, saySites } from '@/lib/data/belonging/within'
import { countOtherAdmins, endSessions } from '@/lib/data/people/people'
import { removeFactors } from '@/lib/data/people/second-factor'
import { expireLinksOf } from '@/lib/data/people/setup-link'
import { inPrismaTransaction } from '@/lib/data/prisma'
import type { Role } from '../permissions'
import { type GroupRole, roleOfGroups } from './group-roles'
import type { ProvidedPerson } from './id-token'

/** Why somebody whom a provider knows is not let in. */
export type AdmissionRefusal =
  | { kind: 'noGroup'; seen: string[] }
  | { kind: 'noAddress' }
  /** an account here has the address, and the provider does not vouch for it */
  | { kind: 'addressTaken'; email: string }
  | { kind: 'disabled' }

export type Admission = { ok: true; userId: string; role: Role } | { ok: false; refusal: AdmissionRefusal }

export interface AdmittingProvider {
  id: string
  name: string
  groups: readonly GroupRole[]
}

/**
 * Lets in whoever a provider vouches for, with the role that their groups give now, and makes their account at the first
 * time. Without such a group they are out: the sessions that they have through this provider end.
 */
export async function admitPerson(
  provider: AdmittingProvider,
  person: ProvidedPerson,
  now: Date,
): Promise<Admission> {
  return inPrismaTransaction(async (tx) => {
    const known = await findLinked(tx, provider.id, person.subject)
    if (known?.disabledAt) return refuse({ kind: 'disabled' })
    const given = roleOfGroups(person.groups, provider.groups)
    if (!given) {
      if (known) await endSessions(tx, known.id, provider.id)
      return refuse({ kind: 'noGroup', seen: person.groups.map(({ name }) => name) })
    }
    const trace = traceOf(tx, provider, now)
    if (known) {
      return { ok: true, userId: known.id, role: await keepUp(tx, known, person, given, trace) }
    }
    return join(tx, { provider, person, given, now }, trace)
  })
}

const refuse = (refusal: AdmissionRefusal) => ({ ok: false as const, refusal })

const PERSON = { id: true, name: true, email: true, role: true, siteIds: true, disabledAt: true } as const

interface KnownPerson extends Given {
  id: string
  name: string
  email: string
  disabledAt: Date | null
}

/** What the groups give. */
interface Given {
  role: Role
  siteIds: number[]
}

async function findLinked(tx: Transaction, providerId: string, subject: string): Promise<KnownPerson | null> {
  const account = await tx.account.findUnique({
    where: { providerId_accountId: { providerId, accountId: subject } },
    select: { user: { select: PERSON } },
  })
  return account?.user ?? null
}

type Trace = ReturnType<typeof traceOf>

/** Writes as the provider: it is what changes people here, by what it says of them. */
function traceOf(tx: Transaction, provider: AdmittingProvider, now: Date) {
  return (
    action: 'user.changeRole' | 'user.limit' | 'user.create' | 'user.link',
    subjectId: string,
    facts: { before?: Record<string, string>; after: Record<string, string>; reason?: string },
  ) =>
    appendAuditEntry(tx, {
      at: now,
      actorId: null,
      actorName: provider.name,
      action,
      subjectType: 'person',
      subjectId,
      ...facts,
    })
}

/** Role, sites and name as the provider has them now. */
async function keepUp(
  tx: Transaction,
  known: KnownPerson,
  person: ProvidedPerson,
  groups: Given & { group: string },
  trace: Trace,
): Promise<Role> {
  const given = await nextGiven(tx, known, groups)
  const { role } = given
  const name = person.name || known.name
  const isLimitedAnew = !areSameSites(given.siteIds, known.siteIds)
  if (role === known.role && name === known.name && !isLimitedAnew) return role
  await tx.user.update({ where: { id: known.id }, data: { ...given, name }, select: { id: true } })
  const reason = `through the group ${groups.group}`
  if (isLimitedAnew) {
    await trace('user.limit', known.id, {
      before: { name, ...(await saySites(known.siteIds)) },
      after: { name, ...(await saySites(given.siteIds)) },
      reason,
    })
  }
  if (role !== known.role) {
    await trace('user.changeRole', known.id, {
      before: { name, role: known.role },
      after: { name, role },
      reason,
    })
  }
  return role
}

/** The last licensing admin keeps the role: nobody could give it back. */
async function nextGiven(tx: Transaction, known: KnownPerson, { role, siteIds }: Given): Promise<Given> {
  const isLastAdmin = known.role === 'licensingAdmin' && (await countOtherAdmins(tx, known.id)) === 0
  return isLastAdmin ? { role: known.role, siteIds: [] } : { role, siteIds }
}

interface Joining {
  provider: AdmittingProvider
  person: ProvidedPerson
  given: Given
  now: Date
}

/** The first time: a new account, or the one that has the address where that is sure to be theirs. */
async function join(tx: Transaction, joining: Joining, trace: Trace): Promise<Admission> {
  const { provider, person, now } = joining
  const { role, siteIds } = joining.given
  const { email } = person
  if (email === undefined) return refuse({ kind: 'noAddress' })
  const own = await tx.user.findUnique({
    where: { email },
    select: { ...PERSON, isEmergency: true, linkUntil: true },
  })
  if (own) {
    const isSaid = own.linkUntil !== null && own.linkUntil > now
    if (own.disabledAt) return refuse({ kind: 'disabled' })
    if (own.isEmergency || !(isSaid || person.isEmailVerified)) return refuse({ kind: 'addressTaken', email })
    return link(tx, own, joining, trace)
  }
  await expireLinksOf(tx, email, now)
  const id = randomUUID()
  const name = person.name || email
  await tx.user.create({
    data: {
      ...{
        id,
        name,
        email,
        role,
        siteIds,
        emailVerified: person.isEmailVerified,
        createdAt: now,
        updatedAt: now,
      },
      accounts: { create: accountOf(provider.id, person.subject, now) },
    },
    select: { id: true },
  })
  await trace('user.create', id, { after: { name, email, role, ...(await saySites(siteIds)) } })
  return { ok: true, userId: id, role }
}

/** From now on the provider says who this is: password and second factor go, with every session and link for a new one. */
async function link(
  tx: Transaction,
  own: KnownPerson,
  { provider, person, given, now }: Joining,
  trace: Trace,
): Promise<Admission> {
  const { role, siteIds } = await nextGiven(tx, own, given)
  await endSessions(tx, own.id)
  await expireLinksOf(tx, own.email, now)
  await tx.account.deleteMany({ where: { userId: own.id, providerId: 'credential' } })
  // A passkey signs in alone: it would go on letting in somebody whom the provider no longer does.
  await removeFactors(tx, own.id)
  await tx.user.update({
    where: { id: own.id },
    data: {
      role,
      siteIds,
      linkUntil: null,
      accounts: { create: accountOf(provider.id, person.subject, now) },
    },
    select: { id: true },
  })
  await trace('user.link', own.id, {
    before: { name: own.name, role: own.role, ...(await saySites(own.siteIds)) },
    after: { name: own.name, role, ...(await saySites(siteIds)) },
  })
  return { ok: true, userId: own.id, role }
}

const accountOf = (providerId: string, accountId: string, now: Date) => ({
  ...{ id: randomUUID(), providerId, accountId, createdAt: now, updatedAt: now },
})
