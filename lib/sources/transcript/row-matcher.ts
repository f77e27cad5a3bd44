import { type LabelGrade, type LabelTable, squeeze, type ValueKind } from '../labels/label-table'

/** A row that begins with something a tool is known to print. */
export interface RowMatch<Field extends string> {
  field: Field
  value: string
  /** Language of the label; absent when the row was recognised by the shape of its value. */
  language?: string
  /** How well the spelling is known; absent with the language. */
  grade?: LabelGrade
}

export interface RowMatcher<Field extends string> {
  match(text: string): RowMatch<Field> | undefined
  /** True for the beginning of a label or sentence that a console may have cut. */
  isLabelStart(text: string): boolean
  kindOf(field: Field): ValueKind
  /** True for a row that is the value of a field whose label stands alone in the row above, as in text out of a PDF. */
  isValueOf(field: Field, text: string, label: string): boolean
}

/** Labels are short; what stands behind this many characters is value. */
const LABEL_REACH = 160
/** `LicenseStatus : 1` is a WMI property in a list, not the row of a script. */
const PROPERTY_NAME = /^[A-Z][a-z]+[A-Z]\w*$/
const SHORTEST_LABEL_START = 12
/** `License Status......: Licensed`. */
const DOT_LEADERS = /[ .]*\.{2,}$/
/** The first of two cells: by blanks as wide as a tab, by an equals sign, or by the delimiter of a CSV text, which may quote them. */
const OTHER_MARK =
  /^["|]?\s{0,40}([^"=,;|:]{2,60}?)"?(?:\s{2,40}|\s{0,40}=>?\s{0,40}|\s{0,40}[,;|]\s{0,40})"?(?=\S)/
const BEHIND_CELL = '" \t|;,'
const PLAIN = /^[ -~]*$/

interface Sentence<Field extends string> {
  words: string
  field: Field
  language: string
  grade: LabelGrade
  isAnywhere: boolean
}

/**
 * Builds the look-up of all languages' labels and sentences. `byShape` may recognise a `label: value` row
 * of an unknown language by its value, and by what no language translates in its label (KMS, CMID): names and descriptions
 * of products stay English everywhere.
 */
export function rowMatcher<Field extends string>(
  tables: readonly LabelTable<Field>[],
  kinds: Readonly<Record<Field, ValueKind>>,
  byShape: (value: string, label: string) => Field | undefined = () => undefined,
): RowMatcher<Field> {
  const labels = new Map<string, { field: Field; language: string; grade: LabelGrade }>()
  const sentences: Sentence<Field>[] = []
  for (const { language, grade, labels: spelled, sentences: written = {} } of tables) {
    for (const [field, text] of entriesOf(spelled)) {
      if (!labels.has(squeeze(text))) labels.set(squeeze(text), { field, language, grade })
    }
    for (const [field, text] of entriesOf(written)) {
      const isAnywhere = text.startsWith('…')
      sentences.push({ words: squeeze(text.replace(/^…/, '')), field, language, grade, isAnywhere })
    }
  }
  const anywhere = sentences.filter(({ isAnywhere }) => isAnywhere)
  const atStart = sentences.filter(({ isAnywhere }) => !isAnywhere)
  const firstLetters = new Set(atStart.map(({ words }) => words[0]))
  const starts = [...labels.keys(), ...atStart.map(({ words }) => words)]

  function labelled(label: string, value: string): RowMatch<Field> | undefined {
    const known = PROPERTY_NAME.test(label) ? undefined : labels.get(squeeze(label.replace(DOT_LEADERS, '')))
    return known === undefined ? undefined : { ...known, value }
  }

  function byLabel(text: string): RowMatch<Field> | undefined {
    for (let at = text.indexOf(':'); at > 0 && at < LABEL_REACH; at = text.indexOf(':', at + 1)) {
      const match = labelled(text.slice(0, at).trim(), text.slice(at + 1).trim())
      if (match !== undefined) return match
    }
    return undefined
  }

  /** A tab, an equals sign or the delimiter of a table instead of the colon; then the value of a name must look like one. */
  function byOtherMark(text: string): RowMatch<Field> | undefined {
    const cells = OTHER_MARK.exec(text)
    if (cells === null) return undefined
    const match = labelled(cells[1] ?? '', withoutEnd(text.slice(cells[0].length)))
    if (match === undefined) return undefined
    const isText = kinds[match.field] === 'text'
    return isText && byShape(match.value, cells[1] ?? '') !== match.field ? undefined : match
  }

  function byValue(text: string): RowMatch<Field> | undefined {
    const at = text.indexOf(':')
    const label = text.slice(0, at).trim()
    if (at <= 0 || at >= LABEL_REACH || PROPERTY_NAME.test(label)) return undefined
    const value = text.slice(at + 1).trim()
    const field = byShape(value, label)
    return field === undefined ? undefined : { field, value }
  }

  function bySentence(text: string): RowMatch<Field> | undefined {
    const isPlain = PLAIN.test(text)
    if (isPlain && !firstLetters.has(text.charAt(0).toLowerCase())) return undefined
    const squeezed = squeeze(text.slice(0, LABEL_REACH))
    const found =
      atStart.find(({ words }) => squeezed.startsWith(words)) ??
      (isPlain ? undefined : anywhere.find(({ words }) => squeezed.includes(words)))
    if (found === undefined) return undefined
    const value = found.isAnywhere ? '' : afterSqueezed(text, found.words.length)
    const { field, language, grade } = found
    return { field, language, grade, value: value.replace(/^[\s:.]+/, '') }
  }

  return {
    match: (text) => byLabel(text) ?? bySentence(text) ?? byOtherMark(text) ?? byValue(text),
    isLabelStart: (text) => {
      const squeezed = squeeze(text)
      if (squeezed.length < SHORTEST_LABEL_START) return false
      return starts.some((start) => start.startsWith(squeezed))
    },
    kindOf: (field) => kinds[field],
    isValueOf: (field, text, label) => {
      const shape = byShape(text, label)
      return shape !== undefined && kinds[shape] === kinds[field]
    },
  }
}

function entriesOf<Field extends string>(
  spellings: Partial<Record<Field, readonly string[]>>,
): [Field, string][] {
  const entries = Object.entries(spellings) as [Field, readonly string[]][]
  return entries.flatMap(([field, texts]) => texts.map((text): [Field, string] => [field, text]))
}

/** A cell without what closes it. */
function withoutEnd(cell: string): string {
  let end = cell.length
  while (end > 0 && BEHIND_CELL.includes(cell.charAt(end - 1))) end -= 1
  return cell.slice(0, end)
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
