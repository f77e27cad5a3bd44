import type { Role } from '@/generated/prisma/enums'
import type { Transaction } from '../audit'
import { prisma, readPrisma } from '../prisma'

export interface AccessRules {
  /** Whose password alone does not let in. */
  secondFactorRoles: Role[]
  /** A whole key is revealed, and an offline package taken out, once another person released it. */
  twoPersons: boolean
  /** With a provider that is on, only accounts for emergencies sign in with a password or passkey of this console. */
  passwordsOff: boolean
}

/** For so long somebody else may agree that whole keys need two persons no more. */
const OFF_HOURS = 24

/** Notes that somebody wants whole keys to need two persons no more. True once another one wanted it within OFF_HOURS. */
export async function askForTwoPersonsOff(tx: Transaction, by: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - OFF_HOURS * 3_600_000)
  const agreed = await tx.accessRules.count({
    where: { id: 1, offAskedById: { not: by }, offAskedAt: { gt: since } },
  })
  await tx.accessRules.update({
    where: { id: 1 },
    data: agreed ? { offAskedById: null, offAskedAt: null } : { offAskedById: by, offAskedAt: now },
    select: { id: true },
  })
  return agreed > 0
}

/** The rules as they stand. Everybody signed in lives by them, so nobody needs a permission to read them. */
export async function findAccessRules(tx: Transaction = prisma()): Promise<AccessRules> {
  const rules = await tx.accessRules.findUnique({
    where: { id: 1 },
    select: { secondFactorRoles: true, twoPersons: true, passwordsOff: true },
  })
  return rules ?? { secondFactorRoles: [], twoPersons: false, passwordsOff: false }
}

/** The same for pages: from the replica where there is one. */
export const readAccessRules = (): Promise<AccessRules> => findAccessRules(readPrisma())

export async function needsSecondFactor(tx: Transaction, role: Role): Promise<boolean> {
  return (await findAccessRules(tx)).secondFactorRoles.includes(role)
}

/** Whether the rule against passwords holds now: without a provider that is on nobody could sign in. */
export async function arePasswordsOff(tx: Transaction = prisma()): Promise<boolean> {
  const { passwordsOff } = await findAccessRules(tx)
  return passwordsOff && (await isAnyProviderOn(tx))
}

export async function isAnyProviderOn(tx: Transaction): Promise<boolean> {
  return (await tx.signInProvider.count({ where: { isOn: true } })) > 0
}

export async function keepAccessRules(tx: Transaction, rules: AccessRules): Promise<void> {
  await tx.accessRules.upsert({
    where: { id: 1 },
    create: { id: 1, ...rules },
    update: rules,
    select: { id: true },
  })
}
