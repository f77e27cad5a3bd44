import type { OwnEntry, OwnKind } from '@/lib/activation/reference/own-entry'
import { parseInput } from '../parse-input'
import { type Entry, entryInput, keyOf } from './entry-input'

/** Our entries as one file: JSON Lines, one entry a line, so that every problem has the number of its line. */

/** More lines are refused at once; the published tables have some 1,200 rows. */
export const MOST_LINES = 2_000

/** { kind, key, value, source, dated, note } in the order of kinds and keys: the same entries give the same file. */
export function printEntryLines(entries: readonly OwnEntry[]): string {
  const sorted = entries.toSorted((one, other) => orderOf(one).localeCompare(orderOf(other), 'en'))
  const lines = sorted.map(({ kind, key, value, mark: { source, dated, note } }) =>
    JSON.stringify({ kind, key, value, source, dated, ...(note && { note }) }),
  )
  return lines.map((line) => `${line}\n`).join('')
}

const orderOf = ({ kind, key }: OwnEntry) => `${kind} ${key}`

export type ReadLine =
  | { line: number; ok: true; entry: Entry; key: string }
  | { line: number; ok: false; kind?: OwnKind; key?: string; problem: string }

/** Reads such a file up to one line too many; each that is not empty comes back as an entry, or with what is wrong with it. */
export function readEntryLines(text: string): ReadLine[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const filled = lines.flatMap((words, place) => (words.trim() === '' ? [] : [{ line: place + 1, words }]))
  const seen = new Map<string, number>()
  return filled.slice(0, MOST_LINES + 1).map(({ line, words }) => {
    const read = readLine(line, words)
    if (!read.ok) return read
    const name = `${read.entry.kind} ${read.key}`
    const earlier = seen.get(name)
    seen.set(name, earlier ?? line)
    if (earlier === undefined) return read
    const problem = `The file already has this entry on line ${earlier}.`
    return { line, ok: false, kind: read.entry.kind, key: read.key, problem }
  })
}

function readLine(line: number, words: string): ReadLine {
  let json: unknown
  try {
    json = JSON.parse(words)
  } catch {
    return { line, ok: false, problem: 'This is not JSON: each line is one entry in braces.' }
  }
  const parsed = parseInput(entryInput, json)
  if (parsed.success) return { line, ok: true, entry: parsed.data, key: keyOf(parsed.data) }
  const [issue] = parsed.error.issues
  const path = issue?.path.join('.') ?? ''
  const problem = `${path === '' ? '' : `${path}: `}${issue?.message ?? 'This is not an entry.'}`
  return { line, ok: false, problem }
}
