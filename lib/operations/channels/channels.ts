import { randomUUID } from 'node:crypto'
import { type ChannelKind, type ChannelSettings, sayTarget } from '@/lib/activation/notice/channel-kinds'
import { hashToken, newToken } from '@/lib/auth/token'
import { newSigningSecret } from '@/lib/channels/webhook-signature'
import { openSecrets, sealSecrets } from '@/lib/data/channels/sealed-secrets'
import { giveUp } from '@/lib/data/deliveries/note-answer'
import { operation, type Transaction } from '../operation'
import { channelFacts } from './channel-facts'
import { aChannel, changedChannel, newChannel } from './channel-input'
import { refuse, sayChannelRefusal } from './channel-refusal'

/** What may hold something that looks like a product key, and has to stay as entered. */
const SECRET_FIELDS = ['password', 'url', 'token', 'caCertificate'] as const
const options = { refusals: sayChannelRefusal, secretFields: SECRET_FIELDS }

const SHOWN = { id: true, name: true, kind: true, settings: true, sealed: true, offAt: true } as const

async function findChannel(tx: Transaction, id: string) {
  const row = await tx.channel.findUnique({ where: { id }, select: SHOWN })
  return row && { ...row, kind: row.kind as ChannelKind, settings: row.settings as ChannelSettings }
}

const isNameTaken = async (tx: Transaction, name: string, besides?: string) =>
  (await tx.channel.count({ where: { name, ...(besides && { id: { not: besides } }) } })) > 0

const traceOf = (name: string, kind: ChannelKind, settings: ChannelSettings) => ({
  ...{ name, kind, target: sayTarget(kind, settings) },
})

/**
 * Adds a way out. What it signs with, and the end of a feed's address, are in the outcome and nowhere else: they are shown once.
 */
export const addChannel = operation(
  'channel.change',
  newChannel,
  async ({ tx, actor, now, audit }, input) => {
    const { kind, name } = input
    if (await isNameTaken(tx, name)) return refuse({ kind: 'nameTaken', name })
    const facts = channelFacts(kind, input)
    if (!facts.ok) return facts
    const id = randomUUID()
    const feedToken = kind === 'feed' ? newToken() : undefined
    await tx.channel.create({
      data: {
        ...{ id, name, kind, settings: { ...facts.settings }, sealed: sealSecrets(facts.secrets, id) },
        ...{ createdAt: now, createdBy: actor.name, tokenHash: feedToken ? hashToken(feedToken) : null },
        beatDueAt: kind === 'heartbeat' ? now : null,
      },
      select: { id: true },
    })
    const after = traceOf(name, kind, facts.settings)
    await audit({ action: 'channel.add', subjectType: 'channel', subjectId: id, after })
    return { ok: true as const, id, secret: feedToken ?? secretOf(facts.secrets) }
  },
  options,
)

const secretOf = (secrets: { secret?: string }) => secrets.secret

/** Changes a channel. A password or a token is never sent to another server than the one it was entered for. */
export const changeChannel = operation(
  'channel.change',
  changedChannel,
  async ({ tx, audit }, input) => {
    const { channelId, name } = input
    const before = await findChannel(tx, channelId)
    if (!before) return refuse({ kind: 'noSuchChannel' })
    if (await isNameTaken(tx, name, channelId)) return refuse({ kind: 'nameTaken', name })
    const { kind, settings } = before
    const facts = channelFacts(kind, input, { settings, secrets: openSecrets(before.sealed, channelId) })
    if (!facts.ok) return facts
    await tx.channel.update({
      where: { id: channelId },
      data: {
        ...{ name, settings: { ...facts.settings }, sealed: sealSecrets(facts.secrets, channelId) },
        // What was mended is tried at once.
        restsUntil: null,
      },
      select: { id: true },
    })
    await audit({
      ...{ action: 'channel.change', subjectType: 'channel', subjectId: channelId },
      before: traceOf(before.name, kind, settings),
      after: traceOf(name, kind, facts.settings),
    })
    return { ok: true as const }
  },
  options,
)

/** Gives a webhook a new signing secret beside the one before, or a feed a new address instead of the one before. */
export const renewChannelSecret = operation(
  'channel.change',
  aChannel,
  async ({ tx, audit }, { channelId }) => {
    const channel = await findChannel(tx, channelId)
    if (!channel) return refuse({ kind: 'noSuchChannel' })
    const { kind, name, sealed } = channel
    if (kind !== 'webhook' && kind !== 'feed') return refuse({ kind: 'noSecret' })
    const made = kind === 'feed' ? newToken() : newSigningSecret()
    const { secret: previousSecret, ...rest } = openSecrets(sealed, channelId) ?? {}
    const kept = { ...rest, secret: made, ...(previousSecret && { previousSecret }) }
    const data = kind === 'feed' ? { tokenHash: hashToken(made) } : { sealed: sealSecrets(kept, channelId) }
    await tx.channel.update({ where: { id: channelId }, data, select: { id: true } })
    await audit({ action: 'channel.renew', subjectType: 'channel', subjectId: channelId, after: { name } })
    return { ok: true as const, name, secret: made }
  },
  options,
)

/** Signs with the new secret alone, once every receiver has it. */
export const endPreviousSecret = operation(
  'channel.change',
  aChannel,
  async ({ tx, audit }, { channelId }) => {
    const channel = await findChannel(tx, channelId)
    if (!channel) return refuse({ kind: 'noSuchChannel' })
    const { previousSecret, ...rest } = openSecrets(channel.sealed, channelId) ?? {}
    if (previousSecret === undefined) return refuse({ kind: 'noSecret' })
    const sealed = sealSecrets(rest, channelId)
    await tx.channel.update({ where: { id: channelId }, data: { sealed }, select: { id: true } })
    const after = { name: channel.name }
    await audit({ action: 'channel.endPrevious', subjectType: 'channel', subjectId: channelId, after })
    return { ok: true as const, name: channel.name }
  },
  options,
)

/** Sends nothing through a channel until it is switched on; what waits on it is given up, and can be sent again. */
export const switchChannelOff = operation(
  'channel.change',
  aChannel,
  async ({ tx, actor, now, audit }, { channelId }) => {
    const channel = await findChannel(tx, channelId)
    if (!channel || channel.offAt) return refuse({ kind: 'noSuchChannel' })
    const offWhy = `${actor.name} switched it off.`
    await tx.channel.update({ where: { id: channelId }, data: { offAt: now, offWhy }, select: { id: true } })
    const givenUp = await giveUp(tx, channelId, ['waiting'], now)
    const after = { name: channel.name, givenUp }
    await audit({ action: 'channel.off', subjectType: 'channel', subjectId: channelId, after })
    return { ok: true as const, name: channel.name, givenUp }
  },
  options,
)

/** Sends through a channel again. */
export const switchChannelOn = operation(
  'channel.change',
  aChannel,
  async ({ tx, now, audit }, { channelId }) => {
    const channel = await findChannel(tx, channelId)
    if (!channel?.offAt) return refuse({ kind: 'noSuchChannel' })
    await tx.channel.update({
      where: { id: channelId },
      data: {
        ...{
          offAt: null,
          offWhy: null,
          offByReceiver: false,
          failures: 0,
          failingSince: null,
          restsUntil: null,
        },
        ...(channel.kind === 'heartbeat' && { beatDueAt: now }),
      },
      select: { id: true },
    })
    const after = { name: channel.name }
    await audit({ action: 'channel.on', subjectType: 'channel', subjectId: channelId, after })
    return { ok: true as const, name: channel.name }
  },
  options,
)

/** Removes a channel that no route sends through; its deliveries stay in the ledger. */
export const removeChannel = operation(
  'channel.change',
  aChannel,
  async ({ tx, now, audit }, { channelId }) => {
    const channel = await findChannel(tx, channelId)
    if (!channel) return refuse({ kind: 'noSuchChannel' })
    const routes = await tx.route.findMany({
      where: { OR: [{ channelId }, { escalateTo: channelId }] },
      select: { name: true },
    })
    if (routes.length > 0) return refuse({ kind: 'inUse', routes: routes.map(({ name }) => name) })
    // Also what is being sent: whoever sends it still notes how that ended.
    await giveUp(tx, channelId, ['waiting', 'sending'], now)
    await tx.channel.delete({ where: { id: channelId }, select: { id: true } })
    const { kind, name, settings } = channel
    const before = traceOf(name, kind, settings)
    await audit({ action: 'channel.remove', subjectType: 'channel', subjectId: channelId, before })
    return { ok: true as const, name }
  },
  options,
)
