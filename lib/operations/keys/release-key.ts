import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { lockPackage } from '@/lib/data/exchange/package-store'
import { hasOpenRelease, lockAskedRelease } from '@/lib/data/keys/key-releases'
import { lockKey } from '@/lib/data/keys/key-rows'
import { packageNumber } from '../exchange/exchange-input'
import { operation, type Transaction } from '../operation'
import { placeOf } from '../own/own-account'
import { reason as releaseReason } from '../reason-input'
import { nameOf } from './change-key'
import { revealInput } from './key-input'
import { type KeyRefusal, sayKeyOperationRefusal } from './key-refusal'

/** How long somebody else may think about it; and how long what they released may be used. */
export const RELEASE_HOURS = { asked: 24, granted: 0.5 } as const

/** Asks for a whole key where it needs two persons. */
export const askForKey = operation(
  'key.reveal',
  revealInput,
  async ({ tx, actor, audit, now, from }, { keyId, reason }) => {
    const key = await lockKey(tx, keyId)
    if (!key || actor.id === null) return refuse({ kind: 'noSuchKey' })
    if (await hasOpenRelease(tx, { keyId, askedById: actor.id }, now)) return refuse({ kind: 'alreadyAsked' })
    await addRelease(tx, { keyId, askedById: actor.id, reason }, now)
    await audit({
      action: 'key.ask',
      subjectType: 'key',
      subjectId: keyId,
      after: { name: nameOf(key), ...placeOf(from) },
      reason,
    })
    return { ok: true as const }
  },
  { refusals: sayKeyOperationRefusal },
)

/** Asks for an offline package to be taken out where that needs two persons. */
export const askForPackage = operation(
  'exchange.change',
  z.object({ number: packageNumber, reason: releaseReason }),
  async ({ tx, actor, audit, now, from }, { number, reason }) => {
    const found = await lockPackage(tx, number)
    if (!found || found.method === 'phone' || actor.id === null) return refuse({ kind: 'noSuchPackage' })
    const asked = { packageNumber: number, askedById: actor.id }
    if (await hasOpenRelease(tx, asked, now)) return refuse({ kind: 'alreadyAsked' })
    await addRelease(tx, { ...asked, reason }, now)
    await audit({
      action: 'exchange.ask',
      subjectType: 'exchange',
      subjectId: String(number),
      after: { name: `package ${number}`, ...placeOf(from) },
      reason,
    })
    return { ok: true as const }
  },
  { refusals: sayKeyOperationRefusal },
)

async function addRelease(
  tx: Transaction,
  asked: { keyId?: string; packageNumber?: number; askedById: string; reason: string },
  now: Date,
): Promise<void> {
  const times = { askedAt: now, endsAt: hoursAfter(now, RELEASE_HOURS.asked) }
  await tx.keyRelease.create({ data: { id: randomUUID(), ...asked, ...times }, select: { id: true } })
}

/** Releases a key or a package that somebody else asked for, or refuses to. */
export const answerKeyRelease = operation(
  'key.reveal',
  z.object({ releaseId: z.uuid(), granted: z.boolean() }),
  async ({ tx, actor, audit, now, from }, { releaseId, granted }) => {
    const asked = await lockAskedRelease(tx, releaseId, now)
    if (!asked || actor.id === null) return refuse({ kind: 'noSuchRelease' })
    if (asked.askedById === actor.id) return refuse({ kind: 'ownRelease' })
    await tx.keyRelease.update({
      where: { id: asked.id },
      data: {
        granted,
        answeredById: actor.id,
        answeredAt: now,
        ...(granted && { endsAt: hoursAfter(now, RELEASE_HOURS.granted) }),
      },
      select: { id: true },
    })
    await audit({
      ...subjectOf(asked, granted),
      after: { name: whatOf(asked), askedBy: asked.askedBy.name, ...placeOf(from) },
    })
    return { ok: true as const, askedBy: asked.askedBy.name, packageNumber: asked.packageNumber }
  },
  { refusals: sayKeyOperationRefusal, grave: true },
)

type AskedRelease = NonNullable<Awaited<ReturnType<typeof lockAskedRelease>>>

const subjectOf = ({ keyId, packageNumber: number }: AskedRelease, granted: boolean) =>
  number === null
    ? {
        action: granted ? ('key.release' as const) : ('key.refuseRelease' as const),
        subjectType: 'key',
        subjectId: keyId ?? '',
      }
    : {
        action: granted ? ('exchange.release' as const) : ('exchange.refuseRelease' as const),
        subjectType: 'exchange',
        subjectId: String(number),
      }

const whatOf = ({ key, packageNumber: number }: AskedRelease) => (key ? nameOf(key) : `package ${number}`)

const hoursAfter = (at: Date, hours: number) => new Date(at.getTime() + hours * 3_600_000)

function refuse(refusal: KeyRefusal) {
  return { ok: false as const, refusal }
}
