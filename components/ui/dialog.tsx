'use client'

import type { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { cloneElement, createContext, type ReactElement, type ReactNode, use, useState } from 'react'
import { type LeaveGuarded, leaveBy } from '../layout/leaving'
import { classes } from './classes'
import { partOnOpening } from './part-on-opening'

const dialogPart = partOnOpening(async () => (await import('@base-ui/react/dialog')).Dialog)

/** Has dialogs at hand: to ask before typed text is lost must not depend on the server. */
export const prepareDialogs = dialogPart.prepare

const Loaded = createContext<typeof BaseDialog | undefined>(undefined)

/** The forms in the dialog around: they are asked before it closes by Esc, a press outside, the cross or Cancel. */
export const DialogForms = createContext<Set<LeaveGuarded> | undefined>(undefined)

interface DialogProps {
  title: string
  description?: ReactNode
  children?: ReactNode
  /** Buttons at the foot, the affirmative one last. */
  actions?: ReactNode
  /** The element that opens it; leave out when `open` is controlled. */
  trigger?: ReactElement<Record<string, unknown>>
  open?: boolean
  onOpenChange?: (open: boolean) => void
  width?: 'narrow' | 'wide'
}

/** A modal dialog: title, words, content, actions. Esc and the cross close it. */
export function Dialog(props: DialogProps) {
  const { title, description, children, actions, trigger, open, onOpenChange, width = 'narrow' } = props
  const [ownOpen, setOwnOpen] = useState(false)
  const isOpen = open ?? ownOpen
  const [forms] = useState(() => new Set<LeaveGuarded>())
  const Base = dialogPart.usePart(isOpen, () => (onOpenChange ?? setOwnOpen)(false))
  const change = (next: boolean) => {
    const go = () => (onOpenChange ?? setOwnOpen)(next)
    if (next) go()
    else leaveBy(go, forms)
  }
  return (
    <>
      {trigger &&
        cloneElement(trigger, {
          ...dialogPart.preparing,
          'aria-haspopup': 'dialog',
          'aria-expanded': isOpen,
          onClick: () => change(true),
        })}
      {Base && (
        <Base.Root open={isOpen} onOpenChange={change}>
          <Base.Portal>
            <Base.Backdrop className="appear fixed inset-0 z-40 bg-backdrop" />
            <Base.Popup
              className={classes(
                'overlay appear fixed z-50 left-1/2 top-[max(8vh,2rem)] -translate-x-1/2 w-[calc(100vw-2rem)]',
                'max-h-[84vh] overflow-y-auto p-5 grid gap-4',
                width === 'wide' ? 'max-w-3xl' : 'max-w-lg',
              )}
            >
              <Loaded value={Base}>
                <div className="grid gap-1 pr-10">
                  <Base.Title className="text-base font-semibold">{title}</Base.Title>
                  {description && (
                    <Base.Description className="text-ink-soft">{description}</Base.Description>
                  )}
                </div>
                <DialogForms value={forms}>{children}</DialogForms>
                {actions && (
                  <div data-form-foot className="flex flex-wrap justify-end gap-2">
                    {actions}
                  </div>
                )}
                {/* Last, so that opening the dialog puts the focus on its content. */}
                <Base.Close
                  aria-label="Close"
                  className="absolute right-3 top-3 grid place-items-center size-8 rounded-md text-ink-soft hover:bg-hover hover:text-ink"
                >
                  <X aria-hidden className="size-4" />
                </Base.Close>
              </Loaded>
            </Base.Popup>
          </Base.Portal>
        </Base.Root>
      )}
    </>
  )
}

/** Closes the dialog it is in: wrap the cancel button. */
export function DialogClose({ children }: { children: ReactElement<Record<string, unknown>> }) {
  const Base = use(Loaded)
  return Base ? <Base.Close render={children} /> : children
}
