import { type LabelTable, squeeze, type ValueKind } from '../labels/label-table'

/** A row that begins with something a tool is known to print. */
export interface RowMatch<Field extends string> {
  field: Field
  value: string
  /** Language of the label; absent when the row was recognised by the shape of its value. */
  language?: string
}

export interface RowMatcher<Field extends string> {
  match(text: string): RowMatch<Field> | undefined
  /** True for the beginning of a label or sentence that a console may have cut. */
  isLabelStart(text: string): boolean
  kindOf(field: Field): ValueKind
}

/** Labels are short; what stands behind this many characters is value. */
const LABEL_REACH = 160
/** `LicenseStatus : 1` is a WMI property in a list, not the row of a script. */
const PROPERTY_NAME = /^[A-Z][a-z]+[A-Z]\w*$/
const SHORTEST_LABEL_START = 12

/**
 * Builds the look-up of all languages' labels and sentences. `byShape` may recognise a `label: value` row
 * of an unknown language by its value: names and descriptions of products stay English everywhere.
 */
export function rowMatcher<Field extends string>(
  tables: readonly LabelTable<Field>[],
  kinds: Readonly<Record<Field, ValueKind>>,
  byShape: (value: string) => Field | undefined = () => undefined,
): RowMatcher<Field> {
  const labels = new Map<string, { field: Field; language: string }>()
  const sentences: { start: string; field: Field; language: string }[] = []
  for (const { language, labels: spelled, sentences: written = {} } of tables) {
    for (const [field, text] of entriesOf(spelled)) labels.set(squeeze(text), { field, language })
    for (const [field, text] of entriesOf(written)) {
      sentences.push({ start: squeeze(text), field, language })
    }
  }
  const firstLetters = new Set(sentences.map(({ start }) => start[0]))
  const starts = [...labels.keys(), ...sentences.map(({ start }) => start)]

  function byLabel(text: string): RowMatch<Field> | undefined {
    for (let at = colonAfter(text, 0); at > 0 && at < LABEL_REACH; at = colonAfter(text, at + 1)) {
      const label = text.slice(0, at).trim()
      const known = PROPERTY_NAME.test(label) ? undefined : labels.get(squeeze(label))
      if (known !== undefined) return { ...known, value: text.slice(at + 1).trim() }
    }
    return undefined
  }

  function byValue(text: string): RowMatch<Field> | undefined {
    const at = colonAfter(text, 0)
    if (at <= 0 || at >= LABEL_REACH || PROPERTY_NAME.test(text.slice(0, at).trim())) return undefined
    const value = text.slice(at + 1).trim()
    const field = byShape(value)
    return field === undefined ? undefined : { field, value }
  }

  function bySentence(text: string): RowMatch<Field> | undefined {
    if (!firstLetters.has(text.charAt(0).toLowerCase())) return undefined
    const squeezed = squeeze(text.slice(0, LABEL_REACH))
    const found = sentences.find(({ start }) => squeezed.startsWith(start))
    if (found === undefined) return undefined
    const value = afterSqueezed(text, found.start.length)
    return { field: found.field, language: found.language, value: value.replace(/^[\s:.:]+/, '') }
  }

  return {
    match: (text) => byLabel(text) ?? bySentence(text) ?? byValue(text),
    isLabelStart: (text) => {
      const squeezed = squeeze(text)
      if (squeezed.length < SHORTEST_LABEL_START) return false
      return starts.some((start) => start.startsWith(squeezed))
    },
    kindOf: (field) => kinds[field],
  }
}

function entriesOf<Field extends string>(
  spellings: Partial<Record<Field, readonly string[]>>,
): [Field, string][] {
  const entries = Object.entries(spellings) as [Field, readonly string[]][]
  return entries.flatMap(([field, texts]) => texts.map((text): [Field, string] => [field, text]))
}

/** Place of the next colon, plain or full-width. */
function colonAfter(text: string, from: number): number {
  const plain = text.indexOf(':', from)
  const wide = text.indexOf(':', from)
  return plain < 0 || (wide >= 0 && wide < plain) ? wide : plain
}

/** What follows the first `count` characters that are not blanks. */
function afterSqueezed(text: string, count: number): string {
  let seen = 0
  let at = 0
  while (at < text.length && seen < count) {
    if (!/\s/.test(text.charAt(at))) seen += 1
    at += 1
  }
  return text.slice(at)
}
