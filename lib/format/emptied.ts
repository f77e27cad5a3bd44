/** One condition of a filter that leaves nothing. */
export interface Emptied {
  /** a field of the filter; 'q' is its free text */
  field: string
  /** rows that match it alone, and those that match everything else */
  alone: number
  others: number
}
