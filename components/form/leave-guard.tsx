'use client'

import { type ReactNode, type RefObject, useContext, useEffect, useRef, useState } from 'react'
import { guardLeaving } from '../layout/leaving'
import { Button } from '../ui/button'
import { Dialog, DialogForms, prepareDialogs } from '../ui/dialog'
import { formText } from './form-values'

interface LeaveGuard {
  /** What the form holds now is saved: leaving loses nothing. */
  settle: () => void
  /** Stands inside the form, so that it opens above the dialog the form may be in. */
  question: ReactNode
}

/** Asks before typed text is lost: by the ways a dialog closes, and by every way off the page. */
export function useLeaveGuard(
  form: RefObject<HTMLFormElement | null>,
  { leavesFreely }: { leavesFreely?: true | undefined } = {},
): LeaveGuard {
  const [leave, setLeave] = useState<() => void>()
  const dialog = useContext(DialogForms)
  const settled = useRef('')
  const textOf = () => (form.current ? formText(new FormData(form.current)) : settled.current)
  const settle = () => {
    settled.current = textOf()
  }
  const isTyped = () => textOf() !== settled.current
  // biome-ignore lint/correctness/useExhaustiveDependencies: all of them read refs; they hold as long as the form is there
  useEffect(() => {
    // What was typed before the page's script ran is typed too.
    if (!isTouched(form.current)) settle()
    if (leavesFreely) return
    form.current?.addEventListener('input', prepareDialogs, { once: true })
    const guarded = { isTyped, settle, ask: (go: () => void) => setLeave(() => go) }
    const stop = guardLeaving(guarded)
    dialog?.add(guarded)
    return () => {
      dialog?.delete(guarded)
      stop()
    }
  }, [dialog, leavesFreely])
  const discard = () => {
    setLeave(undefined)
    leave?.()
  }
  return {
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

/** Whether a field holds something else than the server wrote into it. */
function isTouched(form: HTMLFormElement | null): boolean {
  return [...(form?.elements ?? [])].some((field) => {
    if (field instanceof HTMLTextAreaElement)
      return field.value !== field.defaultValue.replace(/\r\n?/g, '\n')
    if (!(field instanceof HTMLInputElement)) return false
    const isTicked = field.type === 'checkbox' || field.type === 'radio'
    return isTicked ? field.checked !== field.defaultChecked : field.value !== field.defaultValue
  })
}
