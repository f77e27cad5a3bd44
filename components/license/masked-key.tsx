import { canEndKey } from '@/lib/activation/product/product-key'

/** A product key as the console ever shows it: the last five. One as no key has it is shown as reported, and marked. */
export function MaskedKey({ lastFive }: { lastFive: string }) {
  return (
    <span className="font-mono text-table whitespace-nowrap">
      <span aria-hidden="true" className="text-ink-faint">
        …-
      </span>
      <LastFive lastFive={lastFive} />
    </span>
  )
}

/** The same without the sign that more stands before it. */
export function LastFive({ lastFive }: { lastFive: string }) {
  if (canEndKey(lastFive)) return lastFive
  return (
    <>
      {lastFive} <span className="font-sans text-ink-soft">(no key ends so)</span>
    </>
  )
}
