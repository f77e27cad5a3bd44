/** Which kinds of alert there are for whom, and by which limits. */
import { z } from 'zod'
import type { Limits } from '@/lib/activation/alert/alert'
import { kindOfRule, limitsOf } from '@/lib/activation/alert/alert-table'
import { onPrisma } from '@/lib/data/rows'
import { operation } from '../operation'
import { reason } from './alert-input'
import { refuse, sayAlertRefusal } from './alert-refusal'

const refusals = { refusals: sayAlertRefusal }
const rule = z.string().max(4)

/** Sets the limits of a kind; those left out go back to the table's. */
export const changeAlertLimits = operation(
  'alert.change',
  z.object({ rule, limits: z.record(z.string(), z.number()), reason }),
  async ({ tx, actor, now, audit }, input) => {
    const kind = kindOfRule(input.rule)
    if (!kind) return refuse({ kind: 'noSuchRule', rule: input.rule })
    for (const [limit, value] of Object.entries(input.limits)) {
      const row = kind.limits[limit]
      if (!row) return refuse({ kind: 'noSuchLimit', limit })
      const { least, most } = row
      if (!Number.isInteger(value) || value < least || value > most)
        return refuse({ kind: 'limitOutside', limit, least, most })
    }
    const stored = await tx.alertRule.findUnique({ where: { rule: kind.rule }, select: { limits: true } })
    const limits = Object.fromEntries(
      Object.entries(input.limits).filter(([name, value]) => kind.limits[name]?.usual !== value),
    )
    const words = { limits, changedAt: now, changedBy: actor.name }
    await tx.alertRule.upsert({
      where: { rule: kind.rule },
      create: { rule: kind.rule, ...words },
      update: words,
      select: { rule: true },
    })
    await audit({
      action: 'alert.changeLimits',
      subjectType: 'alertRule',
      subjectId: kind.rule,
      before: { name: kind.title, ...limitsOf(kind, (stored?.limits ?? {}) as Limits) },
      after: { name: kind.title, ...limitsOf(kind, limits) },
      reason: input.reason,
    })
    return { ok: true as const }
  },
  refusals,
)

/** Switches a kind off for everybody, which closes what is open of it, or on again. */
export const switchAlertRule = operation(
  'alert.change',
  z.object({ rule, isOn: z.boolean(), reason }),
  async ({ tx, actor, now, audit }, input) => {
    const kind = kindOfRule(input.rule)
    if (!kind) return refuse({ kind: 'noSuchRule', rule: input.rule })
    const words = { offReason: input.isOn ? null : input.reason, changedAt: now, changedBy: actor.name }
    await tx.alertRule.upsert({
      where: { rule: kind.rule },
      create: { rule: kind.rule, limits: {}, ...words },
      update: words,
      select: { rule: true },
    })
    if (!input.isOn) {
      await onPrisma(tx).rows(
        `WITH closed AS (
           UPDATE alert SET state = 'closed', closed_at = $2::timestamptz, closed_how = 'byHand', suppressed_by = NULL, calm_since = $2::timestamptz
            WHERE rule = $1 AND state <> 'closed' RETURNING id, severity)
         INSERT INTO alert_step (alert_id, at, step, severity, person_id, person, note)
         SELECT id, $2::timestamptz, 'closed', severity, $3, $4, $5 FROM closed RETURNING id`,
        [kind.rule, now, actor.id, actor.name, `This kind was switched off: ${input.reason}`],
      )
    }
    await audit({
      action: input.isOn ? 'alert.switchOn' : 'alert.switchOff',
      subjectType: 'alertRule',
      subjectId: kind.rule,
      after: { name: kind.title },
      reason: input.reason,
    })
    return { ok: true as const }
  },
  refusals,
)

/** A person's own choice not to hear of a kind, or to hear of it again. */
export const muteAlertRule = operation(
  'alert.rules',
  z.object({ rule, isMuted: z.boolean(), reason }),
  async ({ tx, actor, audit }, input) => {
    const kind = kindOfRule(input.rule)
    if (!kind) return refuse({ kind: 'noSuchRule', rule: input.rule })
    if (actor.id === null || actor.kind !== 'user') return refuse({ kind: 'noPerson' })
    const own = { userId: actor.id, rule: kind.rule }
    if (input.isMuted)
      await tx.alertMute.upsert({
        where: { userId_rule: own },
        create: own,
        update: {},
        select: { rule: true },
      })
    else await tx.alertMute.deleteMany({ where: own })
    await audit({
      action: input.isMuted ? 'alert.muteOwn' : 'alert.unmuteOwn',
      subjectType: 'alertRule',
      subjectId: kind.rule,
      after: { name: kind.title },
      reason: input.reason,
    })
    return { ok: true as const }
  },
  refusals,
)
