/** Events are limited to 64 KiB of data by Windows; this is far beyond one with its rendered message. */
export const LONGEST_EVENT = 512 * 1024
const LONGEST_DOCTYPE = 2048

/**
 * Where a construct ends: 'end' after its last character; 'restart' where another event begins before this
 * one has ended; 'open' when neither is there within its longest length.
 */
export type Bounds = { kind: 'end' | 'restart'; at: number } | { kind: 'open' }

const OPEN: Bounds = { kind: 'open' }
/** What can begin within an event and matters to where it ends; nearly always the first hit is its end. */
const INNER = /<!--|<!\[CDATA\[|<\?|<\/Event\s*>|<Event(?=[\s/>])/g
const CLOSING: Readonly<Record<string, string>> = { '<!--': '-->', '<![CDATA[': ']]>', '<?': '?>' }

export function longestOf(token: string): number {
  return token === '<!DOCTYPE' ? LONGEST_DOCTYPE : LONGEST_EVENT
}

/** Finds ends in one text, from left to right. */
export class BoundsFinder {
  /** Closings that do not occur any more: a text full of unclosed comments is searched to its end but once. */
  private readonly missing = new Set<string>()

  constructor(private readonly text: string) {}

  /** The bounds of the construct that begins with the given token at the given place. */
  endOf(token: string, start: number): Bounds {
    const bounds = this.boundsOf(token, start)
    return bounds.kind !== 'open' && bounds.at - start > longestOf(token) ? OPEN : bounds
  }

  private boundsOf(token: string, start: number): Bounds {
    if (token === '<Event') return this.eventBounds(start)
    if (token === '<!DOCTYPE') return doctypeBounds(this.text.slice(start, start + LONGEST_DOCTYPE), start)
    const end = this.endOfSection(token, start)
    return end < 0 ? OPEN : { kind: 'end', at: end }
  }

  private eventBounds(start: number): Bounds {
    INNER.lastIndex = start + 1
    for (let found = INNER.exec(this.text); found !== null; found = INNER.exec(this.text)) {
      const token = found[0]
      if (token === '<Event') return { kind: 'restart', at: found.index }
      if (token.startsWith('</')) return { kind: 'end', at: found.index + token.length }
      const end = this.endOfSection(token, found.index)
      if (end < 0) return OPEN
      INNER.lastIndex = end
    }
    return OPEN
  }

  private endOfSection(token: string, start: number): number {
    const closing = CLOSING[token] ?? '>'
    if (this.missing.has(closing)) return -1
    const at = this.text.indexOf(closing, start + token.length)
    if (at < 0) this.missing.add(closing)
    return at < 0 ? -1 : at + closing.length
  }
}

/** A declaration ends at its '>' outside of quotes, comments and the brackets of its internal subset, or where an event begins. */
function doctypeBounds(text: string, offset: number): Bounds {
  let depth = 0
  for (const mark of text.matchAll(/"[^"]*"|'[^']*'|<!--[\s\S]*?-->|<!--|<Event(?=[\s/>])|["'[\]>]/g)) {
    if (mark[0] === '"' || mark[0] === "'" || mark[0] === '<!--') return OPEN
    if (mark[0] === '<Event') return { kind: 'end', at: offset + mark.index }
    if (mark[0] === '[') depth += 1
    if (mark[0] === ']') depth -= 1
    if (mark[0] === '>' && depth <= 0) return { kind: 'end', at: offset + mark.index + 1 }
  }
  return OPEN
}
