import type { ReactNode } from 'react'
import { classes } from './classes'

export type Tone = 'neutral' | 'accent' | 'ok' | 'watch' | 'warn' | 'bad' | 'silent'

const TONE: Readonly<Record<Tone, string>> = {
  neutral: 'bg-sunken border-line text-ink-soft',
  accent: 'bg-accent-soft border-transparent text-accent-strong',
  ok: 'bg-ok-soft border-transparent text-ink',
  watch: 'bg-watch-soft border-transparent text-ink',
  warn: 'bg-warn-soft border-transparent text-ink',
  bad: 'bg-bad-soft border-transparent text-ink',
  silent: 'bg-silent-soft border-transparent text-ink',
}

/** A short word in a box: a role, an import's status, "sample". */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={classes(
        'inline-flex items-center gap-1 rounded-sm border px-1.5 h-5 text-xs font-medium whitespace-nowrap',
        TONE[tone],
      )}
    >
      {children}
    </span>
  )
}
