import type { AnswerLine, AnswerRefusal, AnswerVerdict, AskedRequest, JudgedAnswer } from './answer-verdict'
import { parseConfirmationId } from './confirmation-id'
import { nextState } from './exchange-state'
import { type AskedBook, findAsked } from './find-asked'

/** A line whose request and confirmation ID are both readable. */
interface ReadAnswer {
  line: number
  asked: AskedRequest
  digits: string
  isUsual: boolean
}

type Step = { line: number; verdict: AnswerVerdict } | { line: number; read: ReadAnswer }

/**
 * Matches the lines of an answer file to the requests of a package, each line by its installation ID. A line that
 * does not fit is refused with its reason and spoils no other; where two lines contradict each other, both are refused.
 */
export function matchAnswers(
  answers: readonly AnswerLine[],
  requests: readonly AskedRequest[],
  otherPackages: ReadonlyMap<string, number> = new Map(),
): JudgedAnswer[] {
  const book = {
    byInstallationId: new Map(requests.map((one) => [one.installationId, one])),
    otherPackages,
  }
  const steps = answers.map((answer) => readAnswer(answer, book))
  const read = steps.flatMap((step) => ('read' in step ? [step.read] : []))
  const taken = new Map(
    requests.flatMap((one) => (one.confirmationId === undefined ? [] : [[one.confirmationId, one] as const])),
  )
  const rows = Map.groupBy(read, ({ asked }) => asked.row)
  const ids = Map.groupBy(read, ({ digits }) => digits)
  return steps.map((step) => {
    if ('verdict' in step) return step
    const { line, asked, digits } = step.read
    const refusal =
      againstLines(step.read, rows.get(asked.row) ?? []) ??
      shared(step.read, ids.get(digits) ?? [], taken.get(digits))
    return { line, verdict: refusal ? refused(refusal) : verdictOf(step.read) }
  })
}

const refused = (refusal: AnswerRefusal): AnswerVerdict => ({ kind: 'refused', refusal })

function readAnswer(answer: AnswerLine, book: AskedBook): Step {
  const { line, problem } = answer
  if (problem !== undefined) return { line, verdict: refused({ kind: 'unreadable', reason: problem }) }
  const found = findAsked(answer, book)
  if (!found.ok) return { line, verdict: refused(found.refusal) }
  const { asked } = found
  const text = answer.confirmationId ?? ''
  const { row, reference } = asked
  if (text.trim() === '') return { line, verdict: { kind: 'unanswered', row, reference } }
  const parsed = parseConfirmationId(text)
  if (!parsed.ok) {
    return { line, verdict: refused({ kind: 'confirmationIdDamaged', damage: parsed.damage }) }
  }
  if (book.byInstallationId.has(parsed.digits)) {
    return { line, verdict: refused({ kind: 'confirmationIdIsInstallationId' }) }
  }
  return { line, read: { line, asked, digits: parsed.digits, isUsual: parsed.isUsual } }
}

function againstLines(own: ReadAnswer, sameRow: readonly ReadAnswer[]): AnswerRefusal | undefined {
  const other = sameRow.find(({ digits }) => digits !== own.digits)
  if (other !== undefined) return { kind: 'conflicting', line: other.line }
  const first = sameRow[0]
  return first !== undefined && first !== own ? { kind: 'duplicate', line: first.line } : undefined
}

function shared(
  own: ReadAnswer,
  sameId: readonly ReadAnswer[],
  takenBy: AskedRequest | undefined,
): AnswerRefusal | undefined {
  const other = sameId.find(({ asked }) => asked.row !== own.asked.row)?.asked
  const stored = takenBy?.row === own.asked.row ? undefined : takenBy
  const reference = (other ?? stored)?.reference
  return reference === undefined ? undefined : { kind: 'shared', with: reference }
}

function verdictOf({ asked, digits, isUsual }: ReadAnswer): AnswerVerdict {
  const { row, reference, state } = asked
  if (asked.confirmationId === digits) return { kind: 'known', row, reference }
  if (asked.confirmationId !== undefined) return refused({ kind: 'conflictsWithStored', reference })
  if (nextState(state, 'answer') === undefined) return refused({ kind: 'cancelled', reference })
  return { kind: 'take', row, reference, confirmationId: digits, isUsual, isLate: state === 'expired' }
}
