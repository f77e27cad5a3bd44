/** Lets so many in at once; the others wait in order of arrival, before all of them who comes to go 'first'. */
export interface Slots {
  /** Waits for a slot. The returned function gives it back; calling it again does nothing. */
  take(place?: 'first' | 'last'): Promise<() => void>
  /** The same, in order of arrival; undefined when none became free in time. */
  takeWithin(patienceMs: number): Promise<(() => void) | undefined>
}

export function makeSlots(atOnce: number): Slots {
  let free = atOnce
  const waiting: (() => void)[] = []
  const giveBack = () => {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }
  const slot = () => {
    let isGiven = false
    return () => {
      if (isGiven) return
      isGiven = true
      giveBack()
    }
  }
  return {
    async take(place = 'last') {
      if (free > 0) free -= 1
      else
        await new Promise<void>((resolve) =>
          place === 'first' ? waiting.unshift(resolve) : waiting.push(resolve),
        )
      return slot()
    },
    async takeWithin(patienceMs) {
      if (free > 0) {
        free -= 1
        return slot()
      }
      const isTaken = await new Promise<boolean>((resolve) => {
        const take = () => {
          clearTimeout(late)
          resolve(true)
        }
        const late = setTimeout(() => {
          waiting.splice(waiting.indexOf(take), 1)
          resolve(false)
        }, patienceMs)
        waiting.push(take)
      })
      return isTaken ? slot() : undefined
    },
  }
}
