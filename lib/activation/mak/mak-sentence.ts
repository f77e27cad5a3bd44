import { sayCount } from '../words/say-amounts'
import { sayDay, sayDayNear } from '../words/say-date'
import type { Drift, MakLeft } from './mak-drift'
import type { Forecast, ForecastRefusal, LowCount } from './mak-forecast'
import type { LedgerRefusal } from './mak-ledger'

/** The ledger of a MAK in words. */

const activations = (count: number) => sayCount(count, 'activation')

/** Why nothing was entered. */
export function sayLedgerRefusal(refusal: LedgerRefusal): string {
  switch (refusal.kind) {
    case 'overdraw':
      return `The key has ${activations(refusal.balance)} left and ${refusal.asked} ${refusal.asked === 1 ? 'is' : 'are'} needed: ${refusal.missing} too few. Ask Microsoft for more, or choose fewer machines.`
    case 'keyReused':
      return 'This was already entered, with other values.'
    case 'notACount':
      return refusal.field === 'change'
        ? 'A correction is a whole number above or below 0.'
        : 'A count is a whole number above 0.'
  }
}

/** What the figure is made of: 'Microsoft said 9 on 19 Nov, 3 used since.' now: milliseconds since 1970. */
export function sayMaking({ granted, used, reported }: MakLeft, now: number): string {
  const count = (value: number) => value.toLocaleString('en-US')
  const ours = `${count(granted)} granted, ${count(used)} used by our count`
  if (reported === undefined) return `${ours}.`
  const said = `Microsoft said ${count(reported.count)} on ${sayDayNear(reported.at, now)}`
  const since = reported.count - reported.now
  if (granted - used < reported.now) return `${ours}; ${said}.`
  if (since === 0) return `${said}, none used since.`
  return since > 0 ? `${said}, ${count(since)} used since.` : `${said}, ${count(-since)} added since.`
}

/** What Microsoft counts beside us. */
export function sayDrift({ latest }: Drift): string {
  const { drift, reported, seen, at } = latest
  const numbers = `Microsoft reported ${reported} left on ${sayDay(at)}; our count was ${seen}.`
  if (drift === 0) return `${numbers} Both agree.`
  if (drift > 0) return `${numbers} ${activations(drift)} that our sources do not show.`
  return `${numbers} ${activations(-drift)} that Microsoft does not count, or an increase that is not entered here.`
}

/** When the key runs out. */
export function sayForecast(answer: Forecast): string {
  if (!answer.ok) return sayForecastRefusal(answer.refusal)
  const { runsOut, available, rate } = answer
  const aMonth = Math.round(rate.perDay * 30)
  const band =
    runsOut.latest === undefined
      ? `from ${sayDay(runsOut.earliest)} on`
      : `between ${sayDay(runsOut.earliest)} and ${sayDay(runsOut.latest)}`
  return `${activations(available)} left at about ${aMonth} in 30 days: used up around ${sayDay(runsOut.likely)}, probably ${band}.`
}

function sayForecastRefusal(refusal: ForecastRefusal): string {
  switch (refusal.kind) {
    case 'usedUp':
      return refusal.available < 0
        ? `No activation is left: ${activations(-refusal.available)} too few, by the lower of the two counts, ours and Microsoft’s.`
        : 'No activation is left.'
    case 'nothingSpent':
      return `Nothing was activated in the last ${sayCount(Math.floor(refusal.days), 'day')}.`
    case 'tooLittleKnown':
      return `Too little is known for a date: ${activations(refusal.spent)} in ${sayCount(Math.floor(refusal.days), 'day')}; at least ${refusal.leastSpent} in ${sayCount(refusal.leastDays, 'day')} are needed.`
  }
}

/** Why a key is reported as low. */
export function sayLowCount(low: LowCount): string {
  switch (low.kind) {
    case 'absolute':
      return `${activations(Math.max(0, low.available))} left. Alerts at ${low.limit} or less.`
    case 'percent':
      return `${Math.max(0, Math.floor(low.percentLeft))} % of the activations left. Alerts at ${low.limit} % or less.`
    case 'days':
      return `May run out in ${sayCount(Math.max(0, Math.floor(low.daysLeft)), 'day')}. Alerts at ${sayCount(low.limit, 'day')} or less.`
  }
}
