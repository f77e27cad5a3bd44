import { useEffect, useState } from 'react'
import { toast } from '../feedback/toaster'

/**
 * A part of a library that only what is open needs: no page waits for it. It comes when somebody reaches what opens it,
 * by pointer or by Tab, at the latest when it is opened.
 */
export function partOnOpening<Part>(get: () => Promise<Part>) {
  let part: Part | undefined
  const load = async () => {
    part ??= await get()
    return part
  }
  const prepare = () => void load().catch(() => {})
  return {
    prepare,
    /** For the element that opens it. */
    preparing: { onPointerEnter: prepare, onFocus: prepare },
    /** The part, once it was needed and has come. Where it does not come, that is said and `giveUp` called. */
    usePart(isNeeded: boolean, giveUp: () => void): Part | undefined {
      const [come, setCome] = useState<{ part: Part }>()
      // biome-ignore lint/correctness/useExhaustiveDependencies: giving up is another function at each turn
      useEffect(() => {
        if (!isNeeded || come) return
        const fail = () => {
          toast.failed(
            'This could not be opened',
            'The console did not answer. Try again, or reload the page.',
          )
          giveUp()
        }
        load().then((loaded) => setCome({ part: loaded }), fail)
      }, [isNeeded, come])
      return come?.part
    },
  }
}
