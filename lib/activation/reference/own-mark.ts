/** Who says so and since when, of what an admin added to the reference or corrected in it. */
export interface OwnMark {
  /** ISO 8601 UTC, of the last change. */
  at: string
  by: string
  /** Where it is from: a page, a ticket, a test of our own. */
  source: string
  /** When the source was current, YYYY-MM. */
  dated: string
  note?: string
  /** It stands in the place of a row of the seed. */
  corrects: boolean
}
