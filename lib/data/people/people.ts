import type { Role } from '@/generated/prisma/enums'
import type { Transaction } from '../audit'
import { siteNames } from '../belonging/within'
import { type DataReader, mustBeAble } from '../permission'
import { prisma } from '../prisma'
import { readRows } from '../rows'

export interface Person {
  id: string
  name: string
  email: string
  role: Role
  disabledAt: string | null
  isSample: boolean
  createdAt: string
  lastSignInAt: string | null
  hasSecondFactor: boolean
  /** kept for when no provider answers */
  isEmergency: boolean
  /** the provider that says who this is; null: a password of this console */
  provider: string | null
  /** the sites whose machines they see; none: all machines */
  sites: string[]
}

/** Everyone who may sign in, by name, with the time of their last sign-in as the audit log has it. */
export async function loadPeople(reader: DataReader): Promise<Person[]> {
  mustBeAble(reader, 'user.read')
  return readRows<Person>(
    `
    SELECT u.id, u.name, u.email, u.role::text AS role, u.disabled_at, u.is_sample, u.created_at,
           s.at AS last_sign_in_at,
           EXISTS (SELECT FROM authenticator_app f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL)
             OR EXISTS (SELECT FROM passkey f WHERE f.user_id = u.id) AS has_second_factor,
           u.is_emergency, ${siteNames('u.site_ids')} AS sites,
           (SELECT min(p.name) FROM account a JOIN sign_in_provider p ON p.id::text = a.provider_id
             WHERE a.user_id = u.id) AS provider
    FROM "user" u
    LEFT JOIN LATERAL (
      SELECT max(a.at) AS at FROM audit_entry a
      WHERE a.subject_type = 'person' AND a.subject_id = u.id AND a.action = 'session.start'
    ) s ON true
    ORDER BY lower(u.name), u.id`,
  )
}

export interface NewPerson {
  id: string
  name: string
  email: string
  role: Role
  passwordHash: string
  siteIds?: number[]
  isSample?: boolean
}

/** Adds a person with the password account that better-auth looks for. */
export async function addPerson(tx: Transaction, person: NewPerson, now: Date): Promise<void> {
  const { passwordHash, ...user } = person
  await tx.user.create({
    data: {
      ...user,
      emailVerified: true,
      createdAt: now,
      updatedAt: now,
      accounts: {
        create: {
          id: person.id,
          accountId: person.id,
          providerId: 'credential',
          password: passwordHash,
          createdAt: now,
          updatedAt: now,
        },
      },
    },
    select: { id: true },
  })
}

/** Changes the password of a person, or gives one to somebody whom only a provider knew. */
export async function setPassword(
  tx: Transaction,
  userId: string,
  password: string,
  now: Date,
): Promise<void> {
  const own = { providerId: 'credential', accountId: userId }
  await tx.account.upsert({
    where: { providerId_accountId: own },
    update: { password, updatedAt: now },
    create: { id: userId, userId, ...own, password, createdAt: now, updatedAt: now },
    select: { id: true },
  })
}

/** Of the password of this console; undefined for somebody who signs in elsewhere. */
export async function findPasswordHash(tx: Transaction, userId: string): Promise<string | undefined> {
  const account = await tx.account.findFirst({
    where: { userId, providerId: 'credential' },
    select: { password: true },
  })
  return account?.password ?? undefined
}

/** Ends every session of a person, or those through one provider; their next request is that of nobody. */
export async function endSessions(tx: Transaction, userId: string, providerId?: string): Promise<void> {
  await tx.session.deleteMany({ where: { userId, providerId } })
}

/** Ends every session that began with a provider. Returns how many. */
export async function endSessionsThrough(tx: Transaction, providerId: string): Promise<number> {
  return (await tx.session.deleteMany({ where: { providerId } })).count
}

/** The provider that says who somebody is and which role they have; undefined for an account of this console. */
export async function providerOf(tx: Transaction, userId: string): Promise<string | undefined> {
  const [found] = await tx.$queryRaw<{ name: string }[]>`
    SELECT p.name FROM account a JOIN sign_in_provider p ON p.id::text = a.provider_id
     WHERE a.user_id = ${userId} ORDER BY p.name LIMIT 1`
  return found?.name
}

/** No provider says any more who this is. Returns the name of the one that did. */
export async function unlinkProvider(tx: Transaction, userId: string): Promise<string | undefined> {
  const provider = await providerOf(tx, userId)
  if (provider === undefined) return undefined
  await tx.account.deleteMany({ where: { userId, providerId: { not: 'credential' } } })
  return provider
}

/** Whether a licensing admin could sign in without any provider. */
export async function hasPasswordAdmin(tx: Transaction): Promise<boolean> {
  const accounts = { some: { providerId: 'credential' } }
  const where = { role: 'licensingAdmin', disabledAt: null, isSample: false, accounts } as const
  return (await tx.user.count({ where })) > 0
}

/** How many accounts for emergencies could sign in, besides one. */
export async function countEmergencyAccounts(tx: Transaction, besides = ''): Promise<number> {
  const accounts = { some: { providerId: 'credential' } }
  const where = { isEmergency: true, role: 'licensingAdmin', disabledAt: null, accounts } as const
  return tx.user.count({ where: { ...where, id: { not: besides } } })
}

/** Keeps the account for emergencies: no provider takes it over. */
export async function makeEmergencyAccount(tx: Transaction, id: string): Promise<void> {
  const data = { isEmergency: true, linkUntil: null }
  await tx.user.update({ where: { id }, data, select: { id: true } })
}

export async function findPerson(tx: Transaction, id: string) {
  return tx.user.findUnique({
    where: { id },
    select: {
      ...{ id: true, name: true, email: true, role: true, disabledAt: true },
      ...{ isEmergency: true, siteIds: true },
    },
  })
}

/** The same, and nobody changes the person until this transaction ends. */
export async function lockPerson(tx: Transaction, id: string): ReturnType<typeof findPerson> {
  await tx.$queryRaw`SELECT FROM "user" WHERE id = ${id} FOR UPDATE`
  return findPerson(tx, id)
}

/** The same, with every licensing admin: all in one order, so that two such changes wait for each other and never both. */
export async function lockPersonAndAdmins(tx: Transaction, id: string): ReturnType<typeof findPerson> {
  await tx.$queryRaw`SELECT FROM "user" WHERE id = ${id} OR role = 'licensingAdmin' ORDER BY id FOR UPDATE`
  return findPerson(tx, id)
}

export async function findPersonByEmail(tx: Transaction, email: string) {
  return tx.user.findUnique({
    where: { email },
    select: { id: true, name: true, role: true, disabledAt: true, isEmergency: true },
  })
}

/** Licensing admins who can sign in, by name. */
export async function findEnabledAdmins(tx: Transaction) {
  return tx.user.findMany({
    where: { role: 'licensingAdmin', disabledAt: null },
    orderBy: { name: 'asc' },
    select: { id: true, name: true, email: true, role: true },
  })
}

export async function countPeople(tx: Transaction): Promise<number> {
  return tx.user.count()
}

/**
 * How many other licensing admins can sign in. Locks them, so that two admins who take the role
 * from each other at the same moment cannot both succeed.
 */
export async function countOtherAdmins(tx: Transaction, personId: string): Promise<number> {
  const admins = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "user" WHERE role = 'licensingAdmin' AND disabled_at IS NULL ORDER BY id FOR UPDATE`
  return admins.filter((admin) => admin.id !== personId).length
}

/** Whether the console is past its first run. Anyone may know: the sign-in page says what to do if not. */
export async function anyoneCanSignIn(): Promise<boolean> {
  return (await prisma().user.findFirst({ select: { id: true } })) !== null
}
