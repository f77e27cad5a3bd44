import { z } from 'zod'
import { readPlanInput } from '@/lib/activation/plan/plan-inventory'
import { notePlanWatch } from '@/lib/data/plan/keep-watch'
import { addVersion, newestVersion, saysTheSame } from '@/lib/data/plan/plan-store'
import { followed } from '../followed'
import { operation, type Transaction } from '../operation'
import { refuse, sayPlanRefusal } from './plan-refusal'

const note = z
  .string('Write what this version is about.')
  .trim()
  .min(3, 'Write what this version is about.')
  .max(500)
const number = z.coerce.number().int().positive()
const origins = z.record(z.string(), z.record(z.string(), z.enum(['observed', 'assumed', 'entered'])))

/** Keeps the inputs of a plan as its next version. */
export const savePlan = operation(
  'plan.change',
  z.object({ input: z.unknown(), origins, note }),
  async ({ tx, actor, now, audit }, { input, origins: marks, note: words }) => {
    const read = readPlanInput(input)
    if (!read.ok) return refuse({ kind: 'wrongInput', path: read.path, problem: read.problem })
    const newest = await newestVersion(tx)
    if (newest && saysTheSame(newest.input, read.input))
      return refuse({ kind: 'unchanged', number: newest.number })
    const made = await addVersion(tx, newest, read.input, {
      origins: marks,
      note: words,
      now,
      by: actor.name,
    })
    await audit({
      action: 'plan.save',
      subjectType: 'plan',
      subjectId: String(made),
      after: { name: `version ${made}`, note: words, networks: read.input.networks.length },
    })
    return { ok: true as const, number: made }
  },
  { refusals: sayPlanRefusal },
)

const aDay = z.iso
  .date('Enter a day, such as 2027-03-01.')
  .nullish()
  .transform((day) => day ?? null)

/** Takes a version into force instead of the one that is: from now on the fleet is watched against it. */
export const decideOnPlan = operation(
  'plan.change',
  z.object({ number, dueOn: aDay }),
  async ({ tx, actor, now, audit }, { number: wanted, dueOn }) => {
    const version = await tx.planVersion.findUnique({
      where: { number: wanted },
      select: { inForceAt: true, endedAt: true },
    })
    if (!version) return refuse({ kind: 'noSuchVersion' })
    if (version.inForceAt && !version.endedAt) return refuse({ kind: 'alreadyInForce', number: wanted })
    if (dueOn !== null && dueOn < now.toISOString().slice(0, 10)) return refuse({ kind: 'dueInThePast' })
    const ended = await endOthers(tx, now)
    await tx.planVersion.update({
      where: { number: wanted },
      data: {
        inForceAt: now,
        inForceBy: actor.name,
        dueOn: dueOn === null ? null : new Date(dueOn),
        endedAt: null,
      },
      select: { number: true },
    })
    await audit({
      action: 'plan.takeIntoForce',
      subjectType: 'plan',
      subjectId: String(wanted),
      before: { inForce: ended },
      after: { name: `version ${wanted}`, inForce: wanted, due: dueOn },
    })
    return { ok: true as const, number: wanted }
  },
  { refusals: sayPlanRefusal },
)

/** The same, and looks at once how far today is from it. */
export const takePlanIntoForce = followed(decideOnPlan, async (done, _, { now = new Date() }) => {
  await notePlanWatch(now)
  return done
})

/** Ends the plan in force without another one. */
export const endPlan = operation(
  'plan.change',
  z.object({ reason: z.string('Write why.').trim().min(3, 'Write why.').max(500) }),
  async ({ tx, now, audit }, { reason }) => {
    const ended = await endOthers(tx, now)
    if (ended === null) return refuse({ kind: 'notInForce' })
    await audit({
      action: 'plan.end',
      subjectType: 'plan',
      subjectId: String(ended),
      before: { name: `version ${ended}` },
      reason,
    })
    return { ok: true as const }
  },
  { refusals: sayPlanRefusal },
)

async function endOthers(tx: Transaction, now: Date): Promise<number | null> {
  const [inForce] = await tx.planVersion.findMany({
    where: { inForceAt: { not: null }, endedAt: null },
    select: { number: true },
  })
  if (!inForce) return null
  await tx.planVersion.update({
    where: { number: inForce.number },
    data: { endedAt: now },
    select: { number: true },
  })
  return inForce.number
}
