import { cloneElement, type ReactElement } from 'react'

interface TooltipProps {
  text: string
  /** One element that can take focus. */
  children: ReactElement<Record<string, unknown>>
  side?: 'right'
}

/** A short explanation on hover and on focus: the page's one tooltip (page-tooltip.tsx) reads it from the element. */
export function Tooltip({ text, children, side }: TooltipProps) {
  return cloneElement(children, { 'data-tip': text, 'data-tip-side': side })
}
