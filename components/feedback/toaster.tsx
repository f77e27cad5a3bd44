'use client'

import { Toaster as Sonner, toast as sonner } from 'sonner'

/** Where toasts appear. Mounted once, in the root layout. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      gap={8}
      toastOptions={{
        duration: 5000,
        style: { borderRadius: '6px', fontFamily: 'inherit', boxShadow: 'var(--overlay-shadow)' },
      }}
    />
  )
}

/** What just happened, for actions whose result is not on the screen. Refusals belong next to their cause. */
export const toast = {
  done: (text: string, description?: string) => sonner.success(text, { description }),
  failed: (text: string, description?: string, action?: { label: string; onClick: () => void }) =>
    sonner.error(text, { description, action, duration: 10_000 }),
  note: (text: string, description?: string) => sonner(text, { description }),
}
