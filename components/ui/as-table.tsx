import type { ReactNode } from 'react'

/** The rows behind a picture, one press away. */
export function AsTable({ children }: { children: ReactNode }) {
  return (
    <details className="group">
      <summary className="link text-table w-fit list-none [&::-webkit-details-marker]:hidden">
        <span className="group-open:hidden">Show as table</span>
        <span className="hidden group-open:inline">Hide the table</span>
      </summary>
      <div className="pt-3 max-h-96 overflow-y-auto">{children}</div>
    </details>
  )
}
