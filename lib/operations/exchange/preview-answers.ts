import { createHash } from 'node:crypto'
import type { AnswerLine, JudgedAnswer } from '@/lib/activation/offline/answer-verdict'
import { verdictSentence } from '@/lib/activation/offline/exchange-sentence'
import { lockPackage } from '@/lib/data/exchange/package-store'
import { mustBeAble } from '@/lib/data/permission'
import { inPrismaTransaction } from '@/lib/data/prisma'
import { aside } from '@/lib/jobs/threads'
import type { Actor } from '../operation'
import { type AnswerFileRefusal, readAnswers } from './read-answers'
import { judgeAnswers } from './take-answers'

/** One line of a file that came back, before anything is taken. */
export interface PreviewLine {
  line: number
  kind: 'take' | 'known' | 'unanswered' | 'refused'
  reference: string | null
  machine: string | null
  sentence: string
}

export type AnswersPreview =
  | {
      ok: true
      /** Hexadecimal, of the bytes that came. */
      fileHash: string
      lines: PreviewLine[]
      counts: { take: number; known: number; unanswered: number; refused: number }
      /** What to hand to takeAnswers; without the lines that have nothing to take. */
      answers: AnswerLine[]
    }
  | { ok: false; refusal: AnswerFileRefusal | { kind: 'noSuchPackage' } }

const readAside = aside('reading', 'readAnswers', readAnswers)

/** What each line of an answer file would come to; changes nothing. Throws NotPermitted without `exchange.change`. */
export async function previewAnswers(
  actor: Actor,
  number: number,
  bytes: Uint8Array,
  now: Date,
): Promise<AnswersPreview> {
  mustBeAble(actor, 'exchange.change')
  const read = await readAside(bytes)
  return inPrismaTransaction(async (tx) => {
    const found = await lockPackage(tx, number)
    if (!found) return { ok: false, refusal: { kind: 'noSuchPackage' } }
    if (!read.ok) return read
    const judged = await judgeAnswers(tx, found, read.answers, now)
    const machines = new Map(found.requests.map(({ row, machine }) => [row, machine]))
    const kindOf = (line: JudgedAnswer) => line.verdict.kind
    const count = (kind: PreviewLine['kind']) => judged.filter((line) => kindOf(line) === kind).length
    return {
      ok: true,
      fileHash: createHash('sha256').update(bytes).digest('hex'),
      lines: judged.map((one) => previewLine(one, machines)),
      counts: {
        take: count('take'),
        known: count('known'),
        unanswered: count('unanswered'),
        refused: count('refused'),
      },
      answers: read.answers,
    }
  })
}

function previewLine({ line, verdict }: JudgedAnswer, machines: ReadonlyMap<number, string>): PreviewLine {
  const isRefused = verdict.kind === 'refused'
  return {
    line,
    kind: verdict.kind,
    reference: isRefused ? null : verdict.reference,
    machine: isRefused ? null : (machines.get(verdict.row) ?? null),
    sentence: verdictSentence(verdict),
  }
}
