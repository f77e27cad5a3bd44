import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { enterHostReadings } from '@/lib/data/keys/host-register'
import { insertKey, joinWholeKey, lockKeyInventory } from '@/lib/data/keys/key-rows'
import { sealKey } from '@/lib/data/keys/sealed-key'
import { enterPastUses, waitForMerge } from '@/lib/data/mak/enter-past-uses'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { onPrisma } from '@/lib/data/rows'
import { keyRing } from '@/lib/server/key-encryption'
import { type OperationContext, operation, type Transaction } from '../operation'
import { type JudgedKey, type JudgedLine, judgeKeys } from './judge-keys'
import { storedKeyGroup } from './key-groups'
import { keyChoice, keyFacts, keyListText } from './key-input'
import { type KeyRefusal, sayKeyOperationRefusal } from './key-refusal'
import { keysSealedElsewhere } from './sealed-elsewhere'

/** What would happen with each line of a pasted list; stores nothing, and the answer holds no key. */
export const inspectKeys = operation(
  'key.change',
  z.object({ text: keyListText }),
  async ({ tx, actor }, { text }) => {
    const unreadable = await unreadableKeys(tx)
    if (unreadable) return { ok: false as const, refusal: unreadable }
    const lines = await judgeKeys(tx, text, await loadReferenceBook(actor))
    return { ok: true as const, lines: lines.map(({ judged }) => judged) }
  },
  { refusals: sayKeyOperationRefusal, secretFields: ['text'], withoutAudit: 'it stores nothing' },
)

const addInput = keyFacts.extend({
  text: keyListText,
  /** the lines to add; others are left out */
  choices: z.array(keyChoice).min(1, 'Choose at least one line.'),
})

export interface AddedKey {
  line: number
  part: number
  keyId: string
  lastFive: string
  label: string
  /** the whole key joined a row that knew its last five */
  joined: boolean
}

/**
 * Adds the chosen lines of a pasted list. Every line is judged again, so one that somebody else added
 * meanwhile is left out and said so. A whole key is stored sealed and appears in no answer.
 */
export const addKeys = operation(
  'key.change',
  addInput,
  async (context, input) => {
    const { tx, actor, now } = context
    await waitForMerge(onPrisma(tx))
    await lockKeyInventory(tx)
    const unreadable = await unreadableKeys(tx)
    if (unreadable) return { ok: false as const, refusal: unreadable }
    const book = await loadReferenceBook(actor)
    const judged = await judgeKeys(tx, input.text, book)
    const added: AddedKey[] = []
    for (const choice of input.choices) {
      const isAdded = added.some((one) => isSamePlace(one, choice))
      const line = isAdded ? undefined : judged.find((one) => isSamePlace(one.judged, choice))
      const keyGroup = storedKeyGroup(choice.kind, choice.keyGroup, book.hosts.groups)
      const row = line && (await addLine(context, line, { ...choice, keyGroup }, input))
      if (row) added.push(row)
    }
    if (added.length === 0) return { ok: false as const, refusal: { kind: 'nothingToAdd' as const } }
    const keyIds = added.map(({ keyId }) => keyId)
    await enterHostReadings(onPrisma(tx), now, keyIds)
    await enterPastUses(onPrisma(tx), keyIds, now)
    const left = judged.filter(({ judged: one }) => !added.some((other) => isSamePlace(other, one)))
    return { ok: true as const, added, left: left.map((one): JudgedLine => one.judged) }
  },
  // A list added while an import is being recorded waits for it.
  { refusals: sayKeyOperationRefusal, secretFields: ['text'], timeoutMs: 120_000 },
)

interface Place {
  line: number
  part: number
}

const isSamePlace = (one: Place, other: Place) => one.line === other.line && one.part === other.part

type Choice = Omit<z.output<typeof keyChoice>, 'keyGroup'> & { keyGroup: string | null }
type Facts = z.output<typeof keyFacts>

async function addLine(
  context: OperationContext,
  { judged, key }: JudgedKey,
  choice: Choice,
  facts: Facts,
): Promise<AddedKey | undefined> {
  const { verdict, lastFive, line, part } = judged
  if (lastFive === undefined) return undefined
  if (verdict.kind === 'joins' && key !== undefined) {
    await joinKey(context, verdict.keyId, key, { lastFive, label: verdict.label })
    return { line, part, keyId: verdict.keyId, lastFive, label: verdict.label, joined: true }
  }
  if (verdict.kind !== 'new' && verdict.kind !== 'newByLastFive') return undefined
  const keyId = await storeKey(context, { key, lastFive }, choice, facts)
  return { line, part, keyId, lastFive, label: choice.label, joined: false }
}

async function storeKey(
  { tx, actor, now, audit }: OperationContext,
  { key, lastFive }: { key: string | undefined; lastFive: string },
  { kind, label, keyGroup, activationIds }: Choice,
  facts: Facts,
): Promise<string> {
  const id = randomUUID()
  const words = { label, keyGroup, agreement: facts.agreement || null, owner: facts.owner || null }
  await insertKey(tx, {
    ...words,
    id,
    kind,
    lastFive,
    activationIds: activationIds.map((one) => one.replace(/[{}]/g, '').toLowerCase()),
    note: facts.note || null,
    whole: key === undefined ? null : sealKey(key, id),
    addedAt: now,
    addedById: actor.id,
    addedBy: actor.name,
  })
  const stored = key === undefined ? 'last five' : 'full key, encrypted'
  const after = { name: `${label} (${lastFive})`, kind, ...definedOnly(words), stored }
  await audit({ action: 'key.add', subjectType: 'key', subjectId: id, after })
  return id
}

async function joinKey(
  { tx, audit }: OperationContext,
  keyId: string,
  key: string,
  { lastFive, label }: { lastFive: string; label: string },
): Promise<void> {
  await joinWholeKey(tx, keyId, sealKey(key, keyId))
  const name = `${label} (${lastFive})`
  await audit({
    action: 'key.join',
    subjectType: 'key',
    subjectId: keyId,
    before: { name, stored: 'last five' },
    after: { name, stored: 'full key, encrypted' },
  })
}

/** Keys sealed with an encryption key that this process does not have: nothing can be compared with them. */
async function unreadableKeys(tx: Transaction): Promise<KeyRefusal | undefined> {
  const ring = keyRing()
  const elsewhere = await keysSealedElsewhere(tx, ring)
  return elsewhere.keys === 0 ? undefined : { kind: 'unreadableKeys', ...elsewhere, current: ring.current.id }
}

function definedOnly(words: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).filter((entry): entry is [string, string] => entry[1] !== null),
  )
}
