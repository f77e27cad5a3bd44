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

/** The foot of a form in a dialog, as of every dialog: leave, or do it, at the right. */
export function DialogButtons({ children, busy, danger }: DialogButtonsProps) {
  return (
    <div className="flex flex-wrap justify-end gap-2 flex-1">
      <DialogClose>
        <Button>Cancel</Button>
      </DialogClose>
      <Button type="submit" look={danger ? 'danger' : 'primary'} disabled={busy}>
        {children}
      </Button>
    </div>
  )
}
