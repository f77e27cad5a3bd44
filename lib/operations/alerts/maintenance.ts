/** Planned stretches in which alerts are muted. */
import { z } from 'zod'
import { sayDay } from '@/lib/activation/words/say-date'
import { findMaintenanceTarget } from '@/lib/data/alerts/maintenance'
import { operation } from '../operation'
import { reason } from './alert-input'
import { type AlertRefusal, refuse, sayAlertRefusal } from './alert-refusal'

const refusals = { refusals: sayAlertRefusal }

const SCOPES = ['host', 'site', 'all'] as const

const nameOf = (window: { scope: string; target: string | null }) => window.target ?? 'everything'

/** Plans one. An end is a must; it may begin now. Of what nobody knows it would mute nothing. */
export const addMaintenance = operation(
  'alert.change',
  z.object({
    scope: z.enum(SCOPES),
    target: z.string().trim().max(255).optional(),
    from: z.iso.datetime({ error: 'Choose when it begins.' }).optional(),
    until: z.iso.datetime({ error: 'Choose when it ends.' }),
    reason,
  }),
  async ({ tx, actor, now, audit }, input) => {
    const startsAt = input.from ? new Date(input.from) : now
    const endsAt = new Date(input.until)
    if (endsAt <= startsAt || endsAt <= now) return refuse({ kind: 'endIsPast' })
    const target = await targetOf(input)
    if (typeof target === 'object' && target !== null) return refuse(target)
    const made = await tx.maintenanceWindow.create({
      data: {
        scope: input.scope,
        target,
        startsAt,
        endsAt,
        reason: input.reason,
        createdAt: now,
        createdBy: actor.name,
      },
      select: { id: true },
    })
    await audit({
      action: 'alert.addMaintenance',
      subjectType: 'maintenance',
      subjectId: String(made.id),
      after: {
        name: nameOf({ scope: input.scope, target }),
        from: startsAt.toISOString(),
        until: endsAt.toISOString(),
      },
      reason: input.reason,
    })
    return { ok: true as const, id: made.id, until: sayDay(endsAt.toISOString()) }
  },
  refusals,
)

/** What is muted, by the name it is shown under; null: everything. */
async function targetOf({
  scope,
  target,
}: {
  scope: (typeof SCOPES)[number]
  target?: string | undefined
}): Promise<string | null | AlertRefusal> {
  if (scope === 'all') return null
  if (!target) return { kind: 'noTarget' }
  return (await findMaintenanceTarget(scope, target)) ?? { kind: 'noSuchTarget', scope, target }
}

/** Ends one now, or takes back one that has not begun. */
export const endMaintenance = operation(
  'alert.change',
  z.object({ windowId: z.coerce.number().int().positive() }),
  async ({ tx, now, audit }, { windowId }) => {
    const window = await tx.maintenanceWindow.findUnique({
      where: { id: windowId },
      select: { scope: true, target: true, endsAt: true, endedAt: true },
    })
    if (!window || window.endedAt !== null || window.endsAt <= now) return refuse({ kind: 'noSuchWindow' })
    await tx.maintenanceWindow.update({
      where: { id: windowId },
      data: { endedAt: now },
      select: { id: true },
    })
    await audit({
      action: 'alert.endMaintenance',
      subjectType: 'maintenance',
      subjectId: String(windowId),
      after: { name: nameOf(window) },
    })
    return { ok: true as const }
  },
  refusals,
)
