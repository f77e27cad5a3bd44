/** Collects the values of a query while its text is written, so that no value ever becomes text. */
export class SqlValues {
  readonly list: unknown[] = []

  /** Adds a value and returns its placeholder. */
  add(value: unknown): string {
    this.list.push(value)
    return `$${this.list.length}`
  }
}

/** The pattern that finds `text` anywhere, for LIKE. */
export function likeAnywhere(text: string): string {
  return `%${escapeLike(text)}%`
}

/** The trigram index needs three letters: fewer are the beginning of a name. */
const LETTERS_FOR_INDEX = 3

/** The pattern that finds machines by a part of their names, lower-case, for LIKE. */
export function likeName(text: string): string {
  return text.length < LETTERS_FOR_INDEX ? `${escapeLike(text)}%` : likeAnywhere(text)
}

export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
}

/** A time as rows carry it (lib/data/rows.ts), for one that stands inside JSON. */
export function isoText(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
