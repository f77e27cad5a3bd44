import { appendAuditEntry } from '@/lib/data/audit'
import { findPasswordHash } from '@/lib/data/people/people'
import { findFactors, hasFactor } from '@/lib/data/people/second-factor'
import { countSignInAttempt, forgetSignInAttempts } from '@/lib/data/people/sign-in-attempts'
import { prisma } from '@/lib/data/prisma'
import type { Actor } from './actor-kinds'
import { noteRefusal } from './audited-refusals'
import { readPasskey } from './passkeys'
import { knownHashing } from './password-hashing'
import type { RequestOrigin } from './request-origin'
import { type CodeRefusal, takeCode } from './second-factor'
import { SIGN_IN_LIMITS } from './sign-in-limits'

/** What somebody shows, again, that they are who they say: one of them. */
export interface Proof {
  password?: string
  code?: string
  passkey?: unknown
}

export type ConfirmRefusal =
  | CodeRefusal
  | { kind: 'wrongPassword' }
  | { kind: 'wrongPasskey' }
  | { kind: 'tooManyPasswords'; allowedAt: string }

/** By what this person can show it. With a second factor the password alone does not do. */
export async function confirmingWays(actor: Actor, from: RequestOrigin) {
  const id = actor.id ?? ''
  const factors = await findFactors(prisma(), id)
  return {
    password: !hasFactor(factors) && (await findPasswordHash(prisma(), id)) !== undefined,
    code: factors.hasApp || factors.recoveryCodesLeft > 0,
    passkey: factors.passkeys.length > 0 && from.passkeyHost !== undefined,
  }
}

/** Takes the proof and notes it with the session, for CONFIRMED_MINUTES. */
export async function confirmIdentity(
  actor: Actor & { id: string },
  proof: Proof,
  from: RequestOrigin,
  now = new Date(),
): Promise<{ ok: true } | { ok: false; refusal: ConfirmRefusal }> {
  const refusal = await refusalOf(actor, proof, from, now)
  if (refusal) return { ok: false, refusal }
  await prisma().session.updateMany({
    where: { id: actor.session?.id ?? '', userId: actor.id },
    data: { confirmedAt: now },
  })
  await appendAuditEntry(prisma(), {
    at: now,
    actorId: actor.id,
    actorName: actor.name,
    action: 'session.confirm',
    subjectType: 'person',
    subjectId: actor.id,
    after: { name: actor.name, clientAddress: from.client },
  })
  return { ok: true }
}

async function refusalOf(
  actor: Actor & { id: string },
  proof: Proof,
  from: RequestOrigin,
  now: Date,
): Promise<ConfirmRefusal | undefined> {
  const ways = await confirmingWays(actor, from)
  if (proof.passkey !== undefined && from.passkeyHost) {
    const owner = await readPasskey(from.passkeyHost, proof.passkey, now)
    return owner?.id === actor.id ? undefined : { kind: 'wrongPasskey' }
  }
  if (ways.code) {
    const person = { id: actor.id, name: actor.name }
    const taken = await takeCode({ person, typed: proof.code ?? '', client: from.client }, now)
    return taken.ok ? undefined : taken.refusal
  }
  return passwordRefusal(actor, proof.password ?? '', from, ways.password, now)
}

async function passwordRefusal(
  actor: Actor & { id: string },
  password: string,
  { client }: RequestOrigin,
  mayUsePassword: boolean,
  now: Date,
): Promise<ConfirmRefusal | undefined> {
  if (!mayUsePassword) return { kind: 'wrongPassword' }
  return checkOwnPassword({ id: actor.id, name: actor.name }, password, client, now)
}

/** Counted before it is looked at, as for signing in. */
export async function checkOwnPassword(
  person: { id: string; name: string },
  password: string,
  client: string,
  now: Date,
): Promise<Extract<ConfirmRefusal, { kind: 'wrongPassword' | 'tooManyPasswords' }> | undefined> {
  const counter = `own password:${person.id}`
  const { most, windowMinutes } = SIGN_IN_LIMITS.device
  const { attempts, endsAt } = await countSignInAttempt(counter, windowMinutes, now)
  if (attempts > most) return { kind: 'tooManyPasswords', allowedAt: endsAt }
  const hash = await findPasswordHash(prisma(), person.id)
  if (hash === undefined || !(await knownHashing.verify({ hash, password }))) {
    const facts = { why: 'wrong password' }
    await noteRefusal(
      { action: 'session.refuse', client, subject: { type: 'person', ...person }, facts },
      now,
    )
    return { kind: 'wrongPassword' }
  }
  await forgetSignInAttempts(counter, now)
  return undefined
}
