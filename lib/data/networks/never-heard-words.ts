import { type Attempt, sayAttempt } from '@/lib/activation/collection/attempt-sentence'
import { OUTCOMES } from '@/lib/activation/collection/outcome-table'
import { formatCountOf } from '@/lib/format/counts'
import type { NeverHeardRow, NeverHeardView } from './never-heard'

export const KIND_WORD = {
  active: 'In use',
  stale: 'Abandoned',
  other: 'Not Windows',
  all: 'All',
} as const

/** '142 machines of the directory are in use and have never reported. 37 more look abandoned.' */
export function neverHeardSentence(view: Pick<NeverHeardView, 'counts' | 'computers'>): string {
  const { active, stale } = view.counts
  const rest = stale > 0 ? ` ${formatCountOf(stale, 'more looks', 'more look')} abandoned.` : ''
  if (active === 0) {
    return `Every machine in use among the ${formatCountOf(view.computers, 'computer')} of the directory has reported.${rest}`
  }
  return `${formatCountOf(active, 'machine')} of the directory ${active === 1 ? 'is in use and has' : 'are in use and have'} never reported.${rest}`
}

const DAY_MS = 86_400_000

/** What to do about a computer that no import ever named. */
export function whatToDo(row: NeverHeardRow, now: Date): string {
  if (row.isDisabled)
    return 'Nothing to do: the account is disabled. Delete the account when the machine is gone.'
  if (row.kind === 'stale') {
    const days = row.lastLogonAt && Math.floor((now.getTime() - Date.parse(row.lastLogonAt)) / DAY_MS)
    const since = days ? `No logon for ${formatCountOf(days, 'day')}` : 'It has never logged on'
    return `${since}: check whether the machine still exists, then disable the account.`
  }
  if (row.attempt && row.attempt.outcome !== 'read') return remedyOf(row.attempt, now)
  if (row.kind === 'other') return 'Nothing to do: KMS activates only Windows and Office.'
  if (!row.lastLogonAt) return 'New: wait for its first logon, then collect its state.'
  return 'Collect its state.'
}

/** 'Tried 26 Nov, WinRM refused. The machine is on, but nothing listens: …' */
function remedyOf(attempt: Attempt, now: Date): string {
  const tried = sayAttempt(attempt, now.getTime())
  return `${tried.charAt(0).toUpperCase()}${tried.slice(1)}. ${OUTCOMES[attempt.outcome].remedy ?? ''}`.trim()
}
