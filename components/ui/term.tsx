'use client'

import { Tooltip } from './tooltip'

/** A word of the field with its meaning on hover and focus. */
export function Term({ word, meaning }: { word: string; meaning: string }) {
  return (
    <Tooltip text={meaning}>
      <span
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the meaning must be reachable by keyboard
        tabIndex={0}
        className="underline decoration-dotted decoration-line-strong underline-offset-3 rounded-sm cursor-help"
      >
        {word}
      </span>
    </Tooltip>
  )
}
