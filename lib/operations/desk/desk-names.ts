import { CODE_WITH_LETTERS } from '@/lib/activation/reason/misread-code'
import { normaliseCode } from '@/lib/activation/reason/reason-code'

/** Which words of a text are meant as the name of a machine or a KMS host. */
export interface MeantNames {
  /** Lower-case, as they stand: looked up whole. */
  whole: string[]
  /** Of these the ones that can be nothing else: where none is known, the nearest are offered. */
  surely: string[]
}

const MOST = { whole: 60, surely: 6 } as const

const TOKEN =
  /(?<![\p{L}\p{N}_.@-])[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,252}(?<=[\p{L}\p{N}_])(?![\p{L}\p{N}_@-])/gu
/** A word after one of these is a name, whatever it looks like. */
const CUES: ReadonlySet<string> = new Set('on from hostname named name auf von'.split(' '))
/** A word after one of these may be a name, and is as often a verb: "the computer could not". */
const KINDS: ReadonlySet<string> = new Set('machine host computer client pc laptop rechner'.split(' '))
/** Nor is it one when it is one of these. */
const NO_NAMES: ReadonlySet<string> = new Set(
  `the a an this that my our his her their all it is was and or at by for since until with kms dns windows office server to of in no
   not event error code room version build line port day monday tuesday wednesday thursday friday saturday sunday today yesterday
   tomorrow now then home start startup boot login purpose site every each both some any other another montag dienstag mittwoch
   donnerstag freitag samstag sonntag heute gestern der die das dem den ein eine einem einen nicht`.split(
    /\s+/,
  ),
)
const FILE = /\.(?:vbs|exe|dll|ps1|txt|log|evtx|xml|csv|png|jpg|pdf|docx?|xlsx?|zip|msi|bat|cmd)$/
const NOT_A_NAME = /^(?:x{5}(?:-|$)|0x|[\d.,:-]+$|kb\d{6,7}$|\d+(?:h|min|ms|gb|mb|x)$)/

/**
 * Words with a digit, a hyphen or a dot are meant as names, the others only where they stand alone or after a word such
 * as "on": "the KMS" is no host called kms. Blanks may stand for hyphens: "ber kiosk 037".
 */
export function namesIn(text: string): MeantNames {
  const tokens = [...text.matchAll(TOKEN)].map(([token]) => token.toLowerCase())
  const whole = new Set<string>()
  const surely = new Set<string>()
  for (const [at, token] of tokens.entries()) {
    const isAlone = tokens.length === 1
    if (NOT_A_NAME.test(token) || normaliseCode(token) !== undefined || token.match(CODE_WITH_LETTERS))
      continue
    if (NO_NAMES.has(token) || CUES.has(token) || KINDS.has(token)) {
      if (isAlone) whole.add(token)
      continue
    }
    const before = tokens[at - 1] ?? ''
    const isCued = isAlone || CUES.has(before)
    if (!isCued && !KINDS.has(before) && !/[\d.-]/.test(token)) continue
    whole.add(token)
    const isLikeName = isCued || (token.includes('-') && /\d/.test(token))
    if (isLikeName && !FILE.test(token)) surely.add(token)
  }
  for (const { name, isMeant } of joinedByBlanks(tokens)) {
    whole.add(name)
    if (!isMeant) continue
    surely.add(name)
    // Its parts are no names by themselves.
    for (const part of name.split('-')) for (const names of [whole, surely]) names.delete(part)
  }
  return { whole: [...whole].slice(0, MOST.whole), surely: [...surely].slice(0, MOST.surely) }
}

/** Two or three words that end in a number, as one name: the longer reading first. Meant: it begins the text, or follows a cue. */
function joinedByBlanks(tokens: readonly string[]): { name: string; isMeant: boolean }[] {
  return tokens.flatMap((token, at) => {
    if (!/^\d{1,5}$/.test(token)) return []
    return [3, 2].flatMap((length) => {
      const from = at - length + 1
      const words = from < 0 ? [] : tokens.slice(from, at)
      const areNames = words.length === length - 1 && words.every((word) => /^[a-z]{2,12}$/.test(word))
      const isOther = (word: string) => NO_NAMES.has(word) || CUES.has(word) || KINDS.has(word)
      if (!areNames || words.some(isOther)) return []
      const before = tokens[from - 1] ?? ''
      const isMeant = from === 0 || CUES.has(before) || KINDS.has(before)
      return [{ name: [...words, token].join('-'), isMeant }]
    })
  })
}
