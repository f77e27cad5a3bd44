/**
 * What may make a line look like another one, or part of one like what follows it: controls, line breaks, marks of direction,
 * characters without width. Source: Unicode Bidi_Control, and TR36.
 */
const UNSEEN = /[\p{Cc}\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]+/gu

/** One line of visible characters, cut to so many: what a machine is called, or a server says, may be anything. */
export function plainLine(text: string, longest = Number.POSITIVE_INFINITY): string {
  const line = text.replace(UNSEEN, ' ').replace(/ +/g, ' ').trim().toWellFormed()
  if (line.length <= longest) return line
  const symbols = [...line]
  return symbols.length <= longest ? line : `${symbols.slice(0, longest - 1).join('')}…`
}
