import type { Prisma } from '@/generated/prisma/client'
import type { Origins } from '@/lib/activation/plan/known-fleet'
import type { Difference } from '@/lib/activation/plan/plan-difference'
import type { PlanInput } from '@/lib/activation/plan/plan-inventory'
import type { WatchDay } from '@/lib/activation/plan/watch-report'
import type { Transaction } from '../audit'
import { readRows } from '../rows'

/** A version of the plan without what it says. Times are ISO 8601 UTC. */
export interface PlanVersionRow {
  number: number
  note: string
  madeAt: string
  madeBy: string
  inForceAt: string | null
  inForceBy: string | null
  /** 'YYYY-MM-DD' */
  dueOn: string | null
  endedAt: string | null
}

export interface PlanVersion extends PlanVersionRow {
  input: PlanInput
  origins: Origins
}

const FACTS = 'number, note, made_at, made_by, in_force_at, in_force_by, due_on, ended_at'

/** All versions, the newest first. The caller has checked the permission. */
export const loadVersions = (): Promise<PlanVersionRow[]> =>
  readRows(`SELECT ${FACTS} FROM plan_version ORDER BY number DESC`)

export async function loadVersion(number: number): Promise<PlanVersion | undefined> {
  const [version] = await readRows<PlanVersion>(
    `SELECT ${FACTS}, input, origins FROM plan_version WHERE number = $1`,
    [number],
  )
  return version
}

/** The version asked for; without a number the one in force, else the newest. */
export async function loadShownVersion(asked: number | undefined): Promise<PlanVersion | undefined> {
  if (asked !== undefined) return loadVersion(asked)
  const [version] = await readRows<PlanVersion>(
    `SELECT ${FACTS}, input, origins FROM plan_version
      ORDER BY in_force_at IS NOT NULL AND ended_at IS NULL DESC, number DESC LIMIT 1`,
  )
  return version
}

/** The plan in force, where there is one. */
export async function loadPlanInForce(): Promise<PlanVersion | undefined> {
  const [version] = await readRows<PlanVersion>(
    `SELECT ${FACTS}, input, origins FROM plan_version WHERE in_force_at IS NOT NULL AND ended_at IS NULL`,
  )
  return version
}

/** How far today was from the plan in force when it was looked at last. */
export interface PlanWatch {
  number: number
  day: string
  notedAt: string
  machines: number
  differing: number
  differences: Difference[]
}

/** The newest note of the plan in force. The caller has checked the permission. */
export async function loadWatch(): Promise<PlanWatch | undefined> {
  const [watch] = await readRows<PlanWatch>(
    `SELECT w.number, w.day, w.noted_at, w.machines, w.differing, w.differences
       FROM plan_watch w JOIN plan_version v ON v.number = w.number AND v.in_force_at IS NOT NULL AND v.ended_at IS NULL
      ORDER BY w.day DESC LIMIT 1`,
  )
  return watch
}

/** The notes of a version ($1) since it came into force last: it may have been before. */
const NOTES = `FROM plan_watch w JOIN plan_version v USING (number)
  WHERE number = $1 AND w.day >= (v.in_force_at AT TIME ZONE 'UTC')::date ORDER BY w.day`

/** What differed when a version was looked at first since it came into force. */
export async function loadFirstDifferences(number: number): Promise<Difference[]> {
  const [first] = await readRows<Pick<PlanWatch, 'differences'>>(`SELECT w.differences ${NOTES} LIMIT 1`, [
    number,
  ])
  return first?.differences ?? []
}

/** By day since it came into force, the oldest first, without what waited: that stands in the differences of each day. */
export const loadWatchCurve = (number: number): Promise<Omit<WatchDay, 'waiting'>[]> =>
  readRows(`SELECT w.day, w.machines, w.differing ${NOTES}`, [number])

/** The same with what waited. */
export const loadWatchDays = (number: number): Promise<WatchDay[]> =>
  readRows(
    `SELECT w.day, w.machines, w.differing, (SELECT coalesce(sum((d ->> 'waiting')::int), 0)::int
              FROM jsonb_array_elements(w.differences) d WHERE d ->> 'what' = 'method') AS waiting
       ${NOTES}`,
    [number],
  )

/** The newest version, which nobody else adds to meanwhile. */
export async function newestVersion(tx: Transaction) {
  await tx.$executeRaw`LOCK TABLE plan_version IN SHARE ROW EXCLUSIVE MODE`
  return tx.planVersion.findFirst({
    orderBy: { number: 'desc' },
    select: { number: true, input: true, origins: true },
  })
}

/** Adds the version after the newest and returns its number. */
export async function addVersion(
  tx: Transaction,
  newest: { number: number } | null,
  input: PlanInput,
  facts: { origins: unknown; note: string; now: Date; by: string },
): Promise<number> {
  const next = (newest?.number ?? 0) + 1
  await tx.planVersion.create({
    data: {
      number: next,
      input: sorted(input) as Prisma.InputJsonValue,
      origins: facts.origins as Prisma.InputJsonValue,
      note: facts.note,
      madeAt: facts.now,
      madeBy: facts.by,
    },
    select: { number: true },
  })
  return next
}

/** Whether the kept inputs and these are the same. */
export const saysTheSame = (kept: unknown, input: PlanInput): boolean =>
  JSON.stringify(kept) === JSON.stringify(sorted(input))

/** With its fields in the order in which the database gives them back, so that two can be compared. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).sort(
    ([one], [other]) => one.length - other.length || (one < other ? -1 : 1),
  )
  return Object.fromEntries(fields.map(([name, own]) => [name, sorted(own)]))
}
