import type { PlanFacts } from '@/lib/activation/alert/console-rules'
import { sayDifference } from '@/lib/activation/plan/difference-sentence'
import { SETTLING_DAYS } from '@/lib/activation/plan/plan-difference'
import { loadPlanInForce, loadWatch } from '../plan/plan-store'

const DAY_MS = 86_400_000

/** What the plan in force says and today does not, by network, once it has had its time; nothing where it is kept. */
export async function loadPlanFacts(now: Date): Promise<PlanFacts[]> {
  const [plan, watch] = await Promise.all([loadPlanInForce(), loadWatch()])
  if (!plan?.inForceAt || !watch) return []
  if (now.getTime() < Date.parse(plan.inForceAt) + SETTLING_DAYS * DAY_MS) return []
  const { dueOn } = plan
  const at = watch.notedAt
  const methods = watch.differences.flatMap((one) =>
    one.what === 'method' && one.machines > one.waiting ? [one] : [],
  )
  const hosts = watch.differences.flatMap((one) =>
    one.what === 'host' && one.kind === 'add' ? [one.host] : [],
  )
  return [
    ...[...Map.groupBy(methods, ({ network }) => network)].map(([network, own]) => ({
      object: network,
      machines: own.reduce((sum, { machines, waiting }) => sum + machines - waiting, 0),
      hosts: [],
      found: own
        .map((one) => sayDifference({ ...one, machines: one.machines - one.waiting, waiting: 0 }))
        .join(' '),
      dueOn,
      at,
    })),
    ...(hosts.length > 0 ? [{ object: 'KMS hosts', machines: 0, hosts, found: '', dueOn, at }] : []),
  ]
}
