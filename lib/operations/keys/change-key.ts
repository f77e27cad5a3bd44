import { z } from 'zod'
import {
  type KeyKind,
  type KeyRecord,
  type KeyWords,
  lockKey,
  setRetired,
  updateKeyWords,
} from '@/lib/data/keys/key-rows'
import { enterPastUses, waitForMerge } from '@/lib/data/mak/enter-past-uses'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { onPrisma } from '@/lib/data/rows'
import { operation } from '../operation'
import { storedKeyGroup } from './key-groups'
import { keyReason, keyWordsInput } from './key-input'
import { type KeyRefusal, sayKeyOperationRefusal } from './key-refusal'

const aKey = z.object({ keyId: z.uuid() })

/** Changes what is said about a key: what it is for, its products, key group, agreement, owner, note. */
export const editKey = operation(
  'key.change',
  keyWordsInput.extend(aKey.shape),
  async ({ tx, actor, now, audit }, { keyId, ...input }) => {
    await waitForMerge(onPrisma(tx))
    const key = await lockKey(tx, keyId)
    if (!key) return refuse({ kind: 'noSuchKey' })
    const { hosts } = await loadReferenceBook(actor)
    const words: KeyWords = {
      label: input.label,
      keyGroup: storedKeyGroup(key.kind as KeyKind, input.keyGroup, hosts.groups),
      activationIds: input.activationIds,
      agreement: input.agreement || null,
      owner: input.owner || null,
      note: input.note || null,
    }
    const { before, after } = changedWords(key, words)
    if (Object.keys(after).length === 0) return refuse({ kind: 'unchanged' })
    await updateKeyWords(tx, keyId, words)
    // Which products a MAK is for decides which readings spoke of it.
    await enterPastUses(onPrisma(tx), [keyId], now)
    const name = nameOf(key)
    await audit({
      action: 'key.edit',
      subjectType: 'key',
      subjectId: keyId,
      before: { name, ...before },
      after: { name, ...after },
    })
    return { ok: true as const }
  },
  { refusals: sayKeyOperationRefusal, timeoutMs: 120_000 },
)

/** Takes a key out of use: it stays with its history, and is offered for nothing any more. */
export const retireKey = operation(
  'key.change',
  aKey.extend({ reason: keyReason }),
  async ({ tx, now, audit }, { keyId, reason }) => {
    const key = await lockKey(tx, keyId)
    if (!key) return refuse({ kind: 'noSuchKey' })
    if (key.retiredAt) return refuse({ kind: 'unchanged' })
    await setRetired(tx, keyId, { at: now, reason })
    const name = nameOf(key)
    await audit({ action: 'key.retire', subjectType: 'key', subjectId: keyId, after: { name }, reason })
    return { ok: true as const }
  },
  { refusals: sayKeyOperationRefusal },
)

/** Restores a retired key. */
export const restoreKey = operation(
  'key.change',
  aKey.extend({ reason: keyReason }),
  async ({ tx, audit }, { keyId, reason }) => {
    const key = await lockKey(tx, keyId)
    if (!key) return refuse({ kind: 'noSuchKey' })
    if (!key.retiredAt) return refuse({ kind: 'unchanged' })
    await setRetired(tx, keyId, null)
    const name = nameOf(key)
    await audit({ action: 'key.restore', subjectType: 'key', subjectId: keyId, after: { name }, reason })
    return { ok: true as const }
  },
  { refusals: sayKeyOperationRefusal },
)

function refuse(refusal: KeyRefusal) {
  return { ok: false as const, refusal }
}

/** How the audit log calls a key. */
export function nameOf({ label, lastFive }: Pick<KeyRecord, 'label' | 'lastFive'>): string {
  return `${label} (${lastFive})`
}

/** Only the words that differ; lists as text, absent ones as null. */
function changedWords(key: KeyRecord, words: KeyWords) {
  const fields = Object.keys(words) as (keyof KeyWords)[]
  const asText = (value: string | string[] | null) => (Array.isArray(value) ? value.join(', ') : value)
  const changed = fields.filter((field) => asText(key[field]) !== asText(words[field]))
  const of = (source: KeyWords) => Object.fromEntries(changed.map((field) => [field, asText(source[field])]))
  return { before: of(key), after: of(words) }
}
