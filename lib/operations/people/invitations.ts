import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { email, invitationInput, linkInput } from '@/lib/auth/credentials'
import { invitationListInput } from '@/lib/auth/invitation-list'
import { hashPassword } from '@/lib/auth/password-hashing'
import type { Role } from '@/lib/auth/permissions'
import { hashToken, newToken } from '@/lib/auth/token'
import { saySites } from '@/lib/data/belonging/within'
import { arePasswordsOff } from '@/lib/data/people/access-rules'
import {
  addPerson,
  countPeople,
  endSessions,
  findEnabledAdmins,
  findPerson,
  findPersonByEmail,
  makeEmergencyAccount,
  providerOf,
  setPassword,
  unlinkProvider,
} from '@/lib/data/people/people'
import { removeFactors } from '@/lib/data/people/second-factor'
import {
  addSetupLink,
  expireFirstAdminLinks,
  expireLink,
  expireLinksOf,
  findOpenInvitation,
  lockSetupLink,
  markLinkUsed,
  type SetupLinkRow,
} from '@/lib/data/people/setup-link'
import { type OperationContext, operation } from '../operation'
import { placeOf } from '../own/own-account'
import { limitTo } from './limit-person'
import { type LinkRefusal, sayLinkRefusal } from './link-refusal'
import { sayPersonRefusal } from './person-refusal'

/** How long each kind of link works. */
export const LINK_HOURS = { invitation: 7 * 24, password: 24, emergency: 0.25 } as const

/** Makes a link with which a new colleague sets their password. The token is in the outcome and nowhere else. */
export const invitePerson = operation(
  'user.invite',
  invitationInput,
  (context, input) => invite(context, input),
  {
    refusals: sayPersonRefusal,
    grave: true,
  },
)

/** The same for several at once, a person a line, all of them or none. */
export const invitePeople = operation(
  'user.invite',
  invitationListInput,
  async (context, { people, role, sites }) => {
    const invited: { name: string; email: string; token: string; expiresAt: Date }[] = []
    for (const person of people) {
      const outcome = await invite(context, { ...person, role, sites })
      if (!outcome.ok) {
        const isListed = outcome.refusal.kind === 'emailTaken'
        const refusal = isListed ? { kind: 'listed' as const, email: person.email } : outcome.refusal
        return { ok: false as const, refusal }
      }
      invited.push({ ...person, token: outcome.token, expiresAt: outcome.expiresAt })
    }
    return { ok: true as const, invited }
  },
  { refusals: sayPersonRefusal, grave: true },
)

async function invite(context: OperationContext, input: z.output<typeof invitationInput>) {
  const { tx, audit, now, from } = context
  const { sites, ...person } = input
  const limit = await limitTo(tx, person.role, sites)
  if (!limit.ok) return limit
  if (await arePasswordsOff(tx)) return { ok: false as const, refusal: { kind: 'passwordsOff' as const } }
  if (await findPersonByEmail(tx, input.email)) {
    return { ok: false as const, refusal: { kind: 'emailTaken' as const, email: input.email } }
  }
  await expireLinksOf(tx, input.email, now)
  const link = await issueLink(context, { ...person, siteIds: limit.siteIds }, 'invitation')
  await audit({
    action: 'user.invite',
    subjectType: 'invitation',
    subjectId: link.id,
    after: { ...person, ...(await saySites(limit.siteIds)), ...placeOf(from) },
  })
  return { ok: true as const, token: link.token, expiresAt: link.expiresAt }
}

/** Makes a link with which someone who forgot their password sets a new one. */
export const issuePasswordLink = operation(
  'user.change',
  z.object({ personId: z.string().min(1) }),
  async (context, input) => {
    const person = await findPerson(context.tx, input.personId)
    if (!person) return { ok: false as const, refusal: { kind: 'noSuchPerson' as const } }
    if (person.disabledAt) {
      return { ok: false as const, refusal: { kind: 'disabled' as const, name: person.name } }
    }
    const provider = await providerOf(context.tx, person.id)
    if (provider !== undefined) {
      const refusal = { kind: 'ofProvider', name: person.name, provider } as const
      return { ok: false as const, refusal }
    }
    if (!person.isEmergency && (await arePasswordsOff(context.tx))) {
      return { ok: false as const, refusal: { kind: 'passwordsOff' as const } }
    }
    return issueLinkFor(context, person, 'password', 'user.passwordLink')
  },
  { refusals: sayPersonRefusal, grave: true },
)

/**
 * Makes the link with which a licensing admin who cannot sign in comes back. `npm run emergency-access` is the only way
 * to it, on the server.
 */
export const issueEmergencyLink = operation(
  'user.change',
  z.object({ email }),
  async (context, input) => {
    const admins = await findEnabledAdmins(context.tx)
    const admin = admins.find((one) => one.email === input.email)
    if (!admin) {
      const refusal = {
        kind: 'notAnAdmin',
        email: input.email,
        admins: admins.map((one) => one.email),
      } as const
      return { ok: false as const, refusal }
    }
    const issued = await issueLinkFor(context, admin, 'emergency', 'user.emergencyLink')
    const provider = await providerOf(context.tx, admin.id)
    return { ...issued, ...(provider !== undefined && { provider }) }
  },
  { refusals: sayPersonRefusal },
)

/** Takes back an invitation that nobody has taken up. */
export const withdrawInvitation = operation(
  'user.invite',
  z.object({ invitationId: z.uuid() }),
  async ({ tx, audit, now }, input) => {
    const open = await findOpenInvitation(tx, input.invitationId, now)
    if (!open) return { ok: false as const, refusal: { kind: 'noSuchInvitation' as const } }
    await expireLink(tx, open.id, now)
    await audit({
      action: 'user.withdrawInvitation',
      subjectType: 'invitation',
      subjectId: open.id,
      before: { name: open.name, email: open.email, role: open.role },
    })
    return { ok: true as const }
  },
  { refusals: sayPersonRefusal },
)

/**
 * Turns a one-time link into an account, or, for someone who has one, into a new password. The address of an
 * invitation is the invitation's, whatever the form says; the first admin chooses theirs.
 */
export const redeemLink = operation(
  'link.use',
  linkInput,
  async (context, input) => {
    const { tx, now } = context
    const link = await lockSetupLink(tx, hashToken(input.token))
    const problem = linkProblem(link, now)
    if (problem || !link) return { ok: false as const, refusal: { kind: problem ?? 'unknown' } }
    const isFirstAdmin = link.createdById === null
    if (isFirstAdmin && (await countPeople(tx)) > 0) {
      return { ok: false as const, refusal: { kind: 'alreadySetUp' as const } }
    }
    const address = link.email ?? input.email
    const known = await findPersonByEmail(tx, address)
    if (known?.disabledAt) return { ok: false as const, refusal: { kind: 'disabled' as const } }
    const isForEmergencies = isFirstAdmin || link.isEmergency || known?.isEmergency === true
    if (!isForEmergencies && (await arePasswordsOff(tx))) {
      return { ok: false as const, refusal: { kind: 'passwordsOff' as const } }
    }
    const passwordHash = await hashPassword(input.password)
    await markLinkUsed(tx, link.id, now)
    if (known) return resetPassword(context, known, link, { address, passwordHash })
    if (isFirstAdmin) await expireFirstAdminLinks(tx, now)
    const { role, siteIds } = link
    return createAccount(context, { name: input.name, email: address, role, siteIds, passwordHash })
  },
  { refusals: sayLinkRefusal, secretFields: ['token', 'password', 'passwordAgain'] },
)

/** Why a link does not work, or undefined if it does. */
export function linkProblem(
  link: Pick<SetupLinkRow, 'usedAt' | 'expiresAt'> | null,
  now: Date,
): Exclude<LinkRefusal, 'alreadySetUp' | 'disabled' | 'passwordsOff'> | undefined {
  if (!link) return 'unknown'
  if (link.usedAt) return 'used'
  return link.expiresAt <= now ? 'expired' : undefined
}

/** A link for somebody who has an account; the links they had before end. */
async function issueLinkFor(
  context: OperationContext,
  person: { id: string; name: string; email: string; role: Role },
  kind: 'password' | 'emergency',
  action: 'user.passwordLink' | 'user.emergencyLink',
) {
  await expireLinksOf(context.tx, person.email, context.now)
  const { token, expiresAt } = await issueLink(context, person, kind)
  await context.audit({ action, subjectType: 'person', subjectId: person.id, after: { name: person.name } })
  return { ok: true as const, token, expiresAt }
}

async function issueLink(
  { tx, actor, now }: OperationContext,
  person: { name: string; email: string; role: Role; siteIds?: number[] },
  kind: keyof typeof LINK_HOURS,
) {
  const token = newToken()
  const expiresAt = new Date(now.getTime() + LINK_HOURS[kind] * 3_600_000)
  const { id } = await addSetupLink(tx, {
    tokenHash: hashToken(token),
    role: person.role,
    name: person.name,
    email: person.email,
    siteIds: person.siteIds ?? [],
    createdById: actor.id ?? actor.name,
    expiresAt,
    isEmergency: kind === 'emergency',
  })
  return { id, token, expiresAt }
}

async function resetPassword(
  { tx, audit, now, from }: OperationContext,
  known: { id: string; name: string },
  { isEmergency }: Pick<SetupLinkRow, 'isEmergency'>,
  { address, passwordHash }: { address: string; passwordHash: string },
) {
  await setPassword(tx, known.id, passwordHash, now)
  await endSessions(tx, known.id)
  // Whoever has the server has lost the phone as well; a role that needs a second factor is asked to set up a new one.
  if (isEmergency) await removeFactors(tx, known.id)
  // A password that outlived the group there would be a way in that nobody knows of: from now on the account is of this console.
  const provider = isEmergency ? await unlinkProvider(tx, known.id) : undefined
  // While passwords are for emergencies only, no other account would be let in with one.
  if (isEmergency && (await arePasswordsOff(tx))) await makeEmergencyAccount(tx, known.id)
  await audit({
    by: known,
    action: 'user.newPassword',
    subjectType: 'person',
    subjectId: known.id,
    after: {
      name: known.name,
      ...(isEmergency && { secondFactor: 'removed' }),
      ...(provider && { noLongerThrough: provider }),
      ...placeOf(from),
    },
  })
  return { ok: true as const, email: address }
}

async function createAccount(
  { tx, audit, now }: OperationContext,
  person: { name: string; email: string; role: Role; siteIds: number[]; passwordHash: string },
) {
  const id = randomUUID()
  await addPerson(tx, { id, ...person }, now)
  await audit({
    by: { id, name: person.name },
    action: 'user.join',
    subjectType: 'person',
    subjectId: id,
    after: { name: person.name, email: person.email, role: person.role },
  })
  return { ok: true as const, email: person.email }
}
