import type { ReasonRow } from './reason-row'
import { MESSAGE_TEXTS } from './reason-tables/message-texts'

/** A code that a text describes without naming it. */
interface ReasonByWords {
  code: string
  /** what was recognised in the text */
  written: string
}

const MOST = 3
/** Of a shorter meaning a mail holds every word by chance. */
const LEAST_WORDS = 3
/** Words that say nothing of a reason. */
const EMPTY = new Set(
  'a an and are at be by for from has have in is it its not of on or that the this to was with'.split(' '),
)

/**
 * Codes whose message the text repeats: one of the messages in several languages, else the meaning in the reason table
 * word for word, in any order. `rows`: the reason table.
 */
export function reasonsByWords(text: string, rows: readonly ReasonRow[]): ReasonByWords[] {
  const said = wordsOf(text)
  const isSaid = (word: string) => said.some((one) => one.startsWith(word))
  const line = ` ${said.join(' ')} `
  const isTold = (message: string) =>
    message.startsWith('"') ? line.includes(` ${message.slice(1, -1)} `) : wordsOf(message).every(isSaid)
  const messages = MESSAGE_TEXTS.flatMap(([code, ...texts]) => {
    const written = texts.find(isTold)?.replaceAll('"', '')
    return written === undefined ? [] : [{ code, written }]
  })
  if (messages.length > 0) return messages.slice(0, MOST)
  const meanings = rows.filter(({ meaning }) => {
    const words = wordsOf(meaning).filter((word) => !EMPTY.has(word))
    return words.length >= LEAST_WORDS && words.every(isSaid)
  })
  return meanings.slice(0, MOST).map(({ code, meaning }) => ({ code, written: meaning }))
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
