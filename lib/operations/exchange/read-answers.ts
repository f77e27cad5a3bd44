import type { AnswerLine } from '@/lib/activation/offline/answer-verdict'
import { maskValues } from '@/lib/activation/product/mask-values'
import { decodeText } from '@/lib/sources/decode'
import { ANSWER_LIMIT } from './exchange-input'
import { readAnswerJson } from './read-answer-json'
import { readAnswerTable } from './read-answer-table'
import { readAnswerWorkbook } from './read-answer-workbook'
import { readAnswerXml } from './read-answer-xml'
import { looksLikeWorkbook, readWorkbookRows, type WorkbookRefusal } from './workbook/workbook-rows'

/** Largest answer file: 2,000 answers with plenty around them. */
export const ANSWER_FILE_BYTES = 5 * 1024 * 1024

type AnswerFormat = 'table' | 'workbook' | 'json' | 'vamt'

export type ReadAnswers =
  | { ok: true; format: AnswerFormat; answers: AnswerLine[] }
  | { ok: false; refusal: AnswerFileRefusal }

export type AnswerFileRefusal =
  | { kind: 'noText' }
  | { kind: 'empty' }
  /** Neither a table with both columns, nor JSON, nor a VAMT list. */
  | { kind: 'notRecognised' }
  | { kind: 'noAnswers' }
  | { kind: 'tooMany'; answers: number; limit: number }
  | WorkbookRefusal

/**
 * Reads the answers out of a file that came back: our own CSV in any encoding, delimiter and order of columns, the
 * same table in an Excel workbook, our JSON, or a CIL or CILX of VAMT. Reads only; matching and taking come after.
 */
export async function readAnswers(bytes: Uint8Array): Promise<ReadAnswers> {
  if (looksLikeWorkbook(bytes)) {
    const workbook = await readWorkbookRows(bytes)
    return workbook.ok ? checked('workbook', readAnswerWorkbook(workbook.sheets)) : workbook
  }
  const { encoding, text: chunks } = await decodeText(once(bytes))
  if (encoding === 'binary') return { ok: false, refusal: { kind: 'noText' } }
  const parts: string[] = []
  for await (const chunk of chunks) parts.push(chunk)
  const text = parts.join('').replace(/^\uFEFF/, '')
  if (text.trim() === '') return { ok: false, refusal: { kind: 'empty' } }
  const start = text.trimStart().slice(0, 1)
  if (start === '<') return checked('vamt', readAnswerXml(text))
  if (start === '{' || start === '[') return checked('json', readAnswerJson(text))
  return checked('table', await readAnswerTable(text))
}

function checked(format: AnswerFormat, answers: AnswerLine[] | undefined): ReadAnswers {
  if (answers === undefined) return { ok: false, refusal: { kind: 'notRecognised' } }
  if (answers.length === 0) return { ok: false, refusal: { kind: 'noAnswers' } }
  if (answers.length > ANSWER_LIMIT) {
    return { ok: false, refusal: { kind: 'tooMany', answers: answers.length, limit: ANSWER_LIMIT } }
  }
  return { ok: true, format, answers: maskValues(answers) }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
