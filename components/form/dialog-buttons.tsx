import type { ReactNode } from 'react'
import { Button } from '../ui/button'
import { DialogClose } from '../ui/dialog'

interface DialogButtonsProps {
  /** What sending the form does, as a verb with its object. */
  children: ReactNode
  /** It is being done. */
  busy?: boolean
  danger?: true | undefined
}

/** The actions of a form in a dialog: do it, or leave. */
export function DialogButtons({ children, busy, danger }: DialogButtonsProps) {
  return (
    <>
      <Button type="submit" look={danger ? 'danger' : 'primary'} disabled={busy}>
        {children}
      </Button>
      <DialogClose>
        <Button>Cancel</Button>
      </DialogClose>
    </>
  )
}
