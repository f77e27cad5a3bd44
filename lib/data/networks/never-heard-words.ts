import { formatCount, formatCountOf } from '@/lib/format/counts'
import type { NeverHeardRow, NeverHeardView } from './never-heard'

export const KIND_WORD = {
  active: 'In use',
  stale: 'Abandoned',
  other: 'Not Windows',
  all: 'All',
} as const

/** '142 machines of the directory are in use and were never heard of; 37 more look abandoned.' */
export function neverHeardSentence({
  counts,
  computers,
}: Pick<NeverHeardView, 'counts' | 'computers'>): string {
  const { active, stale } = counts
  const rest = stale > 0 ? ` ${formatCount(stale)} more ${stale === 1 ? 'looks' : 'look'} abandoned.` : ''
  if (active === 0) {
    return `Every machine in use among the ${formatCountOf(computers, 'computer')} of the directory has been heard of.${rest}`
  }
  return `${formatCountOf(active, 'machine')} of the directory ${active === 1 ? 'is' : 'are'} in use and ${active === 1 ? 'was' : 'were'} never heard of.${rest}`
}

const DAY_MS = 86_400_000

/** What to do about a computer that no import ever named. */
export function whatToDo(row: NeverHeardRow, now: Date): string {
  if (row.isDisabled) return 'Nothing: its account is disabled. Delete the account when the machine is gone.'
  if (row.kind === 'stale') {
    const days = row.lastLogonAt && Math.floor((now.getTime() - Date.parse(row.lastLogonAt)) / DAY_MS)
    const since = days ? `No logon for ${formatCount(days)} days` : 'It has never logged on'
    return `${since}: ask whether the machine still exists, then disable the account.`
  }
  if (row.kind === 'other') return 'Nothing: only Windows and Office are activated through KMS.'
  if (!row.lastLogonAt) return 'New: wait for its first logon, then collect its state.'
  return 'Collect its state.'
}
