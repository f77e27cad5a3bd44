import { maskProductKeys } from '@/lib/activation/product/product-key'

/** Longest excerpt of a source that is kept with a rejection, in characters. */
export const EXCERPT_LENGTH = 200

/** Far more than an excerpt, so that a key cut at the end of the excerpt is still seen whole. */
const LOOK_AT = 4096

/** `slmgr.vbs COMPUTER USER PASSWORD /switch`: the remote form carries a password. */
const REMOTE_SLMGR = /(slmgr(?:\.vbs)?["']?\s+\S+)\s+\S+\s+\S+(\s+[/-])/gi
/** `psexec -u USER -p PASSWORD`, `winrs -p:PASSWORD`. */
const PASSWORD_OPTION = /(\b(?:psexec|winrs)\b.*?\s[-/]p(?:assword)?[: ]\s*)\S+/gi

// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f-\u009f]+/g
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g

/**
 * A short piece of a source for a person to recognise: product keys and passwords masked, control
 * characters replaced by a blank, at most 200 characters.
 */
export function excerptOf(text: string): string {
  const plain = text.slice(0, LOOK_AT).replace(INVISIBLE, '').replace(CONTROL_CHARACTERS, ' ').trim()
  const masked = maskProductKeys(plain)
    .replace(REMOTE_SLMGR, '$1 *** ***$2')
    .replace(PASSWORD_OPTION, '$1***')
  return masked.length > EXCERPT_LENGTH ? `${masked.slice(0, EXCERPT_LENGTH - 1)}…` : masked
}
