import type { Row, RowStep, Wrapping } from './row-step'

const HTML = /<(?:html|body|pre|table|tr|td|br|p|div|span)\b[^<>]{0,200}>/i
/** Documents that are XML, not HTML, and JSON, which may hold HTML in its strings. */
const OTHER = /^\s*(?:<\?xml|<Event|[[{])/

const HIDDEN_START = /<(head|script|style)\b[^>]*>/i
const ROW_START = /<tr\b/i
const ROW_END = /<\/tr\s*>/i
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
  private begun: Row | undefined

  push(row: Row): Row[] {
    const shown = this.withoutHidden(row.text)
    const { line, text } =
      this.begun === undefined
        ? { line: row.line, text: shown }
        : { line: this.begun.line, text: this.begun.text + shown }
    this.begun = undefined
    const isOpen = text.toLowerCase().lastIndexOf('<tr') > text.toLowerCase().lastIndexOf('</tr')
    if (ROW_START.test(text) && isOpen && !ROW_END.test(text.slice(-6)) && text.length < LONGEST_ROW) {
      this.begun = { line, text }
      return []
    }
    return plainRows(text).map((part) => ({ line, text: part }))
  }

  end(): Row[] {
    const { begun } = this
    this.begun = undefined
    return begun === undefined ? [] : plainRows(begun.text).map((text) => ({ line: begun.line, text }))
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
const ENTITY = /&(#\d{1,6}|#x[0-9a-f]{1,6}|[a-z]{2,8});/gi
const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

function plainRows(text: string): string[] {
  const rows = text.replace(NEXT_CELL, '\t').replace(BREAK, '\n').replace(TAG, '').split('\n')
  const plain = rows.map((row) => row.replace(ENTITY, characterOf).replace(/ *\t */g, '\t'))
  return plain.length > 1 ? plain.filter((row) => row.trim() !== '') : plain
}

function characterOf(entity: string, name: string): string {
  if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? entity
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code >= 32 && code <= 0xffff ? String.fromCharCode(code) : ' '
}
