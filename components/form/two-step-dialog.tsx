'use client'

import { cloneElement, type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react'
import { Dialog } from '../ui/dialog'
import { useOpenInAddress } from './open-in-address'

interface TwoStepDialogProps<Found> {
  /** The button that opens it; where it cannot be opened, it says why. */
  trigger: ReactElement<Record<string, unknown>>
  disabledReason?: string | undefined
  /** The word in the address that opens it. */
  opensFor?: string | undefined
  first: {
    title: string
    description: string
    /** A form with `isStep`, that hands on what was found. */
    form: (next: (found: Found) => void) => ReactNode
  }
  second: {
    title: string
    description?: string
    /** What was found, and what is done with it. */
    content: (found: Found, ways: { back: () => void; close: () => void }) => ReactNode
  }
}

/** Something to look through first, and then what comes of it; on the way back the first step is as it was left. */
export function TwoStepDialog<Found>({
  trigger,
  disabledReason,
  opensFor,
  first,
  second,
}: TwoStepDialogProps<Found>) {
  const [open, setOpen] = useOpenInAddress(opensFor)
  const [found, setFound] = useState<{ value: Found }>()
  const secondStep = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (found) secondStep.current?.focus()
  }, [found])
  if (disabledReason !== undefined) return cloneElement(trigger, { disabledReason })
  const change = (next: boolean) => {
    setFound(undefined)
    setOpen(next)
  }
  const { title, description } = found ? second : first
  return (
    <Dialog
      title={title}
      description={description}
      width="wide"
      trigger={trigger}
      open={open}
      onOpenChange={change}
    >
      <div hidden={found !== undefined}>{first.form((value) => setFound({ value }))}</div>
      {found && (
        <div ref={secondStep} tabIndex={-1} className="outline-none">
          {second.content(found.value, { back: () => setFound(undefined), close: () => change(false) })}
        </div>
      )}
    </Dialog>
  )
}
