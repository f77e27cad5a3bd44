import { randomUUID } from 'node:crypto'
import { appendAuditEntry, type Transaction } from '@/lib/data/audit'
import { addPerson, endSessions, findPersonByEmail, setPassword } from '@/lib/data/people/people'
import { inPrismaTransaction } from '@/lib/data/prisma'
import { hashPassword } from './password-hashing'
import type { Role } from './permissions'
import { readablePassword } from './readable-password'

export interface DemoSignIn {
  role: Role
  email: string
  /** New at every demo start; printed, never stored. */
  password: string
}

const DEMO_PEOPLE = [
  { role: 'licensingAdmin', name: 'Ada Sample', email: 'admin@demo.example' },
  { role: 'manager', name: 'Max Sample', email: 'manager@demo.example' },
  { role: 'helpdesk', name: 'Hana Sample', email: 'helpdesk@demo.example' },
] as const satisfies readonly { role: Role; name: string; email: string }[]

/** One sign-in per role, marked as sample, each with a new password. */
export async function ensureDemoUsers(now: Date = new Date()): Promise<DemoSignIn[]> {
  const signIns: DemoSignIn[] = []
  for (const person of DEMO_PEOPLE) {
    const password = readablePassword()
    const passwordHash = await hashPassword(password)
    await inPrismaTransaction((tx) => saveDemoPerson(tx, person, passwordHash, now))
    signIns.push({ role: person.role, email: person.email, password })
  }
  return signIns
}

async function saveDemoPerson(
  tx: Transaction,
  person: (typeof DEMO_PEOPLE)[number],
  passwordHash: string,
  now: Date,
): Promise<void> {
  const known = await findPersonByEmail(tx, person.email)
  const id = known?.id ?? randomUUID()
  if (known) {
    await setPassword(tx, id, passwordHash, now)
    await endSessions(tx, id)
    await tx.user.update({ where: { id }, data: { role: person.role, disabledAt: null } })
  } else {
    await addPerson(tx, { ...person, id, passwordHash, isSample: true }, now)
  }
  await appendAuditEntry(tx, {
    at: now,
    actorId: null,
    actorName: 'start-up',
    action: known ? 'user.newPassword' : 'user.create',
    subjectType: 'person',
    subjectId: id,
    after: { name: person.name, email: person.email, role: person.role, isSample: true },
  })
}
