import { sayDayNear } from '../words/say-date'
import { type Drift, driftOf } from './mak-drift'
import { type Forecast, forecast } from './mak-forecast'
import { balanceOf, grantedBy, type LedgerEntry } from './mak-ledger'

/** What the page of a MAK says first: the answer, then the evidence. */
export interface LedgerAnswer {
  tone: 'ok' | 'watch' | 'bad'
  headline: string
  detail: string
}

/**
 * '41 of 250 activations left by our count', and beneath it what Microsoft reported, how far the two part,
 * and when the key runs out. `now`: milliseconds since 1970; days are UTC. `isLow`: a rule for warnings is broken.
 */
export function ledgerAnswer(ledger: readonly LedgerEntry[], now: number, isLow: boolean): LedgerAnswer {
  const balance = balanceOf(ledger)
  const granted = grantedBy(ledger)
  const drift = driftOf(ledger)
  const reported = drift === undefined ? 'Microsoft’s count is not known.' : sayReported(drift, now)
  if (granted === 0) return { tone: 'watch', headline: ungranted(balance), detail: reported }
  if (balance < 0) {
    const headline = `Overdrawn: ${activations(-balance)} more than the ${count(granted)} granted`
    const why =
      'Observed activations are still recorded, planned ones are refused. Enter an increase, or correct the balance.'
    return { tone: 'bad', headline, detail: `${why} ${reported}` }
  }
  const headline = `${count(balance)} of ${activations(granted)} left by our count`
  const detail = `${reported} ${sayRunOut(forecast(ledger, now), now)}`
  if (balance === 0) return { tone: 'bad', headline, detail }
  return { tone: isLow ? 'watch' : 'ok', headline, detail }
}

function ungranted(balance: number): string {
  const how = 'the number granted is not entered'
  return balance === 0 ? `No activation seen, and ${how}` : `${activations(-balance)} seen, and ${how}`
}

/** 'Microsoft reported 38 on 12 Nov, 3 fewer than our sources.' */
function sayReported({ latest }: Drift, now: number): string {
  const { reported, drift, at } = latest
  const said = `Microsoft reported ${count(reported)} on ${sayDayNear(at, now)}`
  if (drift === 0) return `${said}, the same as our sources.`
  return `${said}, ${count(Math.abs(drift))} ${drift > 0 ? 'fewer' : 'more'} than our sources.`
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
      return `Nothing was activated in the last ${Math.floor(refusal.days)} days, so no end date is in sight.`
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
const activations = (value: number) => (value === 1 ? '1 activation' : `${count(value)} activations`)
