import type { LabelGrade } from '../labels/label-table'
import type { ConsoleRow } from './console-row'
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
  grade?: LabelGrade
}

interface Pending<Field extends string> extends TranscriptRow<Field> {
  indent: number
  /** Length of the last physical row, without the indent of the first. */
  width: number
  endsInBlank: boolean
}

const NONE: never[] = []

/** Nothing the scripts print is longer; what a broken file puts behind is dropped. */
const LONGEST_ROW = 8192
/** A label can only be cut where the row filled a console. */
const CUT_LABEL_FROM = 40

/** Joins wrapped rows; holds one row at a time. */
export class WrappedRows<Field extends string> {
  private pending: Pending<Field> | undefined

  constructor(private readonly matcher: RowMatcher<Field>) {}

  push(row: ConsoleRow): TranscriptRow<Field>[] {
    if (row.text === '' || this.takeUp(row)) return NONE
    const done = this.end()
    this.pending = this.begin(row)
    return done
  }

  end(): TranscriptRow<Field>[] {
    const done = this.pending
    this.pending = undefined
    return done === undefined ? NONE : [done]
  }

  private begin({ line, text, indent, endsInBlank, prompt }: ConsoleRow): Pending<Field> {
    const row = { line, text, indent, width: text.length, endsInBlank }
    if (prompt !== undefined) return { ...row, prompt, value: prompt.command }
    const match = this.matcher.match(text)
    if (match === undefined) return { ...row, value: '' }
    return { ...row, field: match.field, value: match.value, language: match.language, grade: match.grade }
  }

  /** Adds a row to the one before it, if it is its rest. */
  private takeUp(row: ConsoleRow): boolean {
    const { pending } = this
    if (pending === undefined || pending.text.length > LONGEST_ROW) return false
    if (this.completesLabel(pending, row)) return true
    if (pending.field === undefined) return this.continuesOther(pending, row)
    if (pending.value === '' && this.matcher.isValueOf(pending.field, row.text, pending.text)) {
      Object.assign(pending, { value: row.text, width: row.text.length, endsInBlank: row.endsInBlank })
      return true
    }
    const kind = this.matcher.kindOf(pending.field)
    const continuation = { kind, value: pending.value, width: pending.width, next: row.text }
    if (!continues(continuation) || this.isOwnRow(row)) return false
    pending.value = joinValue(continuation, pending.endsInBlank || row.indent > pending.indent)
    pending.text += row.text
    pending.width = row.indent - pending.indent + row.text.length
    pending.endsInBlank = row.endsInBlank
    return true
  }

  /** A label cut by the console becomes known when its rest is put behind it. */
  private completesLabel(pending: Pending<Field>, row: ConsoleRow): boolean {
    if (pending.width < CUT_LABEL_FROM || pending.field !== undefined) return false
    if (!this.matcher.isLabelStart(pending.text)) return false
    const text = pending.text + row.text
    const match = this.matcher.match(text)
    if (match === undefined && !this.matcher.isLabelStart(text)) return false
    Object.assign(pending, match, { text, width: row.text.length, endsInBlank: row.endsInBlank })
    return true
  }

  /** The rest of a long prompt line or of some other program's output. */
  private continuesOther(pending: Pending<Field>, row: ConsoleRow): boolean {
    if (pending.prompt === undefined || pending.width < 70 || this.isOwnRow(row)) return false
    const hasBlank = pending.endsInBlank || row.indent > pending.indent || lostBlank(pending.width)
    const text = pending.text + (hasBlank ? ' ' : '') + row.text
    this.pending = this.begin({
      ...row,
      line: pending.line,
      text,
      indent: pending.indent,
      prompt: promptOf(text),
    })
    this.pending.width = row.text.length
    return true
  }

  private isOwnRow(row: ConsoleRow): boolean {
    return row.prompt !== undefined || this.matcher.match(row.text) !== undefined
  }
}
