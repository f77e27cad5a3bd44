import { useEffect, useRef, useState } from 'react'

const PAUSE_MS = 200

/**
 * The text of a search box, which is looked for when the person pauses. q: what the address looks for. `isWhole` says of a text
 * whether it can be looked for as it stands. `settle` is for what a box sends by itself: what is looked for from now on, and
 * what is left in the box.
 */
export function useSearchText(
  q: string,
  search: (text: string) => void,
  isWhole: (text: string) => boolean = () => true,
) {
  const [text, setText] = useState(q)
  const sent = useRef(q)
  const latest = useRef({ search, isWhole })
  useEffect(() => {
    latest.current = { search, isWhole }
  })
  // The address can change by Back or by a chip: the box follows, but never while its own text is on the way.
  useEffect(() => {
    if (q === sent.current) return
    sent.current = q
    setText(q)
  }, [q])
  useEffect(() => {
    if (text.trim() === sent.current || !latest.current.isWhole(text)) return
    const timer = setTimeout(() => {
      sent.current = text.trim()
      latest.current.search(text.trim())
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  const settle = (wanted: string, left = wanted) => {
    sent.current = wanted
    setText(left)
  }
  return { text, setText, settle }
}
