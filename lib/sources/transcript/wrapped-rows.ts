import type { Line } from '../lines'
import { type ConsoleRow, consoleRowOf } from './console-row'
import { type Prompt, promptOf } from './prompt'
import type { RowMatcher } from './row-matcher'
import { continues, joinValue, lostBlank } from './wrapped-value'

/** A row of a transcript as the program wrote it, put together again where the console had wrapped it. */
export interface TranscriptRow<Field extends string> {
  /** Line of its beginning. */
  line: number
  text: string
  prompt?: Prompt
  field?: Field
  value: string
  language?: string
}

interface Pending<Field extends string> extends TranscriptRow<Field> {
  indent: number
  /** Length of the last physical row, without the indent of the first. */
  width: number
}

/** Nothing the scripts print is longer; what a broken file puts behind is dropped. */
const LONGEST_ROW = 8192
/** A label can only be cut where the row filled a console. */
const CUT_LABEL_FROM = 40

/** Joins wrapped rows, one line in, at most two rows out; holds one row at a time. */
export class WrappedRows<Field extends string> {
  private pending: Pending<Field> | undefined

  constructor(private readonly matcher: RowMatcher<Field>) {}

  push(line: Line): TranscriptRow<Field>[] {
    const row = consoleRowOf(line)
    if (row.text === '' || this.takeUp(row)) return []
    const done = this.end()
    this.pending = this.begin(row)
    return done
  }

  end(): TranscriptRow<Field>[] {
    const done = this.pending
    this.pending = undefined
    return done === undefined ? [] : [done]
  }

  private begin(row: ConsoleRow): Pending<Field> {
    const base = { line: row.line, text: row.text, indent: row.indent, width: row.text.length }
    const prompt = promptOf(row.text)
    if (prompt !== undefined) return { ...base, prompt, value: prompt.command }
    return { ...base, value: '', ...this.matcher.match(row.text) }
  }

  /** Adds a row to the one before it, if it is its rest. */
  private takeUp(row: ConsoleRow): boolean {
    const { pending } = this
    if (pending === undefined || pending.text.length > LONGEST_ROW) return false
    if (this.completesLabel(pending, row)) return true
    if (pending.field === undefined) return this.continuesOther(pending, row)
    const kind = this.matcher.kindOf(pending.field)
    const continuation = { kind, value: pending.value, width: pending.width, next: row.text }
    if (!continues(continuation) || this.isOwnRow(row)) return false
    pending.value = joinValue(continuation, row.indent > pending.indent)
    pending.text += row.text
    pending.width = row.indent - pending.indent + row.text.length
    return true
  }

  /** A label cut by the console becomes known when its rest is put behind it. */
  private completesLabel(pending: Pending<Field>, row: ConsoleRow): boolean {
    if (pending.width < CUT_LABEL_FROM || pending.prompt !== undefined) return false
    if (!this.matcher.isLabelStart(pending.text)) return false
    const text = pending.text + row.text
    const match = this.matcher.match(text)
    if (match === undefined && !this.matcher.isLabelStart(text)) return false
    Object.assign(pending, match, { text, width: row.text.length })
    return true
  }

  /** The rest of a long prompt line or of some other program's output. */
  private continuesOther(pending: Pending<Field>, row: ConsoleRow): boolean {
    if (pending.prompt === undefined || pending.width < 70 || this.isOwnRow(row)) return false
    const text = pending.text + (lostBlank(pending.width) ? ' ' : '') + row.text
    const whole = this.begin({ line: pending.line, text, indent: pending.indent })
    this.pending = { ...whole, width: row.text.length }
    return true
  }

  private isOwnRow(row: ConsoleRow): boolean {
    return this.matcher.match(row.text) !== undefined || promptOf(row.text) !== undefined
  }
}
