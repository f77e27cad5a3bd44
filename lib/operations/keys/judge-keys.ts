import { productByAvmaSuffix, productByGvlkSuffix } from '@/lib/activation/product/gvlk-suffix'
import { type KeyLine, readKeyLines } from '@/lib/activation/product/key-lines'
import { sayKeyRefusal } from '@/lib/activation/product/key-sentence'
import type { ProductKeyRefusal } from '@/lib/activation/product/product-key'
import type { ReferenceBook } from '@/lib/activation/reference/reference-book'
import type { Transaction } from '@/lib/data/audit'
import { findKeyEvidence } from '@/lib/data/keys/key-evidence'
import { findLikeKeys, type KeyKind, type KeyRecord } from '@/lib/data/keys/key-rows'
import { digestsOf } from '@/lib/data/keys/sealed-key'
import { type KeyRing, keyRing } from '@/lib/server/key-encryption'
import { type KeyProposal, proposeKey } from './propose-key'

/** What would happen with one line of a pasted list. Holds no key: it goes to the browser. */
export type KeyVerdict =
  | { kind: 'new' }
  /** Only the last five are known; the whole key may join later. */
  | { kind: 'newByLastFive' }
  /** We know this one by its last five; now its whole key would be stored with it. */
  | { kind: 'joins'; keyId: string; label: string; keyKind: KeyKind }
  | { kind: 'held'; keyId: string; label: string; isRetired: boolean }
  | { kind: 'repeated'; line: number }
  /** A published set-up key: nothing secret, so it is not stored. */
  | { kind: 'published'; product: string }
  | { kind: 'wrong'; sentence: string }
  /** Words around the keys of a mail. */
  | { kind: 'noKey' }

export interface JudgedLine {
  line: number
  /** 1-based: which of several keys in the line. */
  part: number
  /** What stood beside the key. */
  words: string
  lastFive: string | undefined
  verdict: KeyVerdict
  proposal: KeyProposal | undefined
}

/** A judged line with its key, for those that store it. Never leaves the operation. */
export interface JudgedKey {
  judged: JudgedLine
  key: string | undefined
}

/** Judges each line of a pasted list on its own, against our keys, the published ones and the evidence. */
export async function judgeKeys(tx: Transaction, text: string, book: ReferenceBook): Promise<JudgedKey[]> {
  const lines = readKeyLines(text)
  const keys = lines.flatMap(({ reading }) => ('key' in reading ? [reading.key] : []))
  const lastFives = [...new Set(lines.flatMap((line) => lastFiveOf(line) ?? []))]
  const ring = keyRing()
  const held = await findLikeKeys(
    tx,
    keys.flatMap((key) => digestsOf(key, ring)),
    lastFives,
  )
  const evidence = await findKeyEvidence(tx, lastFives)
  return lines.map((line, index) => {
    const lastFive = lastFiveOf(line)
    const verdict = verdictOf(line, lines.slice(0, index), { held, ring }, book)
    const isNew = verdict.kind === 'new' || verdict.kind === 'newByLastFive'
    const proposal =
      isNew && lastFive !== undefined ? proposeKey(lastFive, evidence, book.hosts.groups) : undefined
    const key = 'key' in line.reading ? line.reading.key : undefined
    return {
      key,
      judged: { line: line.line, part: line.part, words: line.words, lastFive, verdict, proposal },
    }
  })
}

function lastFiveOf({ reading }: KeyLine): string | undefined {
  if (!reading.ok) return undefined
  return 'key' in reading ? reading.partialKey : reading.lastFiveOnly
}

/** Keys of ours that may be the same, and what their digests are made with. */
interface Known {
  held: readonly KeyRecord[]
  ring: KeyRing
}

function verdictOf(
  line: KeyLine,
  before: readonly KeyLine[],
  known: Known,
  { catalogue }: ReferenceBook,
): KeyVerdict {
  const { reading } = line
  if (!reading.ok) return ofRefusal(reading.refusal)
  const lastFive = 'key' in reading ? reading.partialKey : reading.lastFiveOnly
  const published =
    productByGvlkSuffix(lastFive, catalogue.publishedKeys) ??
    productByAvmaSuffix(lastFive, catalogue.publishedKeys)
  if (published !== undefined) return { kind: 'published', product: productName(published) }
  const earlier = before.find((one) => isSame(one, line))
  if (earlier !== undefined) return { kind: 'repeated', line: earlier.line }
  return 'key' in reading ? ofWholeKey(reading.key, lastFive, known) : ofLastFive(lastFive, known.held)
}

function ofRefusal(refusal: ProductKeyRefusal): KeyVerdict {
  if (refusal.kind === 'wrongLength' && refusal.symbols === 0) return { kind: 'noKey' }
  return { kind: 'wrong', sentence: sayKeyRefusal(refusal) }
}

function ofWholeKey(key: string, lastFive: string, { held, ring }: Known): KeyVerdict {
  const digests = digestsOf(key, ring)
  const equal = held.find(({ digest }) => digest !== null && digests.some((one) => isEqual(one, digest)))
  if (equal !== undefined) return heldAs(equal)
  const open = held.find((one) => one.lastFive === lastFive && one.sealed === null && one.retiredAt === null)
  if (open === undefined) return { kind: 'new' }
  return { kind: 'joins', keyId: open.id, label: open.label, keyKind: open.kind as KeyKind }
}

function ofLastFive(lastFive: string, held: readonly KeyRecord[]): KeyVerdict {
  const same = held.find((one) => one.lastFive === lastFive)
  return same === undefined ? { kind: 'newByLastFive' } : heldAs(same)
}

const heldAs = ({ id, label, retiredAt }: KeyRecord): KeyVerdict => ({
  kind: 'held',
  keyId: id,
  label,
  isRetired: retiredAt !== null,
})

function isSame(one: KeyLine, other: KeyLine): boolean {
  if (!one.reading.ok || !other.reading.ok) return false
  if ('key' in one.reading && 'key' in other.reading) return one.reading.key === other.reading.key
  return lastFiveOf(one) === lastFiveOf(other)
}

const isEqual = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0

const productName = ({ generation, name, family }: { generation: string; name: string; family: string }) =>
  family === 'office' ? name : `${generation} ${name}`
