import { MINUTE_MS } from '../kms/timers'
import { sayCount } from '../words/say-amounts'
import { sayAgo, sayDay, sayDayNear, saySpan } from '../words/say-date'
import type { SourceState } from './source-state'

/** How a source stands, in a sentence. Lag and habit are told together: one says nothing without the other. */
export function saySourceState(standing: SourceState): string {
  switch (standing.state) {
    case 'byHand':
      return 'Comes when somebody sends something.'
    case 'neverHeard':
      return 'Has not sent anything yet.'
    case 'ended':
      return `Cannot send since ${sayDay(standing.endedAt)}.`
    case 'learning':
      return `Last sent ${sayLag(standing.lagMinutes)}; too few deliveries to know how often it sends.`
    case 'onTime':
    case 'late':
    case 'stale':
      return `Last sent ${sayLag(standing.lagMinutes)}${sayUp(standing.upMinutes)}; usually ${sayUsual(standing.usualMinutes)}.`
  }
}

/** 'every hour', 'every 6 hours': posts of an hour are one delivery, so nothing is known below that. */
export function sayUsual(minutes: number): string {
  if (minutes <= 60) return 'every hour or more often'
  return `every ${saySpan(minutes * MINUTE_MS).replace(/^1 /, '')}`
}

/** Silence before the console came up says nothing of the source. */
const sayUp = (minutes: number | undefined) =>
  minutes === undefined ? '' : `, and the console came up ${sayLag(minutes)}`

function sayLag(minutes: number): string {
  return minutes < 1 ? 'just now' : `${saySpan(minutes * MINUTE_MS)} ago`
}

/** What keeps a source from doing its work. Counts are of the last seven days. */
export type SourceTrouble =
  | { kind: 'tokenStillPresented'; token: string; endedAt: string; address: string }
  | { kind: 'tokenFromElsewhere'; token: string; address: string }
  | { kind: 'tokenEnding'; token: string; expiresAt: string }
  | { kind: 'rejected'; count: number; reason: string }
  | { kind: 'failed'; count: number; problem: string | null }
  | { kind: 'waiting'; count: number }
  | { kind: 'folderNotLookedAt'; lookedAt: string }
  | { kind: 'folderUnreadable'; problem: string }
  | { kind: 'filesRefused'; count: number; folder: string }
  | { kind: 'directory'; readAt: string }
  | { kind: 'check'; problem: string | null }

/** A trouble of a source, with the way out. */
export function saySourceTrouble(trouble: SourceTrouble, now: number): string {
  switch (trouble.kind) {
    case 'tokenStillPresented':
      return `Token ${trouble.token} ended on ${sayDay(trouble.endedAt)} and is still presented from ${trouble.address}. Give its programs a new one.`
    case 'tokenFromElsewhere':
      return `Token ${trouble.token} was presented from ${trouble.address}, outside its networks. Widen them, or find out who has it.`
    case 'tokenEnding':
      return `Token ${trouble.token} expires on ${sayDayNear(trouble.expiresAt, now)}. Give its programs a new one before.`
    case 'rejected':
      return `${sayCount(trouble.count, 'line')} could not be used in the last 7 days. The newest reason: ${firstSentence(trouble.reason)}`
    case 'failed':
      return `${sayCount(trouble.count, 'import')} failed in the last 7 days${trouble.problem ? `: ${firstSentence(trouble.problem)}` : '.'}`
    case 'waiting':
      return `${sayCount(trouble.count, 'file')} ${trouble.count === 1 ? 'waits' : 'wait'} for an answer: which machine, day or month first, one machine or several.`
    case 'folderNotLookedAt':
      return `The folder was last looked at ${sayAgo(trouble.lookedAt, now)}. Start the console or npm run watch there.`
    case 'folderUnreadable':
      return `The folder cannot be read: ${trouble.problem}`
    case 'filesRefused':
      return `${sayCount(trouble.count, 'refused file')} in ${trouble.folder}, each with its reason beside it.`
    case 'directory':
      return `The reading of ${sayDayNear(trouble.readAt, now)} did not finish. The page Directories says why.`
    case 'check':
      return `The last check of DNS failed${trouble.problem ? `: ${trouble.problem}` : '.'}`
  }
}

/** What to send instead stands with the import. */
const firstSentence = (words: string) => /^.*?\.(?=\s|$)/s.exec(words)?.[0] ?? words
