import { maskProductKeys } from '../product/product-key'
import { sayCount } from '../words/say-amounts'
import { sayDay } from '../words/say-date'
import { availableIn, leftIn } from './mak-drift'
import { type BurnAnswer, burnRate, forecast } from './mak-forecast'
import { grantedBy, type LedgerEntry } from './mak-ledger'
import { sayForecast, sayMaking } from './mak-sentence'

/** Days that a suggested increase is to last. */
export const INCREASE_COVER_DAYS = 365

/** A suggestion is rounded up to whole tens: it is an estimate and should look like one. */
const SUGGESTION_STEP = 10

export type SuggestedIncrease =
  | {
      ok: true
      /** Activations to ask for; 0 where what is left lasts long enough. */
      count: number
      coverDays: number
      /** Activations a day it is reckoned with: the high end of the band. */
      perDay: number
    }
  | Extract<BurnAnswer, { ok: false }>

/**
 * How many more activations a key needs to last `coverDays` from now at the high end of its rate; `now` in
 * milliseconds since 1970. Refused where too little is known for a rate. The rule is ours.
 */
export function suggestedIncrease(
  ledger: readonly LedgerEntry[],
  now: number,
  coverDays = INCREASE_COVER_DAYS,
): SuggestedIncrease {
  const burn = burnRate(ledger, now)
  if (!burn.ok) return burn
  const perDay = burn.rate.highPerDay
  const missing = Math.max(0, perDay * coverDays - availableIn(ledger))
  return { ok: true, count: Math.ceil(missing / SUGGESTION_STEP) * SUGGESTION_STEP, coverDays, perDay }
}

export interface IncreaseRequest {
  /** What the key is for: 'Windows 11 Enterprise'. */
  product: string
  lastFive: string
  /** Number of the agreement or customer; a line to fill in is left where it is not known. */
  agreement?: string | undefined
  ledger: readonly LedgerEntry[]
  /** Activations asked for. */
  wanted: number
  /** In the words of the one who asks. */
  why: string
}

/**
 * The request for more activations of a MAK, as plain text to send to Microsoft or the reseller: what was
 * granted and used, how fast and for what, until when it lasts, what is wanted and why. Holds the last five
 * characters of the key and never more, whatever was pasted into the reason. `now`: milliseconds since 1970; dates are UTC.
 */
export function sayIncreaseRequest(request: IncreaseRequest, now: number): string {
  const { product, lastFive, ledger, wanted, why } = request
  const lines = [
    `Request for more activations of a multiple activation key (MAK)`,
    '',
    `Agreement: ${request.agreement?.trim() || '(please fill in)'}`,
    `Product: ${product}`,
    `Key, last five characters: ${lastFive}`,
    `Granted so far: ${activations(grantedBy(ledger))}`,
    `Used so far: ${usedWords(ledger)}`,
    `Left: ${leftWords(ledger, now)}`,
    `Use: ${burnWords(ledger, now)}`,
    `Forecast: ${sayForecast(forecast(ledger, now))}`,
    '',
    `Wanted: ${count(wanted)} more`,
    `Why: ${why.trim() || '(please fill in)'}`,
    '',
    `Figures as of ${sayDay(new Date(now).toISOString())}, from our own ledger of this key.`,
  ]
  return maskProductKeys(lines.join('\n'))
}

const count = (value: number) => value.toLocaleString('en-US')
const activations = (value: number) => sayCount(value, 'activation')

function usedWords(ledger: readonly LedgerEntry[]): string {
  const spent = { new: 0, rebuild: 0, hardware: 0 }
  let corrected = 0
  for (const entry of ledger) {
    if (entry.kind === 'activation') spent.new += entry.count
    if (entry.kind === 'reactivation') spent[entry.cause] += entry.count
    if (entry.kind === 'correction') corrected -= entry.change
  }
  const { left, granted, used: seen, overdrawnBy } = leftIn(ledger)
  const used = granted - left + overdrawnBy
  const byCorrection = corrected === 0 ? [] : [`${count(corrected)} by corrections`]
  const unseen = used > seen ? [`${count(used - seen)} that only Microsoft counts`] : []
  const parts = [...partsOf(spent), ...byCorrection, ...unseen]
  return parts.length === 0 ? activations(used) : `${activations(used)} (${parts.join(', ')})`
}

const partsOf = (spent: { new: number; rebuild: number; hardware: number }): string[] => [
  ...(spent.new > 0 ? [`${count(spent.new)} on new machines`] : []),
  ...(spent.rebuild > 0 ? [`${count(spent.rebuild)} again after a rebuild`] : []),
  ...(spent.hardware > 0 ? [`${count(spent.hardware)} again after a hardware change`] : []),
]

function leftWords(ledger: readonly LedgerEntry[], now: number): string {
  const figure = leftIn(ledger)
  return `${activations(figure.left)}. ${sayMaking(figure, now)}`
}

function burnWords(ledger: readonly LedgerEntry[], now: number): string {
  const burn = burnRate(ledger, now)
  if (!burn.ok) return 'too few activations in the last 90 days for a rate'
  const { spent, days, perDay } = burn.rate
  const sum = spent.new + spent.rebuild + spent.hardware
  const monthly = `about ${count(Math.round(perDay * 30))} in 30 days`
  return `${activations(sum)} in the last ${sayCount(Math.floor(days), 'day')}, ${monthly} (${partsOf(spent).join(', ')})`
}
