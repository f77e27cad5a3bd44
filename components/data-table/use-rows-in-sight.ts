import { startTransition, useEffect, useState } from 'react'

/** As many as a frame with a height of its own shows at once. */
const IN_SIGHT = 12

/**
 * The rows of a table that scrolls inside itself: at first those in sight, all of them once the page has come to life. Not
 * sent as markup, most of a long table costs no more than its data.
 */
export function useRowsInSight<Row>(rows: readonly Row[]): readonly Row[] {
  const [isAlive, setAlive] = useState(false)
  useEffect(() => startTransition(() => setAlive(true)), [])
  return isAlive ? rows : rows.slice(0, IN_SIGHT)
}
