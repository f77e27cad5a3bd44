import { sayCount } from '../words/say-amounts'
import { sayDayNear } from '../words/say-date'
import { leftIn } from './mak-drift'
import { type Forecast, forecast } from './mak-forecast'
import type { LedgerEntry } from './mak-ledger'
import { sayMaking } from './mak-sentence'

/** What the page of a MAK says first: the answer, then the evidence. */
export interface LedgerAnswer {
  tone: 'ok' | 'watch' | 'bad'
  headline: string
  detail: string
}

/**
 * '38 of 250 activations left', and beneath it what that is made of and when the key runs out. `now`: milliseconds since 1970; days are UTC. `isLow`: a rule for warnings is broken.
 */
export function ledgerAnswer(ledger: readonly LedgerEntry[], now: number, isLow: boolean): LedgerAnswer {
  const figure = leftIn(ledger)
  const { left, granted, used, overdrawnBy } = figure
  const making = sayMaking(figure, now)
  if (granted === 0) return { tone: 'watch', headline: ungranted(used), detail: making }
  if (overdrawnBy > 0) {
    const headline = `Overdrawn: ${activations(overdrawnBy)} more than the ${count(granted)} granted`
    const why =
      'Observed activations are still recorded, planned ones are refused. Enter an increase, or correct the balance.'
    return { tone: 'bad', headline, detail: `${why} ${making}` }
  }
  const headline = `${count(left)} of ${activations(granted)} left`
  const detail = `${making} ${sayRunOut(forecast(ledger, now), now)}`
  if (left === 0) return { tone: 'bad', headline, detail }
  return { tone: isLow ? 'watch' : 'ok', headline, detail }
}

function ungranted(used: number): string {
  const how = 'the number granted is not entered'
  return used === 0 ? `No activation seen, and ${how}` : `${activations(used)} seen, and ${how}`
}

/** 'At 9 a day it runs out about 14 Mar, between 2 Mar and 1 Apr.' */
function sayRunOut(answer: Forecast, now: number): string {
  if (!answer.ok) return sayNoForecast(answer)
  const { earliest, likely, latest } = answer.runsOut
  const day = (iso: string) => sayDayNear(iso, now)
  const band =
    latest === undefined ? `from ${day(earliest)} on` : `between ${day(earliest)} and ${day(latest)}`
  return `At ${sayRate(answer.rate.perDay)} it runs out about ${day(likely)}, probably ${band}.`
}

function sayNoForecast({ refusal }: Extract<Forecast, { ok: false }>): string {
  switch (refusal.kind) {
    case 'usedUp':
      return 'No activation is left.'
    case 'nothingSpent':
      return `Nothing was activated in the last ${sayCount(Math.floor(refusal.days), 'day')}, so no end date is in sight.`
    case 'tooLittleKnown':
      return 'Too few activations yet to forecast when it runs out.'
  }
}

/** '9 a day', '3 a week', '2 in 30 days': the largest unit that gives a whole number worth saying. */
export function sayRate(perDay: number): string {
  if (perDay >= 1.5) return `${Math.round(perDay)} a day`
  if (perDay * 7 >= 1.5) return `${Math.round(perDay * 7)} a week`
  return `${Math.max(1, Math.round(perDay * 30))} in 30 days`
}

const count = (value: number) => value.toLocaleString('en-US')
const activations = (value: number) => sayCount(value, 'activation')
