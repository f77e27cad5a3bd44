import { maskProductKeys } from '@/lib/activation/product/product-key'
import { REASON_ROWS } from '@/lib/activation/reason/reason-codes'
import { reasonsByWords } from '@/lib/activation/reason/reasons-by-words'
import type { OwnEntry } from '@/lib/activation/reference/own-entry'
import { referenceBook } from '@/lib/activation/reference/reference-book'
import { type Mentions, mentionsIn } from './desk-mentions'
import { readTold, type Told } from './desk-told'

/** A text of the desk, read: what it says by itself and what it names. */
export interface DeskText {
  told: Told
  mentions: Mentions
  /** The text without its product keys. */
  masked: string
}

/** Reads a text that was pasted, without the record. `own`: the reference entries of ours. */
export async function readDeskText(
  text: string,
  { hostName, own, now }: { hostName?: string | undefined; own: readonly OwnEntry[]; now: Date },
): Promise<DeskText> {
  const masked = maskProductKeys(text)
  const book = referenceBook(own)
  const context = { observedAt: now.toISOString(), ...(hostName && { hostName }) }
  const told = await readTold(masked, context, now, book)
  const mentions = mentionsIn(masked, book)
  return { masked, told, mentions: told.readAs === undefined ? withDescribed(mentions, masked) : mentions }
}

/** A text that names no code may say what one says. */
function withDescribed(mentions: Mentions, text: string): Mentions {
  if (mentions.codes.length > 0) return mentions
  const described = reasonsByWords(text, REASON_ROWS)
  return {
    ...mentions,
    codes: described.map(({ code }) => code),
    corrected: described.map(({ code, written }) => ({ written: `“${written}”`, code })),
  }
}
