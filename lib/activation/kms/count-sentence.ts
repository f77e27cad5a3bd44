import { sayCount } from '../words/say-amounts'
import { sayDay } from '../words/say-date'
import type { CountBounds } from './count-bounds'
import type { CountDifference, DifferenceReason } from './count-difference'
import type { NeedOutlook, StopOutcome } from './count-outlook'
import type { LogCoverage, LogGap, NumberedRun } from './log-coverage'

/** The count of a host in words. No product tables behind this file: pages may import it in the browser. */

const WHO = { clients: 'client editions', servers: 'servers', office: 'Office' } as const

/** '17', or '17 to 24' where the log has gaps. */
export const sayBounds = ({ lower, upper }: CountBounds): string =>
  lower === upper ? String(lower) : `${lower} to ${upper}`

/** Whom a count between these bounds serves, as one sentence. */
export function sayServes(needs: readonly NeedOutlook[], bounds: CountBounds): string {
  const served = needs.filter(({ needed }) => bounds.lower >= needed)
  const open = needs.filter(({ needed }) => bounds.lower < needed && bounds.upper >= needed)
  const refused = needs.filter(({ needed }) => bounds.upper < needed)
  const parts = [
    served.length > 0 && `activates ${joined(served)}`,
    open.length > 0 && `may activate ${joined(open)}`,
    refused.length > 0 &&
      `${served.length + open.length > 0 ? 'not ' : 'activates neither '}${joined(refused, served.length + open.length > 0 ? 'and' : 'nor')}`,
  ].filter(Boolean)
  if (refused.length === 1 && served.length + open.length === 0) return 'It activates no clients.'
  return `It ${parts.join(', ')}.`
}

const joined = (needs: readonly NeedOutlook[], word = 'and') =>
  needs.map(({ who }) => WHO[who]).join(` ${word} `)

/** What a need still lacks, or until when it is met if nobody else came. */
export function sayNeed({ who, needed, serves, missing, until }: NeedOutlook): string {
  const whom = WHO[who]
  if (serves) {
    const end = until ? `; if no other machine asks, it falls below ${needed} on ${sayDay(until)}` : ''
    return `${needed} needed for ${whom}: reached${end}.`
  }
  return `${needed} needed for ${whom}: ${moreMachines(missing)} must ask within 30 days, each with its own CMID.`
}

const machines = (count: number) => sayCount(count, 'machine')
const moreMachines = (count: number) => sayCount(count, 'more machine')
const requestsOf = (count: number) => sayCount(count, 'request')

/** What happens when the chosen machines stop asking. */
export function sayStop(chosen: number, outcome: StopOutcome): string {
  if (chosen === 0) return 'Choose machines to see what happens to the count when they stop asking.'
  const when = outcome.settledAt ? ` on ${sayDay(outcome.settledAt)}, when the last of them expires` : ''
  const falls = outcome.falls.map(
    ({ who, needed, at }) => `below ${needed} on ${sayDay(at)}: it stops activating ${WHO[who]}`,
  )
  const consequence =
    falls.length > 0 ? ` It falls ${falls.join(', ')}.` : ' It still activates the same products.'
  return `Without ${machines(chosen)} the count is ${outcome.count}${when}.${consequence}`
}

const CAUSES: Readonly<Record<LogGap['cause'], string>> = {
  logBegins: 'The imported log does not reach back 30 days',
  counters: 'The host counted more requests than its log holds',
  numbers: 'Record numbers of the log are missing',
  clients: 'A client’s own log shows an answer that the host’s log does not have',
  silence: 'No client asked, although clients asked at these hours in other weeks',
  logEnds: 'The imported log ends',
}

/** One gap of the log. */
export function sayGap({
  cause,
  from,
  to,
  missing,
}: Omit<LogGap, 'cause'> & { cause: LogGap['cause'] }): string {
  const [first, last] = [from, to].map((at) => sayDay(new Date(at).toISOString()))
  const when = first === last ? `on ${first}` : `from ${first} to ${last}`
  if (cause === 'logEnds') return `${CAUSES.logEnds} on ${first}; later requests are not known.`
  if (cause === 'logBegins') return `${CAUSES.logBegins}: it begins on ${last}.`
  const most =
    missing === undefined ? '' : ` At most ${requestsOf(missing)} ${missing === 1 ? 'is' : 'are'} missing.`
  return `${CAUSES[cause]}, ${when}.${most}`
}

/** How much of the log is there. */
export function sayCoverage({ grade, gaps, numbered }: LogCoverage): string {
  if (grade === 'proven') {
    return numbered === undefined
      ? 'The log is complete: the host’s own request counters agree with it.'
      : `The log is complete: ${recordsOf(numbered)} follow each other without a hole.`
  }
  if (grade === 'noSign') {
    return `The log shows no gap. ${completeOf(numbered)}Readings of the host (slmgr.vbs /dlv) at both ends of the 30 days would prove it.`
  }
  return `The log has ${gaps.length === 1 ? 'a gap' : `${gaps.length} gaps`}, so the count is a range. ${completeOf(numbered)}`.trim()
}

const numberOf = (number: number) => number.toLocaleString('en-US')
const recordsOf = ({ first, last }: NumberedRun) =>
  `requests ${numberOf(first)} to ${numberOf(last)} of its log`
const completeOf = (numbered: NumberedRun | undefined) =>
  numbered === undefined
    ? ''
    : `Requests ${numberOf(numbered.first)} to ${numberOf(numbered.last)} of it are complete: their record numbers follow each other. `

/** The host's count against the log's. */
export function sayDifference(
  reported: number,
  bounds: CountBounds,
  { verdict, by }: CountDifference,
): string {
  const log = sayBounds(bounds)
  if (verdict === 'equal') return `The host reported ${reported}, and its log gives the same count.`
  if (verdict === 'within') return `The host reported ${reported}; its log, with gaps, allows ${log}.`
  const more = verdict === 'hostMore'
  return `The host reported ${reported}; its log gives ${log}: ${by} ${more ? 'more' : 'fewer'} than the log explains.`
}

type Kind = DifferenceReason['kind']

const SAY_REASON: { readonly [K in Kind]: (reason: Extract<DifferenceReason, { kind: K }>) => string } = {
  gap: (gap) => sayGap(gap),
  unseenGap: () => 'The log must lack requests, but nothing shows where. Import the full log again.',
  restarted: () =>
    'The host’s counters restarted within the 30 days: its key was activated again, which also clears the cache.',
  serviceRestarted: () =>
    'Its licensing service may have been restarted: then it begins to count again, which is no fault. Events 900 and 902 in its Application log show when.',
  smallerRoom: ({ reported, cap }) =>
    `The host reports ${reported}, at most 10: it has seen no client edition for this key, while the log allows up to ${cap}.`,
  clones: ({ machines: count }) =>
    `${moreMachines(count)} asked with a CMID that another machine uses: together they fill one slot.`,
  virtual: ({ requests }) =>
    `${requestsOf(requests)} came from virtual machines with Vista or Server 2008, which do not count.`,
  refused: ({ requests }) =>
    `${requestsOf(requests)} ${requests === 1 ? 'was' : 'were'} refused before counting: the key does not serve the product, or a clock is wrong.`,
  otherKey: ({ countedAs, machines: count }) =>
    `${machines(count)} asked its key for ${countedAs}, which has a separate count.`,
}

/** One reason for a difference. */
export function sayReason(reason: DifferenceReason): string {
  return (SAY_REASON[reason.kind] as (reason: DifferenceReason) => string)(reason)
}
