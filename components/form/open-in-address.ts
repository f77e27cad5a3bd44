'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { OPEN_PARAMETER } from '@/lib/format/paths'

/**
 * Whether a dialog is open: by its button, or because the address asks for it by `word`, as the palette does. Closing takes
 * the word out of the address.
 */
export function useOpenInAddress(
  word: string | undefined,
): [open: boolean, setOpen: (open: boolean) => void] {
  const [isPressed, setPressed] = useState(false)
  const pathname = usePathname()
  const parameters = useSearchParams()
  const isAsked = word !== undefined && parameters.get(OPEN_PARAMETER) === word
  const setOpen = (open: boolean) => {
    setPressed(open)
    if (open || !isAsked) return
    const rest = new URLSearchParams(parameters)
    rest.delete(OPEN_PARAMETER)
    window.history.replaceState(null, '', rest.size > 0 ? `${pathname}?${rest}` : pathname)
  }
  return [isPressed || isAsked, setOpen]
}
