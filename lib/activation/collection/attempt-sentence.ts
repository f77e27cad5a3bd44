import { sayDayNear } from '../words/say-date'
import { type CollectionOutcome, type CollectionWay, OUTCOMES } from './outcome-table'

export interface Attempt {
  /** ISO 8601 UTC */
  at: string
  outcome: CollectionOutcome
  via?: CollectionWay | null | undefined
}

const WAYS: Readonly<Record<CollectionWay, string>> = { local: 'Collector', winrm: 'WinRM', dcom: 'DCOM' }

/** 'WinRM refused', 'name not found'. */
export function outcomeWords({ outcome, via }: Omit<Attempt, 'at'>): string {
  const { words, namesWay } = OUTCOMES[outcome]
  return namesWay && via ? `${WAYS[via]} ${words}` : words
}

/** 'tried 26 Nov, WinRM refused'; 'read 26 Nov' when it worked. */
export function sayAttempt(attempt: Attempt, now: number): string {
  const day = sayDayNear(attempt.at, now)
  return attempt.outcome === 'read' ? `read ${day}` : `tried ${day}, ${outcomeWords(attempt)}`
}
