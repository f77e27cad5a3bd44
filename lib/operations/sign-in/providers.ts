import { randomUUID } from 'node:crypto'
import { groupKey } from '@/lib/auth/providers/group-roles'
import { areSameSites, saySites } from '@/lib/data/belonging/within'
import { endSessionsThrough, hasPasswordAdmin } from '@/lib/data/people/people'
import { sealClientSecret } from '@/lib/data/people/sealed-client-secret'
import { operation, type Transaction } from '../operation'
import { limitTo } from '../people/limit-person'
import {
  aGroup,
  aGroupRole,
  aProvider,
  changedDirectoryProvider,
  changedOidcProvider,
  newDirectoryProvider,
  newOidcProvider,
} from './provider-input'
import { refuse, saySettingsRefusal } from './settings-refusal'

/** Grave: a way to sign in, or a group with a role, makes licensing admins. */
const options = { refusals: saySettingsRefusal, grave: true } as const
/** What may look like a product key, and has to stay as entered. */
const oidcOptions = { ...options, secretFields: ['clientSecret', 'clientId'] }

const SHOWN = {
  ...{ id: true, kind: true, name: true, isOn: true, domains: true },
  ...{ issuer: true, clientId: true, scopes: true, groupClaim: true },
} as const

const findProvider = (tx: Transaction, id: string) =>
  tx.signInProvider.findUnique({ where: { id }, select: SHOWN })

const isNameTaken = async (tx: Transaction, name: string, besides?: string) =>
  (await tx.signInProvider.count({ where: { name, ...(besides && { id: { not: besides } }) } })) > 0

const about = (providerId: string) => ({ subjectType: 'provider', subjectId: providerId })

/** Sets up an OpenID Connect provider; it is off until somebody switches it on. */
export const addOidcProvider = operation(
  'user.change',
  newOidcProvider,
  async ({ tx, actor, now, audit }, { clientSecret, ...facts }) => {
    if (await isNameTaken(tx, facts.name)) return refuse({ kind: 'nameTaken', name: facts.name })
    const id = randomUUID()
    const sealedSecret = sealClientSecret(clientSecret, id)
    await tx.signInProvider.create({
      data: { id, kind: 'oidc', ...facts, sealedSecret, createdAt: now, createdBy: actor.name },
      select: { id: true },
    })
    await audit({ action: 'signIn.add', ...about(id), after: traceOf(facts) })
    return { ok: true as const, id }
  },
  oidcOptions,
)

/** Changes an OpenID Connect provider. The secret goes to the issuer that it was entered for, which stays. */
export const changeOidcProvider = operation(
  'user.change',
  changedOidcProvider,
  async ({ tx, audit }, { providerId, clientSecret, ...facts }) => {
    const before = await findProvider(tx, providerId)
    if (before?.kind !== 'oidc') return refuse({ kind: 'noSuchProvider' })
    if (await isNameTaken(tx, facts.name, providerId)) return refuse({ kind: 'nameTaken', name: facts.name })
    const sealed = clientSecret === '' ? {} : { sealedSecret: sealClientSecret(clientSecret, providerId) }
    const data = { ...facts, ...sealed }
    await tx.signInProvider.update({ where: { id: providerId }, data, select: { id: true } })
    await audit({
      ...{ action: 'signIn.change', ...about(providerId), before: traceOf(before) },
      after: { ...traceOf(facts), ...(clientSecret !== '' && { clientSecret: 'entered again' }) },
    })
    return { ok: true as const }
  },
  oidcOptions,
)

/** Lets people sign in through a directory that is already read; it is off until somebody switches it on. */
export const addDirectoryProvider = operation(
  'user.change',
  newDirectoryProvider,
  async ({ tx, actor, now, audit }, facts) => {
    if (await isNameTaken(tx, facts.name)) return refuse({ kind: 'nameTaken', name: facts.name })
    const directory = await tx.directorySource.findUnique({
      where: { id: facts.directoryId },
      select: { server: true, security: true, isSample: true, signIn: { select: { id: true } } },
    })
    if (!directory || directory.isSample) return refuse({ kind: 'noSuchDirectory' })
    if (directory.signIn) return refuse({ kind: 'directoryTaken' })
    if (directory.security === 'plain') return refuse({ kind: 'plainDirectory' })
    const id = randomUUID()
    await tx.signInProvider.create({
      data: { id, kind: 'directory', ...facts, createdAt: now, createdBy: actor.name },
      select: { id: true },
    })
    const after = { ...traceOf(facts), directory: directory.server }
    await audit({ action: 'signIn.add', ...about(id), after })
    return { ok: true as const, id }
  },
  options,
)

/** Changes the name and the address domains of a directory as a way to sign in. */
export const changeDirectoryProvider = operation(
  'user.change',
  changedDirectoryProvider,
  async ({ tx, audit }, { providerId, ...facts }) => {
    const before = await findProvider(tx, providerId)
    if (before?.kind !== 'directory') return refuse({ kind: 'noSuchProvider' })
    if (await isNameTaken(tx, facts.name, providerId)) return refuse({ kind: 'nameTaken', name: facts.name })
    await tx.signInProvider.update({ where: { id: providerId }, data: facts, select: { id: true } })
    await audit({
      ...{ action: 'signIn.change', ...about(providerId), before: traceOf(before), after: traceOf(facts) },
    })
    return { ok: true as const }
  },
  options,
)

/** Offers a provider on the sign-in page. Somebody must be able to mend it without it. */
export const switchProviderOn = operation(
  'user.change',
  aProvider,
  async ({ tx, audit }, { providerId }) => {
    const provider = await findProvider(tx, providerId)
    if (!provider) return refuse({ kind: 'noSuchProvider' })
    if (provider.isOn) return refuse({ kind: 'unchanged' })
    if ((await tx.signInGroup.count({ where: { providerId } })) === 0) return refuse({ kind: 'noGroups' })
    if (!(await hasPasswordAdmin(tx))) return refuse({ kind: 'noOtherAdmin' })
    await tx.signInProvider.update({ where: { id: providerId }, data: { isOn: true }, select: { id: true } })
    await audit({ action: 'signIn.on', ...about(providerId), after: { name: provider.name } })
    return { ok: true as const, name: provider.name }
  },
  options,
)

/** Offers a provider no more; the sessions that began with it end. */
export const switchProviderOff = operation(
  'user.change',
  aProvider,
  async ({ tx, audit }, { providerId }) => {
    const provider = await findProvider(tx, providerId)
    if (!provider) return refuse({ kind: 'noSuchProvider' })
    if (!provider.isOn) return refuse({ kind: 'unchanged' })
    await tx.signInProvider.update({ where: { id: providerId }, data: { isOn: false }, select: { id: true } })
    const sessions = await endSessionsThrough(tx, providerId)
    const after = { name: provider.name, sessionsEnded: sessions }
    await audit({ action: 'signIn.off', ...about(providerId), after })
    return { ok: true as const, name: provider.name, sessions }
  },
  options,
)

/** Removes a provider; the sessions that began with it end, and its people cannot sign in until they have another way. */
export const removeProvider = operation(
  'user.change',
  aProvider,
  async ({ tx, audit }, { providerId }) => {
    const provider = await findProvider(tx, providerId)
    if (!provider) return refuse({ kind: 'noSuchProvider' })
    const people = await tx.account.deleteMany({ where: { providerId } })
    await tx.signInProvider.delete({ where: { id: providerId }, select: { id: true } })
    const before = { ...traceOf(provider), people: people.count }
    await audit({ action: 'signIn.remove', ...about(providerId), before })
    return { ok: true as const, name: provider.name }
  },
  options,
)

/** Gives a role to a group of a provider, from the next sign-in of each of its people on. */
export const mapGroup = operation(
  'user.change',
  aGroupRole,
  async ({ tx, audit }, { providerId, group, role, sites }) => {
    const provider = await findProvider(tx, providerId)
    if (!provider) return refuse({ kind: 'noSuchProvider' })
    const groups = await tx.signInGroup.findMany({
      where: { providerId },
      select: { group: true, role: true, siteIds: true },
    })
    const limit = await limitTo(tx, role, sites)
    if (!limit.ok) return limit
    const { siteIds } = limit
    const known = groups.find((one) => groupKey(one.group) === groupKey(group))
    if (known?.role === role && areSameSites(known.siteIds, siteIds)) return refuse({ kind: 'groupKnown' })
    if (known) await tx.signInGroup.deleteMany({ where: { providerId, group: known.group } })
    await tx.signInGroup.create({ data: { providerId, group, role, siteIds }, select: { group: true } })
    await audit({
      ...{ action: 'signIn.mapGroup', ...about(providerId) },
      ...(known && {
        before: {
          ...{ name: provider.name, group: known.group, role: known.role },
          ...(await saySites(known.siteIds)),
        },
      }),
      after: { name: provider.name, group, role, ...(await saySites(siteIds)) },
    })
    return { ok: true as const }
  },
  options,
)

/** Takes the role from a group; whoever has none by another group is out at the next sign-in. */
export const unmapGroup = operation(
  'user.change',
  aGroup,
  async ({ tx, audit }, { providerId, group }) => {
    const provider = await findProvider(tx, providerId)
    const given = await tx.signInGroup.findUnique({
      where: { providerId_group: { providerId, group } },
      select: { role: true },
    })
    if (!provider || !given) return refuse({ kind: 'noSuchGroup' })
    await tx.signInGroup.deleteMany({ where: { providerId, group } })
    const before = { name: provider.name, group, role: given.role }
    await audit({ action: 'signIn.unmapGroup', ...about(providerId), before })
    return { ok: true as const }
  },
  options,
)

interface Facts {
  name: string
  domains: readonly string[]
  issuer?: string | null
  clientId?: string | null
  scopes?: string | null
  groupClaim?: string | null
}

/** What the audit log keeps of a provider; of its secret nothing. */
const traceOf = ({ name, domains, issuer, clientId, scopes, groupClaim }: Facts) => ({
  ...{ name, domains: domains.join(', ') },
  ...(issuer && { issuer }),
  ...(clientId && { clientId, scopes: scopes ?? '', groupClaim: groupClaim ?? '' }),
})
