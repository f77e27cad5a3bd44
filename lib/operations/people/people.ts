import { z } from 'zod'
import { role } from '@/lib/auth/credentials'
import { saySites } from '@/lib/data/belonging/within'
import { findAccessRules } from '@/lib/data/people/access-rules'
import {
  countEmergencyAccounts,
  countOtherAdmins,
  endSessions,
  findPerson,
  lockPersonAndAdmins,
  makeEmergencyAccount,
  providerOf,
} from '@/lib/data/people/people'
import { operation, type Transaction } from '../operation'
import { placeOf } from '../own/own-account'
import { type PersonRefusal, sayPersonRefusal } from './person-refusal'

const aPerson = z.object({ personId: z.string().min(1) })

/** Gives a person another role. Their sessions go on and have the new role at the next request. */
export const changeRole = operation(
  'user.change',
  aPerson.extend({ role }),
  async (context, input) => {
    const { tx, audit, from } = context
    const person = await lockPersonAndAdmins(tx, input.personId)
    if (!person) return refuse({ kind: 'noSuchPerson' })
    if (person.role === input.role) return refuse({ kind: 'unchanged' })
    const provider = await providerOf(tx, person.id)
    if (provider !== undefined) return refuse({ kind: 'ofProvider', name: person.name, provider })
    if (await isLastAdmin(tx, person)) return refuse({ kind: 'lastAdmin', name: person.name })
    if (await isLastEmergency(tx, person)) return refuse({ kind: 'lastEmergency', name: person.name })
    // Whoever changes everything sees all machines.
    const becomesAdmin = input.role === 'licensingAdmin'
    const isOpened = becomesAdmin && person.siteIds.length > 0
    await tx.user.update({
      where: { id: person.id },
      data: { role: input.role, ...(becomesAdmin && { siteIds: [] }) },
      select: { id: true },
    })
    await audit({
      action: 'user.changeRole',
      subjectType: 'person',
      subjectId: person.id,
      before: {
        name: person.name,
        role: person.role,
        ...(isOpened && (await saySites(person.siteIds))),
      },
      after: {
        name: person.name,
        role: input.role,
        ...(isOpened && (await saySites([]))),
        ...placeOf(from),
      },
    })
    return { ok: true as const, name: person.name }
  },
  { refusals: sayPersonRefusal, grave: true },
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
    if (await isLastEmergency(tx, person)) return refuse({ kind: 'lastEmergency', name: person.name })
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

/** How long somebody has to sign in through a provider before an admin has to allow it again. */
const LINK_ALLOWED_HOURS = 72

/** Lets a provider take over the account of this address, although it does not vouch for the address. */
export const allowLink = operation(
  'user.change',
  aPerson,
  async ({ tx, audit, now }, input) => {
    const person = await findPerson(tx, input.personId)
    if (!person) return refuse({ kind: 'noSuchPerson' })
    if (person.disabledAt) return refuse({ kind: 'disabled', name: person.name })
    if (person.isEmergency) return refuse({ kind: 'forEmergencies', name: person.name })
    const linkUntil = new Date(now.getTime() + LINK_ALLOWED_HOURS * 3_600_000)
    await tx.user.update({ where: { id: person.id }, data: { linkUntil }, select: { id: true } })
    const after = { name: person.name, until: linkUntil.toISOString() }
    await audit({ action: 'user.allowLink', subjectType: 'person', subjectId: person.id, after })
    return { ok: true as const, name: person.name }
  },
  { refusals: sayPersonRefusal, grave: true },
)

/**
 * Keeps the account of a licensing admin for emergencies: no provider ever takes it over or sets its role, and each sign-in
 * with it is in the audit log by itself and opens an alert.
 */
export const makeEmergency = operation(
  'user.change',
  aPerson,
  async ({ tx, audit }, input) => {
    const person = await findPerson(tx, input.personId)
    if (!person) return refuse({ kind: 'noSuchPerson' })
    if (person.isEmergency) return refuse({ kind: 'unchanged' })
    const provider = await providerOf(tx, person.id)
    if (provider !== undefined || person.role !== 'licensingAdmin' || person.disabledAt)
      return refuse({ kind: 'notOfPassword', name: person.name })
    await makeEmergencyAccount(tx, person.id)
    const after = { name: person.name }
    await audit({ action: 'user.makeEmergency', subjectType: 'person', subjectId: person.id, after })
    return { ok: true as const, name: person.name }
  },
  { refusals: sayPersonRefusal },
)

/** Makes an account for emergencies one like the others. */
export const endEmergency = operation(
  'user.change',
  aPerson,
  async ({ tx, audit }, input) => {
    const person = await findPerson(tx, input.personId)
    if (!person) return refuse({ kind: 'noSuchPerson' })
    if (!person.isEmergency) return refuse({ kind: 'unchanged' })
    if (await isLastEmergency(tx, person)) return refuse({ kind: 'lastEmergency', name: person.name })
    await tx.user.update({ where: { id: person.id }, data: { isEmergency: false }, select: { id: true } })
    const after = { name: person.name }
    await audit({ action: 'user.endEmergency', subjectType: 'person', subjectId: person.id, after })
    return { ok: true as const, name: person.name }
  },
  { refusals: sayPersonRefusal },
)

function refuse(refusal: PersonRefusal) {
  return { ok: false as const, refusal }
}

/** Whether nobody could sign in with a password any more, while passwords are for emergencies only. */
async function isLastEmergency(
  tx: Transaction,
  { id, isEmergency, disabledAt }: { id: string; isEmergency: boolean; disabledAt: Date | null },
): Promise<boolean> {
  if (!isEmergency || disabledAt || !(await findAccessRules(tx)).passwordsOff) return false
  return (await countEmergencyAccounts(tx, id)) === 0
}

async function isLastAdmin(
  tx: Transaction,
  person: { id: string; role: string; disabledAt: Date | null },
): Promise<boolean> {
  if (person.role !== 'licensingAdmin' || person.disabledAt) return false
  return (await countOtherAdmins(tx, person.id)) === 0
}
