'use client'

import { CircleCheck, CircleX, Info, type LucideIcon, X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Button, IconButton } from '../ui/button'
import { classes } from '../ui/classes'

type Tone = 'done' | 'failed' | 'note'

interface Toast {
  id: number
  tone: Tone
  text: string
  description?: string | undefined
  action?: ToastAction | undefined
}

interface ToastAction {
  label: string
  onClick: () => void
}

const MARK: Readonly<Record<Tone, { icon: LucideIcon; colour: string }>> = {
  done: { icon: CircleCheck, colour: 'text-ok' },
  failed: { icon: CircleX, colour: 'text-bad' },
  note: { icon: Info, colour: 'text-ink-soft' },
}

/** How long each stands, unless somebody points at it or is in it. */
const STANDS_MS: Readonly<Record<Tone, number>> = { done: 5_000, failed: 10_000, note: 5_000 }
const MOST_SHOWN = 3

const NONE: readonly Toast[] = []
let shown = NONE
let lastId = 0
const listeners = new Set<() => void>()

function change(next: readonly Toast[]): void {
  shown = next
  for (const tell of listeners) tell()
}

function add(toast: Omit<Toast, 'id'>): void {
  lastId += 1
  change([...shown, { ...toast, id: lastId }].slice(-MOST_SHOWN))
}

const remove = (id: number) => change(shown.filter((toast) => toast.id !== id))

/** What just happened, for actions whose result is not on the screen. Refusals belong next to their cause. */
export const toast = {
  done: (text: string, description?: string) => add({ tone: 'done', text, description }),
  failed: (text: string, description?: string, action?: ToastAction) =>
    add({ tone: 'failed', text, description, action }),
  note: (text: string, description?: string) => add({ tone: 'note', text, description }),
}

/** Where toasts appear, the newest below. Mounted once, in the root layout. */
export function Toaster() {
  const toasts = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
    () => NONE,
  )
  return (
    <section
      aria-label="Notifications"
      aria-live="polite"
      className="fixed z-60 right-4 bottom-4 max-md:bottom-20 grid gap-2 w-[min(22rem,calc(100vw-2rem))]"
    >
      {toasts.map((one) => (
        <ToastCard key={one.id} toast={one} />
      ))}
    </section>
  )
}

function ToastCard({ toast: { id, tone, text, description, action } }: { toast: Toast }) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => remove(id), STANDS_MS[tone])
    return () => clearTimeout(timer)
  }, [held, id, tone])
  const { icon: Icon, colour } = MARK[tone]
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: being read holds it; nothing is done by it
    <div
      data-toast
      className="overlay flex items-start gap-2.5 py-2 pl-3 pr-1.5"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon aria-hidden className={classes('size-4 shrink-0 mt-1.5', colour)} />
      <div className="grid gap-1 flex-1 min-w-0 py-1 justify-items-start">
        <p className="font-medium">{text}</p>
        {description && <p className="text-table text-ink-soft">{description}</p>}
        {action && (
          <Button
            size="small"
            onClick={() => {
              remove(id)
              action.onClick()
            }}
          >
            {action.label}
          </Button>
        )}
      </div>
      <IconButton icon={X} label="Close" size="small" onClick={() => remove(id)} />
    </div>
  )
}
