import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { PAGE_SIZES } from '@/lib/format/page-sizes'
import { VIEW_LISTS, type ViewList } from '@/lib/format/views'
import { type OperationContext, operation } from '../operation'

const list = z.string().refine((name) => VIEW_LISTS.some((one) => one === name), 'There is no such list.')
const name = z
  .string('Enter a name.')
  .trim()
  .min(1, 'Enter a name.')
  .max(60, 'A name has at most 60 characters.')
/** The address of a list from its question mark on; nothing else can follow the address of a page. */
const query = z
  .string()
  .max(8000, 'This filter is too long to be kept.')
  .regex(/^(\?[^#\s]*)?$/, 'This is no filter of a list.')

type ViewRefusal =
  | { kind: 'nameTaken'; name: string }
  | { kind: 'noSuchView' }
  | { kind: 'mayNotShare' }
  | { kind: 'noPerson' }

function sayViewRefusal(refusal: ViewRefusal) {
  switch (refusal.kind) {
    case 'nameTaken':
      return { field: 'name', sentence: `You have a view called ${refusal.name} already.` }
    case 'noSuchView':
      return 'You have no such view. Only its owner changes a view.'
    case 'mayNotShare':
      return { field: 'isShared', sentence: 'Only managers and licensing admins share views.' }
    case 'noPerson':
      return 'Views belong to people who sign in.'
  }
}

const refuse = <R extends ViewRefusal>(refusal: R) => ({
  ok: false as const,
  refusal: refusal as ViewRefusal,
})
const refusals = { refusals: sayViewRefusal }

/** Keeps a list under a name: private, or for everybody. */
export const saveView = operation(
  'view.save',
  z.object({ list, name, query, isShared: z.boolean().default(false) }),
  async ({ tx, actor, now, audit }, input) => {
    if (actor.id === null) return refuse({ kind: 'noPerson' })
    if (input.isShared && !actor.can('view.share')) return refuse({ kind: 'mayNotShare' })
    if (await isTaken(tx, actor.id, input.name)) return refuse({ kind: 'nameTaken', name: input.name })
    const id = randomUUID()
    await tx.savedView.create({
      data: { id, ownerId: actor.id, ...input, createdAt: now },
      select: { id: true },
    })
    await audit({ action: 'view.save', subjectType: 'view', subjectId: id, after: input })
    return { ok: true as const, id, name: input.name, list: input.list as ViewList }
  },
  refusals,
)

/** Gives a view of one's own another name, or shares it or no longer. */
export const changeView = operation(
  'view.save',
  z.object({ viewId: z.uuid(), name, isShared: z.boolean() }),
  async ({ tx, actor, audit }, { viewId, ...after }) => {
    const before = await findOwn(tx, actor, viewId)
    if (!before) return refuse({ kind: 'noSuchView' })
    if (after.isShared && !before.isShared && !actor.can('view.share')) return refuse({ kind: 'mayNotShare' })
    if (after.name !== before.name && (await isTaken(tx, before.ownerId, after.name))) {
      return refuse({ kind: 'nameTaken', name: after.name })
    }
    await tx.savedView.update({ where: { id: viewId }, data: after, select: { id: true } })
    await audit({
      action: 'view.change',
      subjectType: 'view',
      subjectId: viewId,
      before: { name: before.name, isShared: before.isShared },
      after,
    })
    return { ok: true as const, name: after.name }
  },
  refusals,
)

/** Removes a view of one's own; the list stays as it is. */
export const removeView = operation(
  'view.save',
  z.object({ viewId: z.uuid() }),
  async ({ tx, actor, audit }, { viewId }) => {
    const before = await findOwn(tx, actor, viewId)
    if (!before) return refuse({ kind: 'noSuchView' })
    await tx.savedView.delete({ where: { id: viewId }, select: { id: true } })
    const { ownerId: _, ...facts } = before
    await audit({ action: 'view.remove', subjectType: 'view', subjectId: viewId, before: facts })
    return { ok: true as const, name: before.name }
  },
  refusals,
)

async function isTaken(tx: OperationContext['tx'], ownerId: string, taken: string): Promise<boolean> {
  return (await tx.savedView.count({ where: { ownerId, name: taken } })) > 0
}

async function findOwn(tx: OperationContext['tx'], actor: OperationContext['actor'], id: string) {
  if (actor.id === null) return null
  return tx.savedView.findFirst({
    where: { id, ownerId: actor.id },
    select: { ownerId: true, list: true, name: true, query: true, isShared: true },
  })
}

const lookInput = z.object({
  list,
  /** empty: the usual columns */
  cols: z.array(z.string().max(60)).max(60),
  density: z.enum(['compact', 'roomy']).nullable(),
  size: z.literal(PAGE_SIZES).nullable(),
})

/** Remembers how a person likes a list: columns, density, rows of a page. */
export const rememberLook = operation(
  'view.save',
  lookInput,
  async ({ tx, actor }, { list: ofList, ...look }) => {
    if (actor.id === null) return refuse({ kind: 'noPerson' })
    const where = { userId_list: { userId: actor.id, list: ofList } }
    await tx.listLook.upsert({
      where,
      create: { userId: actor.id, list: ofList, ...look },
      update: look,
      select: { list: true },
    })
    return { ok: true as const }
  },
  { ...refusals, withoutAudit: 'how a list looks to one person changes nothing for anybody else' },
)

/** A person who did nothing for so long was away. */
const AWAY_MS = 30 * 60_000

/** Notes that a person is here, and when they were here the time before. */
export const noteVisit = operation(
  'view.save',
  z.object({}),
  async ({ tx, actor, now }) => {
    if (actor.id === null) return refuse({ kind: 'noPerson' })
    await tx.$executeRaw`
      INSERT INTO visit AS v (user_id, seen_at) VALUES (${actor.id}, ${now})
      ON CONFLICT (user_id) DO UPDATE SET
        before_at = CASE WHEN v.seen_at < ${new Date(now.getTime() - AWAY_MS)} THEN v.seen_at ELSE v.before_at END,
        seen_at = greatest(v.seen_at, ${now})`
    return { ok: true as const }
  },
  { ...refusals, withoutAudit: 'being here changes nothing' },
)
