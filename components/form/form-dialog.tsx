'use client'

import { cloneElement, type ReactElement, type ReactNode } from 'react'
import { Dialog } from '../ui/dialog'
import { Form, type FormProps } from './form'
import { useOpenInAddress } from './open-in-address'

interface FormDialogProps<Input, Answer> extends FormProps<Input, Answer> {
  /** The button that opens it; leave out when `open` is controlled. */
  trigger?: ReactElement<Record<string, unknown>>
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** The word in the address that opens it. */
  opensFor?: string
  title: string
  description?: ReactNode
  width?: 'narrow' | 'wide'
}

/** A form behind a button; without fields it is a confirmation. Where it cannot be opened, the button says why. */
export function FormDialog<Input, Answer>(props: FormDialogProps<Input, Answer>) {
  const {
    trigger,
    open,
    onOpenChange,
    title,
    description,
    width,
    disabledReason,
    onDone,
    opensFor,
    ...form
  } = props
  const [ownOpen, setOwnOpen] = useOpenInAddress(opensFor)
  const setOpen = onOpenChange ?? setOwnOpen
  if (disabledReason !== undefined) return trigger && cloneElement(trigger, { disabledReason })
  return (
    <Dialog
      title={title}
      description={description}
      width={width}
      trigger={trigger}
      open={open ?? ownOpen}
      onOpenChange={setOpen}
    >
      <Form
        {...form}
        onDone={(answer, values) => {
          setOpen(false)
          onDone?.(answer, values)
        }}
      />
    </Dialog>
  )
}
