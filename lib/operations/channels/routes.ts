import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Said } from '../frame-refusal'
import { operation, type Transaction } from '../operation'
import { aRoute, changedRoute, newRoute } from './route-input'

type RouteRefusal =
  | { kind: 'noSuchRoute' }
  | { kind: 'nameTaken'; name: string }
  | { kind: 'noSuchChannel' }
  | { kind: 'isDefault' }
  | { kind: 'nobody' }
  | { kind: 'sameChannel' }
  | { kind: 'takesNoAlerts' }

function sayRouteRefusal(refusal: RouteRefusal): Said {
  switch (refusal.kind) {
    case 'noSuchRoute':
      return 'There is no such route.'
    case 'nameTaken':
      return { field: 'name', sentence: `There is a route called ${refusal.name} already.` }
    case 'noSuchChannel':
      return { field: 'channelId', sentence: 'Choose a channel.' }
    case 'isDefault':
      return 'This route always stays: whatever else is set, somebody hears of what is critical. Add a route of your own beside it.'
    case 'nobody':
      return {
        field: 'addresses',
        sentence: 'Choose a role or enter an address: email needs somebody to go to.',
      }
    case 'sameChannel':
      return { field: 'escalateTo', sentence: 'Choose another channel than the first one.' }
    case 'takesNoAlerts':
      return { field: 'channelId', sentence: 'A heartbeat carries no messages. Choose another channel.' }
  }
}

const refuse = <R extends RouteRefusal>(refusal: R) => ({
  ok: false as const,
  refusal: refusal as RouteRefusal,
})
const options = { refusals: sayRouteRefusal }

type RouteFields = z.output<typeof newRoute>

/** Why these fields make no route; undefined: they do. */
async function problemOf(
  tx: Transaction,
  input: RouteFields,
  routeId?: string,
): Promise<RouteRefusal | undefined> {
  const { name, channelId, escalateTo, roles, addresses } = input
  const named = await tx.route.findUnique({ where: { name }, select: { id: true } })
  if (named && named.id !== routeId) return { kind: 'nameTaken', name }
  const channels = await tx.channel.findMany({
    where: { id: { in: [channelId, ...(escalateTo ? [escalateTo] : [])] } },
    select: { id: true, kind: true },
  })
  const channel = channels.find(({ id }) => id === channelId)
  if (!channel) return { kind: 'noSuchChannel' }
  if (channels.some(({ kind }) => kind === 'heartbeat')) return { kind: 'takesNoAlerts' }
  if (escalateTo === channelId) return { kind: 'sameChannel' }
  if (channel.kind === 'mail' && roles.length + addresses.length === 0) return { kind: 'nobody' }
  return undefined
}

/** What of a route the audit log shows. */
const traceOf = ({ name, timing, severities, roles, addresses, channelId }: RouteFields) => ({
  ...{ name, timing, severities, roles, addresses, channel: channelId },
})

/** Adds a route beside the others: each takes what it matches. */
export const addRoute = operation(
  'channel.change',
  newRoute,
  async ({ tx, actor, now, audit }, input) => {
    const problem = await problemOf(tx, input)
    if (problem) return refuse(problem)
    const id = randomUUID()
    await tx.route.create({
      data: { ...input, id, createdAt: now, createdBy: actor.name },
      select: { id: true },
    })
    await audit({ action: 'route.add', subjectType: 'route', subjectId: id, after: traceOf(input) })
    return { ok: true as const, id }
  },
  options,
)

/** Changes a route of one's own; the default one stays as it is. */
export const changeRoute = operation(
  'channel.change',
  changedRoute,
  async ({ tx, audit }, { routeId, ...input }) => {
    const before = await tx.route.findUnique({ where: { id: routeId } })
    if (!before) return refuse({ kind: 'noSuchRoute' })
    if (before.isDefault) return refuse({ kind: 'isDefault' })
    const problem = await problemOf(tx, input, routeId)
    if (problem) return refuse(problem)
    await tx.route.update({ where: { id: routeId }, data: input, select: { id: true } })
    await audit({
      ...{ action: 'route.change', subjectType: 'route', subjectId: routeId },
      before: traceOf(before as RouteFields),
      after: traceOf(input),
    })
    return { ok: true as const }
  },
  options,
)

/** Removes a route of one's own, with what it decided; what it sent stays in the ledger. */
export const removeRoute = operation(
  'channel.change',
  aRoute,
  async ({ tx, audit }, { routeId }) => {
    const before = await tx.route.findUnique({ where: { id: routeId } })
    if (!before) return refuse({ kind: 'noSuchRoute' })
    if (before.isDefault) return refuse({ kind: 'isDefault' })
    await tx.route.delete({ where: { id: routeId }, select: { id: true } })
    const trace = traceOf(before as RouteFields)
    await audit({ action: 'route.remove', subjectType: 'route', subjectId: routeId, before: trace })
    return { ok: true as const, name: before.name }
  },
  options,
)
