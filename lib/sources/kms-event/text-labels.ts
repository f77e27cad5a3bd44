export type TextField = 'log' | 'provider' | 'time' | 'id' | 'computer' | 'description' | 'xml' | 'other'

/** Event Viewer's labels, English and German, lower-cased. */
const LABELS: Readonly<Record<string, TextField>> = {
  'log name': 'log',
  protokollname: 'log',
  source: 'provider',
  quelle: 'provider',
  date: 'time',
  datum: 'time',
  'event id': 'id',
  'ereignis-id': 'id',
  computer: 'computer',
  description: 'description',
  beschreibung: 'description',
  'event xml': 'xml',
  'ereignis-xml': 'xml',
  'task category': 'other',
  aufgabenkategorie: 'other',
  level: 'other',
  ebene: 'other',
  keywords: 'other',
  schlüsselwörter: 'other',
  user: 'other',
  benutzer: 'other',
  opcode: 'other',
}

const ROW = /^\s*([\p{L}-]+(?: [\p{L}]+)?)\s*:\s*(.*?)\s*$/u
/** A line that people write above a bare message: "Client log: Event ID 12308". */
const HEADLINE = /^.{0,60}\bEvent ID:?\s*(\d{1,5})\s*$/i

export interface LabelledLine {
  field: TextField
  value: string
}

/** The labelled field in a line copied from Event Viewer, if it holds one. */
export function labelledLine(text: string): LabelledLine | undefined {
  const row = ROW.exec(text)
  const field = LABELS[row?.[1]?.toLowerCase() ?? '']
  if (field !== undefined) return { field, value: row?.[2] ?? '' }
  const id = text.length < 100 ? HEADLINE.exec(text)?.[1] : undefined
  return id === undefined ? undefined : { field: 'id', value: id }
}
