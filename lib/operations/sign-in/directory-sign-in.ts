import { z } from 'zod'
import { noteRefusal } from '@/lib/auth/audited-refusals'
import type { Role } from '@/lib/auth/permissions'
import { admitPerson } from '@/lib/auth/providers/admit-person'
import type { ProvidedPerson } from '@/lib/auth/providers/id-token'
import {
  attemptNotMade,
  attemptSucceeded,
  directoryHeldUntil,
  directoryTryNotMade,
  directoryTrySucceeded,
  refusedUntil,
  type SignInAttempt,
} from '@/lib/auth/sign-in-limits'
import { findProvider } from '@/lib/data/people/sign-in-providers'
import { bindAs, type DirectoryPerson, findPerson } from '@/lib/probes/ldap/find-person'
import type { LdapRefusal } from '@/lib/probes/ldap/ldap-refusal'
import type { LdapOptions } from '@/lib/probes/ldap/ldap-session'
import { log } from '@/lib/server/log'
import { targetOf } from '../networks/ask-directory'
import type { DirectorySignInRefusal } from './directory-sign-in-refusal'

/** What somebody types to sign in through a directory. */
export const directorySignIn = z.object({
  providerId: z.uuid(),
  name: z.string().trim().min(1, 'Enter your account.').max(254, 'An account has at most 254 characters.'),
  password: z.string().min(1, 'Enter your password.').max(256, 'A password cannot be that long.'),
})
export type DirectorySignIn = z.infer<typeof directorySignIn>

/** Where an attempt comes from. */
export interface FromWhere {
  /** network address */
  client: string
  /** of a browser in which the person has signed in by this name before */
  deviceId: string | undefined
}

export type DirectoryOutcome =
  | { ok: true; userId: string; role: Role; providerId: string; provider: string }
  | { ok: false; refusal: DirectorySignInRefusal }

/** The name by which attempts at an account are counted, and a browser known. */
export const directoryAttemptName = (providerId: string, name: string) =>
  `${providerId} ${name.trim().toLowerCase()}`

/**
 * Signs somebody in by name and password of a directory: one look-up with the account that the directory is read with, then one
 * bind as the person. Attempts are counted before either, and fewer reach the directory than lock an account there. The person
 * hears of a bar only after the right password; until then a wrong name and a wrong password look the same.
 */
export async function signInThroughDirectory(
  { providerId, name, password }: DirectorySignIn,
  from: FromWhere,
  now: Date,
  options: LdapOptions = {},
): Promise<DirectoryOutcome> {
  const provider = await findProvider(providerId)
  if (provider?.kind !== 'directory' || !provider.isOn || provider.directoryId === null)
    return { ok: false, refusal: { kind: 'noProvider' } }
  const attempt: SignInAttempt = {
    email: directoryAttemptName(providerId, name),
    client: from.client,
    ...(from.deviceId && { deviceId: from.deviceId }),
  }
  const refuse = refuserOf(from.client, provider.name, now)
  const heldUntil = await refusedUntil(attempt, now)
  if (heldUntil) return refuse({ kind: 'tooMany', allowedAt: heldUntil.toISOString() }, 'too many attempts')
  const target = await targetOf(provider.directoryId)
  if (!target) {
    await attemptNotMade(attempt)
    return refuse({ kind: 'directoryDown', provider: provider.name }, 'its account cannot be opened')
  }
  const answer = await findPerson(target, { name }, now, options)
  if (!answer.ok) {
    await attemptNotMade(attempt)
    return refuse(downOf(provider.name, answer.refusal), answer.refusal.kind)
  }
  const { found } = answer
  if (found === 'nobody') return refuse({ kind: 'wrong' }, 'unknown account')
  if (found === 'several') return refuse({ kind: 'wrong' }, 'several accounts have this name')
  const account = `${providerId} ${found.subject}`
  const tried = { account, isKnownBrowser: from.deviceId !== undefined, lockout: found.lockout }
  // A lock is the directory's: a try would only prolong it.
  if (found.bar === 'locked') return refuse({ kind: 'wrong' }, 'locked in the directory')
  const accountHeld = await directoryHeldUntil(tried, now)
  if (accountHeld)
    return refuse({ kind: 'tooMany', allowedAt: accountHeld.toISOString() }, 'too many attempts')
  const bound = await bindAs(target, found.dn, password, options)
  if (!bound.ok) {
    if (isNo(bound.refusal)) return refuse({ kind: 'wrong' }, bound.refusal.detail)
    await Promise.all([attemptNotMade(attempt), directoryTryNotMade(account)])
    return refuse(downOf(provider.name, bound.refusal), bound.refusal.kind)
  }
  await Promise.all([attemptSucceeded(attempt, now), directoryTrySucceeded(account, now)])
  if (found.bar) return refuse({ kind: 'barred', bar: found.bar }, found.bar)
  const admission = await admitPerson(provider, providedBy(found), now)
  if (!admission.ok) {
    return refuse({ ...admission.refusal, provider: provider.name }, admission.refusal.kind)
  }
  const { userId, role } = admission
  return { ok: true, userId, role, providerId, provider: provider.name }
}

/** Who a directory says somebody is. That an address is theirs it says of everybody and proves of nobody. */
export function providedBy({ subject, name, email, groups }: DirectoryPerson): ProvidedPerson {
  return { subject, name: name.slice(0, 100), email, isEmailVerified: false, groups }
}

/** Whether the directory said no; everything else is that it could not be asked. */
const isNo = ({ kind }: LdapRefusal) => kind === 'wrongCredentials' || kind === 'accountUnusable'

function downOf(provider: string, refusal: LdapRefusal): DirectorySignInRefusal {
  log.warn({ problem: refusal.kind, detail: refusal.detail }, 'a directory did not sign somebody in')
  return { kind: 'directoryDown', provider }
}

/** Refuses, and leaves it in the audit log: which account was tried is not said, what was typed there may be a password. */
function refuserOf(client: string, through: string, now: Date) {
  return async (refusal: DirectorySignInRefusal, why: string): Promise<DirectoryOutcome> => {
    const action = refusal.kind === 'tooMany' ? 'session.hold' : 'session.refuse'
    await noteRefusal({ action, client, facts: { why, through } }, now)
    return { ok: false, refusal }
  }
}
