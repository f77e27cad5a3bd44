'use client'

import { type ReactNode, useState } from 'react'

/** The rows behind a picture, one press away; they are made when they are asked for. */
export function AsTable({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <details className="group" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="link text-table w-fit list-none [&::-webkit-details-marker]:hidden">
        <span className="group-open:hidden">Show as table</span>
        <span className="hidden group-open:inline">Hide the table</span>
      </summary>
      {open && <div className="pt-3">{children}</div>}
    </details>
  )
}
