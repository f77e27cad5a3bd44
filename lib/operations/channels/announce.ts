import type { Severity } from '@/lib/activation/alert/alert'
import { judgeStep } from '@/lib/activation/notice/judge-step'
import type { Route } from '@/lib/activation/notice/route'
import { REMINDED_AFTER_MS, REMINDED_AGAIN_MS, whenTold } from '@/lib/activation/notice/when-told'
import {
  loadRoutes,
  loadTold,
  loadUnannounced,
  type NewNotice,
  saveNotices,
  type UnannouncedStep,
} from '@/lib/data/notices/outbox'
import { loadToEscalate, loadToRemind, type Overdue } from '@/lib/data/notices/overdue'
import { withLease } from '@/lib/data/work-lease'
import { tellDue } from './tell'

const MOST_STEPS = 5_000

/**
 * Decides who hears of what became of alerts, and puts what is due on its way. Of several processes one does; what it decided
 * and what it queued is in the database with the same commit, so a kill loses nothing and tells nothing twice.
 */
export async function announce(now: Date): Promise<void> {
  await withLease('notices', async () => {
    const routes = await loadRoutes()
    while (await decide(routes, now)) {
      // As long as a full batch was there, more may wait.
    }
    await decideOverdue(routes, now)
    await tellDue(routes, now)
  })
}

/** Decides about the oldest steps; true where there may be more. */
async function decide(routes: readonly Route[], now: Date): Promise<boolean> {
  const steps = await loadUnannounced(MOST_STEPS)
  if (steps.length === 0) return false
  const told = await loadTold([...new Set(steps.map(({ id }) => id))])
  const notices = steps.flatMap((step) => routes.flatMap((route) => noticeOf(step, route, told, now)))
  await saveNotices(
    notices,
    steps.map(({ stepId }) => stepId),
    now,
  )
  return steps.length === MOST_STEPS
}

/** What a route makes of a step. `told` follows along: a later step of the same alert may be in the same batch. */
function noticeOf(step: UnannouncedStep, route: Route, told: Map<string, Severity>, now: Date): NewNotice[] {
  const group = `${route.id} ${step.id}`
  const judged = judgeStep(step.step, step, route, told.get(group))
  if (!judged) return []
  const { kind, why = null } = judged
  if (why === null && (kind === 'opening' || kind === 'worse')) told.set(group, step.severity)
  if (why === null && kind === 'closing') told.delete(group)
  const common = { routeId: route.id, alertId: step.id, stepId: step.stepId, kind }
  if (why !== null) return [{ ...common, why, dueAt: null, isHeld: false }]
  const { dueAt, isHeld } = whenTold(route, { kind, severity: step.severity }, now)
  return [{ ...common, why, dueAt: dueAt.toISOString(), isHeld }]
}

/** Escalations and reminders: time alone makes them due. */
async function decideOverdue(routes: readonly Route[], now: Date): Promise<void> {
  const [escalate, remind] = await Promise.all([
    loadToEscalate(now),
    loadToRemind(now, { firstMs: REMINDED_AFTER_MS, againMs: REMINDED_AGAIN_MS }),
  ])
  const notices = [
    ...escalate.flatMap((one) => overdueNotice(one, 'escalation', routes, now)),
    ...remind.flatMap((one) => overdueNotice(one, 'reminder', routes, now)),
  ]
  if (notices.length > 0) await saveNotices(notices, [], now)
}

function overdueNotice(
  { routeId, alertId, severity }: Overdue,
  kind: 'escalation' | 'reminder',
  routes: readonly Route[],
  now: Date,
): NewNotice[] {
  const route = routes.find(({ id }) => id === routeId)
  if (!route) return []
  const { dueAt, isHeld } = whenTold(route, { kind, severity }, now)
  return [{ routeId, alertId, stepId: null, kind, why: null, dueAt: dueAt.toISOString(), isHeld }]
}
