import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type PlanInput, readPlanInput } from '@/lib/activation/plan/plan-inventory'
import type { WhatIfJson } from '@/lib/activation/whatif/answer-json'
import { readQuestion, type WhatIfQuestion } from '@/lib/activation/whatif/question'
import { changeWords } from '@/lib/activation/whatif/whatif-sentence'
import { sayList } from '@/lib/activation/words/say-amounts'
import { addVersion, newestVersion } from '@/lib/data/plan/plan-store'
import { addWhatIf } from '@/lib/data/whatif/what-if-store'
import { enqueueWhatIf } from '@/lib/jobs/queue'
import { followed } from '../followed'
import { operation } from '../operation'
import { refuse, sayPlanRefusal } from './plan-refusal'

const aRun = z.object({ id: z.uuid() })

/** 'kms01.corp.example is switched off on 10 Dec 2026' */
function titleOf({ changes, days }: WhatIfQuestion): string {
  if (changes.length === 0) return `Nothing changes for ${days} days`
  return sayList(changes.map(changeWords)).slice(0, 1_000)
}

/** Notes a question; askWhatIf hands it to the worker. */
export const noteWhatIf = operation(
  'plan.change',
  z.object({ question: z.unknown() }),
  async ({ tx, actor, now, audit }, { question }) => {
    const read = readQuestion(question)
    if (!read.ok) return refuse({ kind: 'wrongInput', path: read.path, problem: read.problem })
    const id = randomUUID()
    const title = titleOf(read.question)
    await addWhatIf(tx, { id, title, question: read.question, askedAt: now, askedBy: actor.name })
    await audit({ action: 'whatIf.ask', subjectType: 'whatIf', subjectId: id, after: { name: title } })
    return { ok: true as const, id }
  },
  { refusals: sayPlanRefusal },
)

/** Asks what changes would do: returns at once, the worker works it out. */
export const askWhatIf = followed(noteWhatIf, async (done) => {
  await enqueueWhatIf(done)
  return done
})

/** Stops one that waits or runs; whoever works at it sees so at its next report. */
export const cancelWhatIf = operation(
  'plan.change',
  aRun,
  async ({ tx, now, audit }, { id }) => {
    const run = await tx.whatIfRun.findUnique({ where: { id }, select: { title: true } })
    if (!run) return refuse({ kind: 'noSuchRun' })
    const { count } = await tx.whatIfRun.updateMany({
      where: { id, state: { in: ['waiting', 'running'] } },
      data: { state: 'cancelled', finishedAt: now },
    })
    if (count === 0) return refuse({ kind: 'alreadyOver' })
    await audit({
      action: 'whatIf.cancel',
      subjectType: 'whatIf',
      subjectId: id,
      before: { name: run.title },
    })
    return { ok: true as const }
  },
  { refusals: sayPlanRefusal },
)

/** Makes the steps of an answer steps of the plan: its next version has them. */
export const planWhatIf = operation(
  'plan.change',
  aRun,
  async ({ tx, actor, now, audit }, { id }) => {
    const run = await tx.whatIfRun.findUnique({ where: { id }, select: { title: true, answer: true } })
    if (!run) return refuse({ kind: 'noSuchRun' })
    if (run.answer === null) return refuse({ kind: 'notDone' })
    const newest = await newestVersion(tx)
    if (!newest) return refuse({ kind: 'noPlan' })
    const before = newest.input as unknown as PlanInput
    if (before.scenarios?.some(({ title }) => title === run.title))
      return refuse({ kind: 'unchanged', number: newest.number })
    const { steps } = run.answer as unknown as WhatIfJson
    const input: PlanInput = {
      ...before,
      scenarios: [...(before.scenarios ?? []), { title: run.title, steps }],
    }
    const read = readPlanInput(input)
    if (!read.ok) return refuse({ kind: 'wrongInput', path: read.path, problem: read.problem })
    const note = `With the steps of: ${run.title}`.slice(0, 500)
    const number = await addVersion(tx, newest, input, { origins: newest.origins, note, now, by: actor.name })
    await audit({
      action: 'plan.save',
      subjectType: 'plan',
      subjectId: String(number),
      after: { name: `version ${number}`, note },
    })
    return { ok: true as const, number }
  },
  { refusals: sayPlanRefusal },
)
