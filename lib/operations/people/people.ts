import { z } from 'zod'
import { role } from '@/lib/auth/credentials'
import { countOtherAdmins, endSessions, findPerson } from '@/lib/data/people/people'
import { operation, type Transaction } from '../operation'
import { type PersonRefusal, sayPersonRefusal } from './person-refusal'

const aPerson = z.object({ personId: z.string().min(1) })

/** Gives a person another role. Their sessions go on and have the new role at the next request. */
export const changeRole = operation(
  'user.change',
  aPerson.extend({ role }),
  async (context, input) => {
    const { tx, audit } = context
    const person = await findPerson(tx, input.personId)
    if (!person) return refuse({ kind: 'noSuchPerson' })
    if (person.role === input.role) return refuse({ kind: 'unchanged' })
    if (await isLastAdmin(tx, person)) return refuse({ kind: 'lastAdmin', name: person.name })
    await tx.user.update({ where: { id: person.id }, data: { role: input.role }, select: { id: true } })
    await audit({
      action: 'user.changeRole',
      subjectType: 'person',
      subjectId: person.id,
      before: { name: person.name, role: person.role },
      after: { name: person.name, role: input.role },
    })
    return { ok: true as const, name: person.name }
  },
  { refusals: sayPersonRefusal },
)

/** Keeps a person out, from now on and in every session they have. */
export const disablePerson = operation(
  'user.change',
  aPerson,
  async ({ tx, audit, now }, input) => {
    const person = await findPerson(tx, input.personId)
    if (!person) return refuse({ kind: 'noSuchPerson' })
    if (person.disabledAt) return refuse({ kind: 'unchanged' })
    if (await isLastAdmin(tx, person)) return refuse({ kind: 'lastAdmin', name: person.name })
    await tx.user.update({ where: { id: person.id }, data: { disabledAt: now }, select: { id: true } })
    await endSessions(tx, person.id)
    await audit({
      action: 'user.disable',
      subjectType: 'person',
      subjectId: person.id,
      before: { name: person.name, enabled: true },
      after: { name: person.name, enabled: false },
    })
    return { ok: true as const, name: person.name }
  },
  { refusals: sayPersonRefusal },
)

/** Lets a disabled person sign in again, with the password they had. */
export const enablePerson = operation(
  'user.change',
  aPerson,
  async ({ tx, audit }, input) => {
    const person = await findPerson(tx, input.personId)
    if (!person) return refuse({ kind: 'noSuchPerson' })
    if (!person.disabledAt) return refuse({ kind: 'unchanged' })
    await tx.user.update({ where: { id: person.id }, data: { disabledAt: null }, select: { id: true } })
    await audit({
      action: 'user.enable',
      subjectType: 'person',
      subjectId: person.id,
      before: { name: person.name, enabled: false },
      after: { name: person.name, enabled: true },
    })
    return { ok: true as const, name: person.name }
  },
  { refusals: sayPersonRefusal },
)

function refuse(refusal: PersonRefusal) {
  return { ok: false as const, refusal }
}

async function isLastAdmin(
  tx: Transaction,
  person: { id: string; role: string; disabledAt: Date | null },
): Promise<boolean> {
  if (person.role !== 'licensingAdmin' || person.disabledAt) return false
  return (await countOtherAdmins(tx, person.id)) === 0
}
