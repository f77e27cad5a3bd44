import { watchReport } from '@/lib/activation/plan/watch-report'
import { loadFirstDifferences, loadPlanInForce, loadWatch, loadWatchDays } from '../plan/plan-store'
import type { ReportLoader } from './report-request'

/** R19: how far the fleet is from the plan in force, as it was noted last and by day. */
export const loadPlanKept: ReportLoader = async (_, { now }) => {
  const [plan, watch] = await Promise.all([loadPlanInForce(), loadWatch()])
  if (plan === undefined) return watchReport(undefined, now.getTime())
  const [first, days] = await Promise.all([loadFirstDifferences(plan.number), loadWatchDays(plan.number)])
  return watchReport({ plan, watch, first, days }, now.getTime())
}
