import { z } from 'zod'
import type { OwnKind } from '@/lib/activation/reference/own-entry'
import { askRelabels } from '@/lib/data/reference/pending-relabels'
import { type OperationContext, operation, type Transaction } from '../operation'
import { MOST_LINES, type ReadLine, readEntryLines } from './entry-lines'
import { putEntry, refusalOf, rowsInForce } from './put-entry'
import { type FileRefusal, type ReferenceRefusal, sayReferenceRefusal } from './reference-refusal'
import { thenRelabel } from './then-relabel'

const text = z
  .string('Choose a file of at most 2 MB.')
  .max(2_000_000, 'The file is larger than 2 MB; an entries file never is.')
const input = z.object({ text, fileName: z.string().max(255).optional() })

/** What a line of the file would do, or has done. */
export type JudgedEntry = { line: number; kind: OwnKind | null; key: string | null } & (
  | { verdict: 'adds' | 'changes' | 'same' }
  | { verdict: 'wrong'; problem: string }
  | { verdict: 'refused'; refusal: ReferenceRefusal }
)

/** What a file of entries would add and change; stores nothing. */
export const inspectReferenceFile = operation(
  'reference.change',
  input,
  async ({ tx }, { text }) => {
    const read = readFile(text)
    if (!read.ok) return read
    return { ok: true as const, entries: await judge(tx, read.lines) }
  },
  { refusals: sayReferenceRefusal, withoutAudit: 'it stores nothing' },
)

const bring = operation(
  'reference.change',
  input,
  async (context, { text, fileName }) => {
    const read = readFile(text)
    if (!read.ok) return read
    const entries = await judge(context.tx, read.lines)
    const count = (verdict: JudgedEntry['verdict']) =>
      entries.filter((entry) => entry.verdict === verdict).length
    const counts = { added: count('adds'), changed: count('changes'), same: count('same') }
    const leftOut = count('wrong') + count('refused')
    if (counts.added + counts.changed === 0) {
      const refusal: FileRefusal = { kind: 'nothingToImport', same: counts.same, leftOut }
      return { ok: false as const, refusal }
    }
    const relabel = await put(context, read.lines, entries)
    await context.audit({
      action: 'reference.import',
      subjectType: 'reference',
      after: { name: fileName || 'a file', ...counts, leftOut },
    })
    return { ok: true as const, ...counts, leftOut, relabel, waits: false }
  },
  { refusals: sayReferenceRefusal, timeoutMs: 120_000 },
)

/**
 * Brings the entries of a file into the reference: what is new is added, what differs is changed, each with an
 * audit entry of its own; nothing is ever withdrawn, and the same file again changes nothing. Lines that are wrong
 * are left out.
 */
export const importReferenceFile = thenRelabel(bring)

function readFile(text: string): { ok: true; lines: ReadLine[] } | { ok: false; refusal: FileRefusal } {
  const lines = readEntryLines(text)
  if (lines.length === 0) return { ok: false, refusal: { kind: 'nothingInFile' } }
  if (lines.length > MOST_LINES) return { ok: false, refusal: { kind: 'tooManyLines', most: MOST_LINES } }
  return { ok: true, lines }
}

async function judge(tx: Transaction, lines: readonly ReadLine[]): Promise<JudgedEntry[]> {
  const rows = await rowsInForce(tx)
  return lines.map((read): JudgedEntry => {
    const { line } = read
    if (!read.ok) {
      return { line, kind: read.kind ?? null, key: read.key ?? null, verdict: 'wrong', problem: read.problem }
    }
    const { entry, key } = read
    const before = rows.get(`${entry.kind} ${key}`) ?? null
    const about = { line, kind: entry.kind, key }
    const refusal = refusalOf(entry, key, before)
    if (refusal?.kind === 'unchanged') return { ...about, verdict: 'same' }
    if (refusal !== undefined) return { ...about, verdict: 'refused', refusal }
    return { ...about, verdict: before === null ? 'adds' : 'changes' }
  })
}

/** Saves what adds or changes something. Returns the products to relabel. */
async function put(context: OperationContext, lines: readonly ReadLine[], judged: readonly JudgedEntry[]) {
  const { tx, actor, now } = context
  const products: string[] = []
  for (const [place, read] of lines.entries()) {
    const verdict = judged[place]?.verdict
    if (!read.ok || (verdict !== 'adds' && verdict !== 'changes')) continue
    const outcome = await putEntry(context, read.entry)
    if (outcome.ok && outcome.kind === 'product') products.push(outcome.key)
  }
  if (products.length === 0) return undefined
  return { activationIds: products, licenses: await askRelabels(tx, products, { by: actor.name, at: now }) }
}
