import type { Prisma } from '@/generated/prisma/client'
import type { LapseJson, WhatIfJson } from '@/lib/activation/whatif/answer-json'
import type { WhatIfQuestion } from '@/lib/activation/whatif/question'
import type { Transaction } from '../audit'
import { jsonText } from '../json-text'
import { type DataReader, mustBeAble } from '../permission'
import { pool } from '../pool'
import { prisma } from '../prisma'
import { readRows, rowsOf } from '../rows'

export type WhatIfState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'

/** A question that was asked. Times are ISO 8601 UTC. */
export interface WhatIfRun {
  id: string
  title: string
  question: WhatIfQuestion
  askedAt: string
  askedBy: string
  state: WhatIfState
  /** in percent */
  progress: number
  finishedAt: string | null
  problem: string | null
}

export interface WhatIfDone {
  answer: Omit<WhatIfJson, 'lapses'>
  lapses: LapseJson[]
}

const FACTS = 'id, title, question, asked_at, asked_by, state, progress, finished_at, problem'
const RUNS_SHOWN = 200

/** The questions asked, the newest first. Throws NotPermitted without `plan.read`. */
export async function loadWhatIfRuns(reader: DataReader): Promise<WhatIfRun[]> {
  mustBeAble(reader, 'plan.read')
  return readRows(`SELECT ${FACTS} FROM what_if_run ORDER BY asked_at DESC, id LIMIT ${RUNS_SHOWN}`)
}

/** One of them; undefined where there is none. Throws NotPermitted without `plan.read`. */
export async function loadWhatIfRun(reader: DataReader, id: string): Promise<WhatIfRun | undefined> {
  mustBeAble(reader, 'plan.read')
  if (!/^[0-9a-f-]{36}$/i.test(id)) return undefined
  const [run] = await readRows<WhatIfRun>(`SELECT ${FACTS} FROM what_if_run WHERE id::text = lower($1)`, [id])
  return run
}

/** Its answer, once it is done. The caller has checked the permission. */
export async function loadWhatIfAnswer(id: string): Promise<WhatIfDone | undefined> {
  const [done] = await readRows<WhatIfDone>(
    `SELECT answer, lapses FROM what_if_run WHERE id::text = lower($1) AND state = 'done'`,
    [id],
  )
  return done
}

/** Keeps a question that waits for its answer. */
export async function addWhatIf(
  tx: Transaction,
  {
    question,
    ...facts
  }: { id: string; title: string; question: WhatIfQuestion; askedAt: Date; askedBy: string },
): Promise<void> {
  await tx.whatIfRun.create({
    data: { ...facts, question: question as unknown as Prisma.InputJsonValue, state: 'waiting' },
    select: { id: true },
  })
}

/** Of the lease of whoever works at it. */
export const whatIfLease = (id: string) => `what-if ${id}`

export async function findUnfinishedWhatIfs(): Promise<string[]> {
  const runs = await prisma().whatIfRun.findMany({
    where: { state: { in: ['waiting', 'running'] } },
    select: { id: true },
  })
  return runs.map(({ id }) => id)
}

/** Takes one on; undefined when it was cancelled or is over. One that somebody broke off begins again. */
export async function startWhatIf(id: string): Promise<WhatIfQuestion | undefined> {
  const [run] = await rowsOf<{ question: WhatIfQuestion }>(
    pool(),
    `UPDATE what_if_run SET state = 'running', progress = 0 WHERE id = $1 AND state IN ('waiting', 'running') RETURNING question`,
    [id],
  )
  return run?.question
}

/** Says how far it is; false when it was cancelled meanwhile. */
export async function reportWhatIf(id: string, progress: number): Promise<boolean> {
  const { rowCount } = await pool().query(
    "UPDATE what_if_run SET progress = $2 WHERE id = $1 AND state = 'running'",
    [id, Math.round(progress)],
  )
  return rowCount === 1
}

export async function finishWhatIf(id: string, { lapses, ...answer }: WhatIfJson, now: Date): Promise<void> {
  await pool().query(
    `UPDATE what_if_run SET state = 'done', progress = 100, finished_at = $2, answer = $3, lapses = $4
      WHERE id = $1 AND state = 'running'`,
    [id, now, jsonText(answer), jsonText(lapses)],
  )
}

export async function failWhatIf(id: string, problem: string, now: Date): Promise<void> {
  await pool().query(
    `UPDATE what_if_run SET state = 'failed', finished_at = $2, problem = $3
      WHERE id = $1 AND state IN ('waiting', 'running')`,
    [id, now, problem],
  )
}
