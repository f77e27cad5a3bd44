import type { Role } from '@/generated/prisma/enums'
import type { Transaction } from '../audit'
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
}

/** Everyone who may sign in, by name, with the time of their last sign-in as the audit log has it. */
export async function loadPeople(reader: DataReader): Promise<Person[]> {
  mustBeAble(reader, 'user.read')
  return readRows<Person>(
    `
    SELECT u.id, u.name, u.email, u.role::text AS role, u.disabled_at, u.is_sample, u.created_at,
           s.at AS last_sign_in_at
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

export async function setPassword(tx: Transaction, userId: string, passwordHash: string): Promise<void> {
  await tx.account.updateMany({
    where: { userId, providerId: 'credential' },
    data: { password: passwordHash },
  })
}

/** Ends every session of a person; their next request is that of nobody. */
export async function endSessions(tx: Transaction, userId: string): Promise<void> {
  await tx.session.deleteMany({ where: { userId } })
}

export async function findPerson(tx: Transaction, id: string) {
  return tx.user.findUnique({
    where: { id },
    select: { id: true, name: true, email: true, role: true, disabledAt: true },
  })
}

export async function findPersonByEmail(tx: Transaction, email: string) {
  return tx.user.findUnique({
    where: { email },
    select: { id: true, name: true, role: true, disabledAt: true },
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
