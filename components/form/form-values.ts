/** What a form holds, as its fields name it; `input` of a Form makes the input of an action from it. */
export interface FormValues {
  /** Without blanks around it; '' when the field is empty or absent. */
  text(name: string): string
  /** As typed, for passwords. */
  verbatim(name: string): string
  /** undefined when empty, NaN when it is no number. */
  number(name: string): number | undefined
  /** The text of a time field as ISO 8601 UTC; undefined when empty. */
  moment(name: string): string | undefined
  /** Whether a box is ticked. */
  flag(name: string): boolean
  /** All values of one name: boxes of a group, chosen entries. */
  list(name: string): string[]
  /** The chosen file; undefined when there is none. */
  file(name: string): File | undefined
  /** The same for every sending of one opened form, so that what arrives twice is entered once. */
  idempotencyKey: string
}

export function readForm(data: FormData, idempotencyKey: string): FormValues {
  const verbatim = (name: string) => String(data.get(name) ?? '')
  const text = (name: string) => verbatim(name).trim()
  return {
    text,
    verbatim,
    number: (name) => numberOf(text(name)),
    moment: (name) => momentOf(text(name)),
    flag: (name) => data.get(name) !== null,
    list: (name) => data.getAll(name).map(String),
    file: (name) => fileOf(data.get(name)),
    idempotencyKey,
  }
}

/** A file field without a choice holds a file without a name. */
function fileOf(value: FormDataEntryValue | null): File | undefined {
  return value instanceof File && value.name !== '' ? value : undefined
}

/** Whether two looks at a form found the same in it. */
export function formText(data: FormData): string {
  const parts = [...data].map(([name, value]) => [
    name,
    typeof value === 'string' ? value : `${value.name} ${value.size}`,
  ])
  return JSON.stringify(parts)
}

/** Blanks and thousands' commas are passed over, and a minus of any kind is one. */
function numberOf(text: string): number | undefined {
  const plain = text.replace(/[\s,]/g, '').replace(/^[−–]/, '-')
  return plain === '' ? undefined : Number(plain)
}

function momentOf(text: string): string | undefined {
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
