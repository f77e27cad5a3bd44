import type { Line } from '../lines'

/** The rows of one object in a list. Names are lower-cased; wrapped values keep their line breaks. */
export interface ListBlock {
  line: number
  values: ReadonlyMap<string, string>
}

const ROW = /^(\s{0,8})([A-Za-z_]\w*)(\s*):(?:\s(.*))?$/
/** Rows that are rows even where a mail program has squeezed the blanks that line them up. */
const KNOWN = new Set([
  ...['id', 'eventid', 'logname', 'providername', 'source', 'timecreated', 'timegenerated', 'message'],
  ...['machinename', 'computername', 'leveldisplayname', 'level', 'recordid', 'index', 'entrytype'],
])
const MAX_ROWS = 200
const MAX_VALUE = 64 * 1024

/**
 * Puts the lines of a list ("Name : value") together to objects. The colons of one object stand in one
 * column; a line whose colon stands elsewhere, or that is indented, goes on with the value before it. An
 * object ends where one of its names comes again: messages have blank lines of their own.
 */
export class ListBlocks {
  private line = 0
  private colon = -1
  private values = new Map<string, string>()
  private lastName: string | undefined

  /** Gives back the object that ended before this line, when one did. */
  push({ line, text }: Line): ListBlock | undefined {
    const row = this.rowOf(text)
    if (row === undefined) {
      this.extend(text)
      return undefined
    }
    const finished = this.values.has(row.name) ? this.end() : undefined
    if (this.values.size === 0) {
      this.line = line
      this.colon = row.colon
    }
    if (this.values.size < MAX_ROWS) this.values.set(row.name, row.value)
    this.lastName = row.name
    return finished
  }

  end(): ListBlock | undefined {
    const block = { line: this.line, values: this.values }
    this.values = new Map()
    this.lastName = undefined
    return block.values.size === 0 ? undefined : block
  }

  private rowOf(text: string): { name: string; value: string; colon: number } | undefined {
    const match = ROW.exec(text)
    if (match === null) return undefined
    const [, indent = '', name = '', padding = '', value = ''] = match
    const colon = indent.length + name.length + padding.length
    const isAligned = this.values.size === 0 || colon === this.colon
    if (!isAligned && !KNOWN.has(name.toLowerCase())) return undefined
    return { name: name.toLowerCase(), value: value.trim(), colon }
  }

  private extend(text: string): void {
    if (this.lastName === undefined) return
    const value = this.values.get(this.lastName) ?? ''
    if (value.length < MAX_VALUE) this.values.set(this.lastName, `${value}\n${text.trim()}`)
  }
}
