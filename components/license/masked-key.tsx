/** A product key as the console ever shows it: the last five. */
export function MaskedKey({ lastFive }: { lastFive: string }) {
  return (
    <span className="font-mono text-table whitespace-nowrap">
      <span aria-hidden="true" className="text-ink-faint">
        …-
      </span>
      {lastFive}
    </span>
  )
}
