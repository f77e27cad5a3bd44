/** What people do with alerts. Each leaves a step in the alert's history and an entry in the audit log. */
import { z } from 'zod'
import type { AlertStep, Evidence } from '@/lib/activation/alert/alert'
import { alertSentence } from '@/lib/activation/alert/alert-sentence'
import { onPrisma } from '@/lib/data/rows'
import { type OperationContext, operation } from '../operation'
import { alertIds, note, reason, until } from './alert-input'
import { refuse, sayAlertRefusal } from './alert-refusal'

const refusals = { refusals: sayAlertRefusal }

/** What a person changes; `set`: assignments with $3 and on for `values`. */
interface Act {
  step: AlertStep
  set: string
  values?: readonly unknown[]
  note?: string | undefined
}

interface Changed {
  id: number
  kind: string
  object: string
  objectName: string
  evidence: Evidence
}

/** Changes those that are not closed, and writes the step of each. Returns what they say. */
async function act(
  { tx, actor, now }: OperationContext,
  ids: readonly number[],
  todo: Act,
): Promise<string[]> {
  const sql = onPrisma(tx)
  const changed = await sql.rows<Changed>(
    `UPDATE alert SET ${todo.set} WHERE id = ANY($1::int[]) AND state <> 'closed' AND $2::timestamptz IS NOT NULL
     RETURNING id, kind, object, object_name, evidence`,
    [ids, now, ...(todo.values ?? [])],
  )
  await sql.rows(
    `INSERT INTO alert_step (alert_id, at, step, severity, person_id, person, note)
     SELECT id, $2::timestamptz, $3, severity, $4, $5, $6 FROM alert WHERE id = ANY($1::int[]) ORDER BY id RETURNING id`,
    [changed.map(({ id }) => id), now, todo.step, actor.id, actor.name, todo.note || null],
  )
  return changed.map((alert) => alertSentence({ ...alert, threshold: {} }, now.getTime()).text)
}

const MOST_NAMED = 20

/** Of one alert its sentence, of many how many there were and the first of them. */
const subjectOf = (ids: readonly number[], texts: readonly string[]) => ({
  subjectType: 'alert',
  ...(ids.length === 1 && { subjectId: String(ids[0]) }),
  after: {
    name: texts.length === 1 ? texts[0] : `${texts.length} alerts`,
    ...(texts.length > 1 && { alerts: texts.slice(0, MOST_NAMED) }),
  },
})

/** A silent one stays silent; an unknown one stays unknown. */
const FROM_OPEN = (state: string) =>
  `state = CASE WHEN state IN ('open', 'acknowledged', 'snoozed') THEN '${state}' ELSE state END`

/** Takes alerts on: no reminders, no escalation. A key that was seen is dealt with by that. */
export const acknowledgeAlerts = operation(
  'alert.act',
  z.object({ alertIds, note: note.optional() }),
  async (context, input) => {
    const acted = await act(context, input.alertIds, {
      step: 'acknowledged',
      set: `acknowledged_at = $2, snoozed_until = NULL, ${FROM_OPEN('acknowledged')}`,
      note: input.note,
    })
    if (acted.length === 0) return refuse({ kind: 'noneOpen' })
    await closeSeenKeys(context, input.alertIds)
    await context.audit({
      action: 'alert.acknowledge',
      ...subjectOf(input.alertIds, acted),
      ...(input.note && { reason: input.note }),
    })
    return { ok: true as const, alerts: acted.length }
  },
  refusals,
)

/** A30 clears by acknowledgement: what was seen cannot be unseen. */
async function closeSeenKeys({ tx, actor, now }: OperationContext, ids: readonly number[]): Promise<void> {
  await onPrisma(tx).rows(
    `WITH closed AS (
       UPDATE alert SET state = 'closed', closed_at = $2::timestamptz, closed_how = 'byHand', calm_since = NULL
        WHERE id = ANY($1::int[]) AND rule = 'A30' AND state <> 'closed' RETURNING id, severity)
     INSERT INTO alert_step (alert_id, at, step, severity, person_id, person)
     SELECT id, $2::timestamptz, 'closed', severity, $3, $4 FROM closed RETURNING id`,
    [ids, now, actor.id, actor.name],
  )
}

/** Says who is on it; null: nobody. */
export const assignAlerts = operation(
  'alert.act',
  z.object({ alertIds, personId: z.string().max(100).nullable() }),
  async (context, { alertIds: ids, personId }) => {
    const person = personId
      ? await context.tx.user.findFirst({
          where: { id: personId, disabledAt: null },
          select: { id: true, name: true },
        })
      : null
    if (personId && !person) return refuse({ kind: 'noSuchPerson' })
    const acted = await act(context, ids, {
      step: 'assigned',
      set: 'assignee_id = $3',
      values: [person?.id ?? null],
      note: person?.name ?? 'nobody',
    })
    if (acted.length === 0) return refuse({ kind: 'noneOpen' })
    const { after, ...subject } = subjectOf(ids, acted)
    await context.audit({
      action: 'alert.assign',
      ...subject,
      after: { ...after, assignee: person?.name ?? null },
    })
    return { ok: true as const, alerts: acted.length }
  },
  refusals,
)

/** Silences alerts until a moment. */
export const snoozeAlerts = operation(
  'alert.act',
  z.object({ alertIds, until, note: note.optional() }),
  async (context, input) => {
    if (Date.parse(input.until) <= context.now.getTime()) return refuse({ kind: 'endIsPast' })
    const acted = await act(context, input.alertIds, {
      step: 'snoozed',
      set: `snoozed_until = $3::timestamptz, ${FROM_OPEN('snoozed')}`,
      values: [input.until],
      note: input.note,
    })
    if (acted.length === 0) return refuse({ kind: 'noneOpen' })
    const { after, ...subject } = subjectOf(input.alertIds, acted)
    await context.audit({
      action: 'alert.snooze',
      ...subject,
      after: { ...after, until: input.until },
      ...(input.note && { reason: input.note }),
    })
    return { ok: true as const, alerts: acted.length }
  },
  refusals,
)

/** Closes alerts that still hold: they are accepted as they are until they were well once, or get worse. */
export const closeAlerts = operation(
  'alert.act',
  z.object({ alertIds, reason }),
  async (context, input) => {
    const acted = await act(context, input.alertIds, {
      step: 'closed',
      set: `state = 'closed', closed_at = $2, closed_how = 'byHand', suppressed_by = NULL, calm_since = NULL`,
      note: input.reason,
    })
    if (acted.length === 0) return refuse({ kind: 'noneOpen' })
    await context.audit({ action: 'alert.close', ...subjectOf(input.alertIds, acted), reason: input.reason })
    return { ok: true as const, alerts: acted.length }
  },
  refusals,
)

/** Writes beside the history of an alert. */
export const noteAlert = operation(
  'alert.note',
  z.object({ alertId: z.coerce.number().int().positive(), note: note.min(1, 'Write a note.') }),
  async (context, input) => {
    const acted = await act(context, [input.alertId], { step: 'noted', set: 'id = id', note: input.note })
    if (acted.length === 0) return refuse({ kind: 'noneOpen' })
    await context.audit({ action: 'alert.note', ...subjectOf([input.alertId], acted), reason: input.note })
    return { ok: true as const }
  },
  refusals,
)
