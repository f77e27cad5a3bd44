import { withoutEntities } from '../entities'
import type { Row, RowStep, Wrapping } from './row-step'

const HTML = /<(?:html|body|pre|table|tr|td|br|p|div|span|ac:structured-macro)\b[^<>]{0,200}>/i
const CDATA = /<!\[CDATA\[|\]\]>/g
/** Documents that are XML, not HTML, and JSON, which may hold HTML in its strings. */
const OTHER = /^\s*(?:<\?xml|<Event|[[{])/

const HIDDEN_START = /<(head|script|style)\b[^>]*>/i
const LONGEST_ROW = 64 * 1024

/** A page or a piece of one: `<pre>` and `<br>` around output, tables of ConvertTo-Html. */
export const html: Wrapping = (head) => {
  const text = head.join('\n')
  return HTML.test(text) && !OTHER.test(text) ? () => new HtmlRows() : undefined
}

class HtmlRows implements RowStep {
  /** Element whose text is not shown and that is still open. */
  private hidden: string | undefined
  /** A table row that began on an earlier line. */
  private begun: { line: number; parts: string[]; length: number } | undefined

  push({ line, text }: Row): Row[] {
    const shown = this.withoutHidden(text.replace(CDATA, ''))
    const lower = shown.toLowerCase()
    const opens = lower.lastIndexOf('<tr')
    const closes = lower.lastIndexOf('</tr')
    const isOpen = closes < opens || (this.begun !== undefined && closes < 0)
    if (!isOpen || (this.begun?.length ?? 0) > LONGEST_ROW) {
      const { line: first = line, parts = [] } = this.begun ?? {}
      this.begun = undefined
      return plainRows([...parts, shown].join('')).map((part) => ({ line: first, text: part }))
    }
    this.begun ??= { line, parts: [], length: 0 }
    this.begun.parts.push(shown)
    this.begun.length += shown.length
    return []
  }

  end(): Row[] {
    const { begun } = this
    this.begun = undefined
    return begun === undefined
      ? []
      : plainRows(begun.parts.join('')).map((text) => ({ line: begun.line, text }))
  }

  private withoutHidden(text: string): string {
    let shown = ''
    let rest = text
    while (rest !== '') {
      if (this.hidden !== undefined) {
        const end = rest.toLowerCase().indexOf(`</${this.hidden}`)
        if (end < 0) return shown
        rest = rest.slice(end)
        this.hidden = undefined
      }
      const start = HIDDEN_START.exec(rest)
      if (start === null) return shown + rest
      shown += rest.slice(0, start.index)
      this.hidden = start[1]?.toLowerCase()
      rest = rest.slice(start.index + start[0].length)
    }
    return shown
  }
}

const BREAK =
  /<br\b[^>]*>|<\/(?:p|div|tr|li|h\d|pre|title|caption|thead|tbody)\s*>|<(?:pre|p|tr|li|h\d|table)\b[^>]*>/gi
const NEXT_CELL = /<\/t[dh]\s*>\s*<t[dh]\b[^>]*>/gi
const TAG = /<\/?[a-z!][^<>]{0,500}>/gi

function plainRows(text: string): string[] {
  const rows = text.replace(NEXT_CELL, '\t').replace(BREAK, '\n').replace(TAG, '').split('\n')
  const plain = rows.map((row) => cellsOf(withoutEntities(row)))
  return plain.length > 1 ? plain.filter((row) => row.trim() !== '') : plain
}

const cellsOf = (row: string) =>
  row.includes('\t')
    ? row
        .split('\t')
        .map((cell) => cell.trim())
        .join('\t')
    : row
