/** A place in a sorted list: the sort value of a row, and what tells rows with the same value apart. */
export type ListPlace = readonly [value: string | null, ...names: string[]]

/** As text that a page or a program hands back as it got it. */
export function cursorOf(place: ListPlace): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** The place of a cursor with so many names; absent for nonsense: the list then begins at its beginning. */
export function placeOf(cursor: string | undefined, names: number): ListPlace | undefined {
  if (!cursor) return undefined
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return isPlace(parsed) && parsed.length > names ? parsed : undefined
  } catch {
    return undefined
  }
}

function isPlace(parsed: unknown): parsed is ListPlace {
  if (!Array.isArray(parsed)) return false
  const [value, ...names] = parsed
  return (value === null || typeof value === 'string') && names.every((name) => typeof name === 'string')
}
