import type { Transaction } from '../audit'

/** What a registration holds beside its name; empty texts are null here. */
export interface RegistrationFields {
  platform: string | null
  keyGroup: string | null
  keyId: string | null
  isVirtual: boolean | null
  updatesKnown: boolean
  updates: string[]
  port: number
  priority: number
  weight: number
  addresses: string[]
  owner: string | null
  site: string | null
  note: string | null
  spareForId: string | null
}

const FIELDS = {
  platform: true,
  keyGroup: true,
  keyId: true,
  isVirtual: true,
  updatesKnown: true,
  updates: true,
  port: true,
  priority: true,
  weight: true,
  addresses: true,
  owner: true,
  site: true,
  note: true,
  spareForId: true,
} as const

/** One registration with all that can be changed; null when there is none. */
export async function findRegistration(tx: Transaction, id: string) {
  return tx.kmsHostRegistration.findUnique({
    where: { id },
    select: { id: true, name: true, retiredAt: true, retiredReason: true, ...FIELDS },
  })
}

export async function findRegistrationByName(tx: Transaction, name: string) {
  return tx.kmsHostRegistration.findUnique({ where: { name }, select: { id: true, name: true } })
}

/** The names of these that are registered already. */
export async function registeredNames(tx: Transaction, names: readonly string[]): Promise<Set<string>> {
  const rows = await tx.kmsHostRegistration.findMany({
    where: { name: { in: [...names] } },
    select: { name: true },
  })
  return new Set(rows.map(({ name }) => name))
}

/** Adds a registration and returns its id. */
export async function addRegistration(
  tx: Transaction,
  name: string,
  fields: RegistrationFields,
  by: { name: string; at: Date },
): Promise<string> {
  const { id } = await tx.kmsHostRegistration.create({
    data: { name, ...fields, registeredAt: by.at, registeredBy: by.name },
    select: { id: true },
  })
  return id
}

export async function saveRegistration(
  tx: Transaction,
  id: string,
  fields: Partial<RegistrationFields> & { retiredAt?: Date | null; retiredReason?: string | null },
): Promise<void> {
  await tx.kmsHostRegistration.update({ where: { id }, data: fields, select: { id: true } })
}

/** Is this a host key of ours? */
export async function isHostKey(tx: Transaction, id: string): Promise<boolean> {
  return (await tx.productKey.count({ where: { id, kind: 'csvlk' } })) === 1
}

/** Remembers what a person decided about a name: another name of `sameAs`, or null for a host of its own. */
export async function decideName(
  tx: Transaction,
  decision: { name: string; sameAs: string | null; reason: string; at: Date; by: string },
): Promise<void> {
  const { name, sameAs, reason, at, by } = decision
  const data = { sameAs, reason, decidedAt: at, decidedBy: by }
  await tx.kmsHostName.upsert({ where: { name }, create: { name, ...data }, update: data })
}

/** Takes back what was decided about a name. */
export async function forgetNameDecision(tx: Transaction, name: string): Promise<void> {
  await tx.kmsHostName.deleteMany({ where: { name } })
}

export async function findNameDecision(tx: Transaction, name: string) {
  return tx.kmsHostName.findUnique({ where: { name }, select: { name: true, sameAs: true } })
}

/** Was a host of this name seen, registered or decided about? */
export async function isKnownName(tx: Transaction, name: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ known: boolean }[]>`
    SELECT EXISTS (SELECT FROM kms_host WHERE name = ${name})
        OR EXISTS (SELECT FROM kms_host_registration WHERE name = ${name})
        OR EXISTS (SELECT FROM kms_host_sighting WHERE host = ${name})
        OR EXISTS (SELECT FROM fleet_kind WHERE kms_host = ${name}) AS known`
  return rows[0]?.known === true
}

/** Removes a registration: its host goes by another name that has one, or needs none any more. */
export async function removeRegistration(tx: Transaction, id: string): Promise<void> {
  await tx.kmsHostRegistration.delete({ where: { id }, select: { id: true } })
}
