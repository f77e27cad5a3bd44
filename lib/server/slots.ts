/** Lets so many in at once; the others wait in order of arrival, before all of them who comes to go 'first'. */
export interface Slots {
  /** Waits for a slot. The returned function gives it back; calling it again does nothing. */
  take(place?: 'first' | 'last'): Promise<() => void>
}

export function makeSlots(atOnce: number): Slots {
  let free = atOnce
  const waiting: (() => void)[] = []
  const giveBack = () => {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }
  return {
    async take(place = 'last') {
      if (free > 0) free -= 1
      else
        await new Promise<void>((resolve) =>
          place === 'first' ? waiting.unshift(resolve) : waiting.push(resolve),
        )
      let isGiven = false
      return () => {
        if (isGiven) return
        isGiven = true
        giveBack()
      }
    },
  }
}
