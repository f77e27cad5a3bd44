'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { formText } from './form-values'

interface LeaveGuard {
  /** Goes on at once when nothing would be lost, otherwise after the person said so. */
  ask: (leave: () => void) => void
  /** What the form holds now is saved: leaving loses nothing. */
  settle: () => void
  /** Stands inside the form, so that it opens above the dialog the form may be in. */
  question: ReactNode
}

/** Asks before typed text is lost: on Esc and Cancel, on links of the console, on Back, on closing the tab. */
export function useLeaveGuard(form: RefObject<HTMLFormElement | null>): LeaveGuard {
  const router = useRouter()
  const [leave, setLeave] = useState<() => void>()
  const settled = useRef('')
  const textOf = () => (form.current ? formText(new FormData(form.current)) : settled.current)
  const settle = () => {
    settled.current = textOf()
  }
  const isTyped = () => textOf() !== settled.current
  // biome-ignore lint/correctness/useExhaustiveDependencies: all of them read refs; they listen as long as the form is there
  useEffect(() => {
    settle()
    const leavesBy = (event: Event, go: () => void) => {
      if (!isTyped()) return
      event.preventDefault()
      event.stopPropagation()
      setLeave(() => go)
    }
    const onClick = (event: MouseEvent) => {
      const href = hrefLeftBy(event)
      if (href) leavesBy(event, () => router.push(href))
    }
    const onBack = (event: NavigateEvent) => {
      const { key } = event.destination
      if (event.navigationType !== 'traverse' || !event.cancelable) return
      leavesBy(event, () => void window.navigation.traverseTo(key))
    }
    const onUnload = (event: BeforeUnloadEvent) => isTyped() && event.preventDefault()
    document.addEventListener('click', onClick, { capture: true })
    window.addEventListener('beforeunload', onUnload)
    window.navigation?.addEventListener('navigate', onBack)
    return () => {
      document.removeEventListener('click', onClick, { capture: true })
      window.removeEventListener('beforeunload', onUnload)
      window.navigation?.removeEventListener('navigate', onBack)
    }
  }, [router])
  const discard = () => {
    settle()
    setLeave(undefined)
    leave?.()
  }
  return {
    ask: (go) => (isTyped() ? setLeave(() => go) : go()),
    settle,
    question: (
      <Dialog
        title="Discard what you typed?"
        open={leave !== undefined}
        onOpenChange={(open) => !open && setLeave(undefined)}
        actions={
          <>
            <Button onClick={() => setLeave(undefined)}>Keep editing</Button>
            <Button look="danger" onClick={discard}>
              Discard
            </Button>
          </>
        }
      />
    ),
  }
}

/** Where in the console a click would lead in this tab. */
function hrefLeftBy(event: MouseEvent): string | undefined {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || link.target === '_blank' || link.hasAttribute('download')) return
  const isHere = link.pathname === location.pathname && link.search === location.search
  return link.origin === location.origin && !isHere ? link.href : undefined
}
