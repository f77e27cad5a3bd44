import type { AnswerVerdict, AskedRequest, JudgedAnswer } from '@/lib/activation/offline/answer-verdict'
import { matchAnswers } from '@/lib/activation/offline/match-answers'
import { referenceOf, requestState } from '@/lib/data/exchange/exchange-requests'
import {
  type LockedPackage,
  lockPackage,
  otherPackagesOf,
  storeAnswers,
} from '@/lib/data/exchange/package-store'
import { reserveActivations } from '../mak/reserve-activations'
import { type OperationContext, operation, type Transaction } from '../operation'
import { takeInput } from './exchange-input'
import { refuse, sayExchangeRefusal } from './exchange-refusal'

type Taken = Extract<AnswerVerdict, { kind: 'take' }>

/**
 * Takes confirmation IDs that came back, from a file or typed: those that match, line by line; the others stay out
 * with their reason. The same answers again change nothing. An answer that comes after its activation was given back
 * is held by a new entry where the balance reaches; where it does not, the machine counts once it is seen licensed.
 */
export const takeAnswers = operation(
  'exchange.change',
  takeInput,
  async (context, input) => {
    const { tx, actor, now, audit } = context
    const { number, answers, from, fileName, fileHash } = input
    const found = await lockPackage(tx, number)
    if (!found) return refuse({ kind: 'noSuchPackage' })
    const judged = await judgeAnswers(tx, found, answers, now)
    const taken = judged.flatMap(({ verdict }) => (verdict.kind === 'take' ? [verdict] : []))
    const counts = countsOf(judged)
    if (taken.length === 0) {
      const [only] = judged
      if (from === 'typed' && only) return refuse({ kind: 'notTaken', verdict: only.verdict })
      return refuse({ kind: 'nothingNew', ...counts })
    }
    const uncounted = await holdAgain(context, found, taken)
    const stored = taken.map(({ row, confirmationId }) => ({ row, confirmationId, from }))
    await storeAnswers(tx, number, stored, { name: actor.name, at: now })
    await audit({
      action: 'exchange.answer',
      subjectType: 'exchange',
      subjectId: String(number),
      after: {
        name: `package ${number}`,
        answers: taken.length,
        ...(counts.refused > 0 && { refusedLines: counts.refused }),
        ...(uncounted > 0 && { notYetInTheLedger: uncounted }),
        from: fileName === undefined ? from : `file ${fileName}`,
        ...(fileHash !== undefined && { sha256: fileHash }),
      },
    })
    return { ok: true as const, taken: taken.length, ...counts, uncounted }
  },
  { refusals: sayExchangeRefusal },
)

/** What each answer comes to against a package as it stands. */
export async function judgeAnswers(
  tx: Transaction,
  found: LockedPackage,
  answers: Parameters<typeof matchAnswers>[0],
  now: Date,
): Promise<JudgedAnswer[]> {
  const asked = found.requests.map(
    (row): AskedRequest => ({
      row: row.row,
      reference: referenceOf(found.number, row.row),
      installationId: row.installationId,
      state: requestState(row, found, now),
      confirmationId: row.confirmationId ?? undefined,
    }),
  )
  const ids = answers.map(({ installationId }) => (installationId ?? '').replace(/\D/g, ''))
  return matchAnswers(answers, asked, await otherPackagesOf(tx, found.number, ids))
}

function countsOf(judged: readonly JudgedAnswer[]) {
  const count = (kind: AnswerVerdict['kind']) => judged.filter(({ verdict }) => verdict.kind === kind).length
  return { known: count('known'), unanswered: count('unanswered'), refused: count('refused') }
}

/** Holds an activation for late answers whose own went back; returns how many the balance did not reach for. */
async function holdAgain(
  context: OperationContext,
  { number, keyId, requests }: LockedPackage,
  taken: readonly Taken[],
): Promise<number> {
  const rows = new Set(taken.map(({ row }) => row))
  let uncounted = 0
  for (const request of requests.filter((one) => rows.has(one.row) && one.givenBackAt !== null)) {
    const idempotencyKey = `exchange:${number}/late/${request.row}`
    const again = request.cause === 'rebuild' || request.cause === 'hardware' ? request.cause : undefined
    const answer = await reserveActivations(context, {
      keyId,
      idempotencyKey,
      machines: [{ name: request.machine, installationId: request.installationId, again }],
      reason: `Late answer to exchange package ${number}`,
      source: 'exchange',
    })
    if (!answer.ok) uncounted += 1
    await context.tx.exchangeRequest.update({
      where: { packageNumber_row: { packageNumber: number, row: request.row } },
      data: { entryKey: answer.ok ? (answer.entryKeys[0] ?? null) : null, givenBackAt: null },
      select: { row: true },
    })
  }
  return uncounted
}
