import { compareVersions, type VersionChange } from '@/lib/activation/plan/difference-sentence'
import { type KnownFacts, type KnownInput, knownInput, type Origins } from '@/lib/activation/plan/known-fleet'
import { planActivation } from '@/lib/activation/plan/plan'
import { type Difference, planBesideToday } from '@/lib/activation/plan/plan-difference'
import type { PlanInput } from '@/lib/activation/plan/plan-inventory'
import type { WatchDay } from '@/lib/activation/plan/watch-report'
import { type DataReader, mustBeAble } from '../permission'
import { loadKnownFacts, loadTodayFacts } from './known-facts'
import {
  loadShownVersion,
  loadVersion,
  loadVersions,
  loadWatch,
  loadWatchCurve,
  type PlanVersion,
  type PlanVersionRow,
  type PlanWatch,
} from './plan-store'

/** A plan as it is shown: a version, or a draft of what is known. */
export interface ShownPlan {
  /** undefined: nobody saved it */
  version?: PlanVersion
  input: PlanInput
  origins: Origins
  /** of a draft: what it was made from */
  facts?: KnownFacts
}

export interface PlanView extends ShownPlan {
  versions: PlanVersionRow[]
  differences: Difference[]
  /** of the plan in force: how far today was from it, now and by day */
  watch?: PlanWatch
  days: Omit<WatchDay, 'waiting'>[]
  compared?: { number: number; changes: VersionChange[] }
}

/**
 * The plan of an address: the version asked for, else the one in force, else the newest, else a draft of what is known. Undefined for
 * a version that there is not. Throws NotPermitted without `plan.read`.
 */
export async function loadPlan(
  reader: DataReader,
  asked: number | undefined,
  now: Date,
): Promise<ShownPlan | undefined> {
  mustBeAble(reader, 'plan.read')
  const version = await loadShownVersion(asked)
  if (version) return { version, input: version.input, origins: version.origins }
  if (asked !== undefined) return undefined
  const facts = await loadKnownFacts(now)
  const known = knownInput(facts)
  return { input: known.input, origins: known.origins, facts }
}

/** The same with all versions, beside today and beside another version. Throws NotPermitted without `plan.read`. */
export async function loadPlanPage(
  reader: DataReader,
  { version: asked, beside }: { version?: number; beside?: number },
  now: Date,
): Promise<PlanView | undefined> {
  const shown = await loadPlan(reader, asked, now)
  if (shown === undefined) return undefined
  const { version, input } = shown
  const [versions, watch, other] = await Promise.all([
    loadVersions(),
    version && isInForce(version) ? loadWatch() : undefined,
    version && beside !== undefined ? loadVersion(beside) : undefined,
  ])
  return {
    ...shown,
    versions,
    differences: watch ? watch.differences : await differencesNow(shown, now),
    ...(watch && { watch }),
    days: watch ? await loadWatchCurve(watch.number) : [],
    ...(other && {
      compared: {
        number: other.number,
        changes: compareVersions(withPlan(other.input), withPlan(input)),
      },
    }),
  }
}

const withPlan = (input: PlanInput) => ({ input, plan: planActivation(input) })

export const isInForce = ({ inForceAt, endedAt }: PlanVersionRow): boolean =>
  inForceAt !== null && endedAt === null

/** A plan that nobody watches beside what is known now. */
async function differencesNow({ input, facts }: ShownPlan, now: Date): Promise<Difference[]> {
  if (input.networks.length === 0) return []
  return planBesideToday(input, facts ?? (await loadTodayFacts(now))).differences
}

/** What the form of a plan starts from: a version, or what is known, which every version is marked by. */
export async function loadPlanInputs(
  reader: DataReader,
  from: number | undefined,
  now: Date,
): Promise<{ known: KnownInput; start: ShownPlan }> {
  mustBeAble(reader, 'plan.read')
  const [facts, version] = await Promise.all([
    loadKnownFacts(now),
    from === undefined ? undefined : loadVersion(from),
  ])
  const known = knownInput(facts)
  const { input, origins } = version ?? known
  return { known, start: { ...(version && { version }), input, origins } }
}
