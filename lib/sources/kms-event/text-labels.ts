import { EVENT_LABELS } from '../labels/event-labels'
import { squeeze } from '../labels/label-table'

export type TextField = keyof typeof EVENT_LABELS

const FIELDS: ReadonlyMap<string, TextField> = new Map(
  (Object.entries(EVENT_LABELS) as [TextField, readonly string[]][]).flatMap(([field, labels]) =>
    labels.map((label): [string, TextField] => [squeeze(label), field]),
  ),
)

const LONGEST_LABEL = 40
const ROW = new RegExp(String.raw`^\s{0,40}([\p{L}][^:：]{0,${LONGEST_LABEL}})[:：](.*)$`, 'u')
/** A line that people write above a bare message: "Client log: Event ID 12308". */
const HEADLINE = /^.{0,60}\bEvent ID:?\s*(\d{1,5})\s*$/i

export interface LabelledLine {
  field: TextField
  value: string
}

/** The labelled field in a row copied from Event Viewer in any of its languages. */
export function labelledRow(text: string): LabelledLine | undefined {
  const row = ROW.exec(text)
  const field = FIELDS.get(squeeze(row?.[1] ?? ''))
  return field === undefined ? undefined : { field, value: row?.[2]?.trim() ?? '' }
}

/** The same, or what people write above a bare message. */
export function labelledLine(text: string): LabelledLine | undefined {
  const row = labelledRow(text)
  if (row !== undefined) return row
  const id = text.length < 100 ? HEADLINE.exec(text)?.[1] : undefined
  return id === undefined ? undefined : { field: 'id', value: id }
}
