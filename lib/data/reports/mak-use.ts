import { balancePoints } from '@/lib/activation/mak/balance-points'
import { driftOf } from '@/lib/activation/mak/mak-drift'
import { burnRate, forecast } from '@/lib/activation/mak/mak-forecast'
import type { LedgerEntry } from '@/lib/activation/mak/mak-ledger'
import { momentsOf } from '@/lib/activation/report/period'
import { columns, type ReportChart } from '@/lib/activation/report/report'
import { sayDay } from '@/lib/activation/words/say-date'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { loadLedgers } from '../mak/ledger-figures'
import { loadMakSummaries } from '../mak/mak-summaries'
import { sum } from './machines'
import type { ReportLoader } from './report-request'

const MOST_CHARTS = 4

/** R7: what is left of every MAK in use, what was spent on what in the period, and when it runs out. */
export const loadMakUse: ReportLoader = async (reader, request) => {
  const { now, period, filters } = request
  const all = await loadMakSummaries(reader, now)
  const maks = all.filter(({ lastFive }) => !filters.key || lastFive === filters.key.toUpperCase())
  const ledgers = await loadLedgers(maks.map(({ keyId }) => keyId))
  const keys = maks.map((mak) => {
    const ledger = ledgers.get(mak.keyId) ?? []
    return { ...mak, ledger, answer: forecast(ledger, now.getTime()) }
  })
  const soonest = keys
    .flatMap(({ lastFive, answer }) => (answer.ok ? [{ lastFive, at: answer.runsOut.likely }] : []))
    .sort((one, other) => one.at.localeCompare(other.at))[0]
  const usedUp = keys.filter(({ figure }) => figure.left === 0)
  return {
    answer: [
      `${formatCountOf(
        sum(keys, ({ figure }) => figure.left),
        'activation',
      )} ${keys.length === 1 ? 'is' : 'are'} left of ${formatCountOf(keys.length, 'MAK')}.`,
      ...(usedUp.length > 0 ? [`Used up: ${usedUp.map(({ lastFive }) => lastFive).join(', ')}.`] : []),
      soonest
        ? `The next to run out is ${soonest.lastFive}, likely on ${sayDay(soonest.at)}.`
        : 'No date can be named for any of them.',
    ].join(' '),
    charts: keys
      .slice(0, MOST_CHARTS)
      .map(({ label, lastFive, ledger, answer }) => burnDown(`${label} (${lastFive})`, ledger, answer, now)),
    tables: [
      {
        title: 'MAKs in use',
        columns: columns(
          'Key',
          'For',
          ['Granted', 'count'],
          ['Seen used', 'count'],
          ['Left', 'count'],
          ['Microsoft says left', 'count'],
          ['Drift', 'change'],
          ['A week', 'figure'],
          ['New', 'count'],
          ['Rebuilt', 'count'],
          ['Hardware', 'count'],
          ['Runs out, earliest', 'day'],
          ['Likely', 'day'],
          ['Latest', 'day'],
        ),
        rows: keys.map(({ keyId, lastFive, label, figure, ledger, answer }) => {
          const rate = burnRate(ledger, now.getTime())
          const ends = answer.ok ? answer.runsOut : undefined
          return [
            { value: lastFive, href: paths.ledger(keyId) },
            label,
            figure.granted,
            figure.used,
            figure.left,
            figure.reported?.now ?? null,
            driftOf(ledger)?.latest.drift ?? null,
            rate.ok ? Math.round(rate.rate.perDay * 70) / 10 : null,
            ...spentIn(ledger, momentsOf(period)),
            ends?.earliest.slice(0, 10) ?? null,
            ends?.likely.slice(0, 10) ?? null,
            ends?.latest?.slice(0, 10) ?? null,
          ]
        }),
        total: [
          'All',
          null,
          sum(keys, ({ figure }) => figure.granted),
          sum(keys, ({ figure }) => figure.used),
          sum(keys, ({ figure }) => figure.left),
        ],
        empty: 'No MAK in use has a grant.',
      },
    ],
    notes: [
      'Left is the lower of what our sources saw and what Microsoft reported, carried on. A drift above zero: Microsoft counts activations that our sources do not show.',
      'The rate is that of the last 90 days; four of five times the end lies between the earliest and the latest day.',
    ],
  }
}

/** Activations of the period for new machines, rebuilt ones and new hardware. */
function spentIn(ledger: readonly LedgerEntry[], { since, until }: { since: Date; until: Date }): number[] {
  const own = ledger.filter(({ at }) => Date.parse(at) >= since.getTime() && Date.parse(at) < until.getTime())
  const of = (cause: string) =>
    sum(own, (entry) => (entry.kind === 'reactivation' && entry.cause === cause ? entry.count : 0))
  return [sum(own, (entry) => (entry.kind === 'activation' ? entry.count : 0)), of('rebuild'), of('hardware')]
}

function burnDown(
  name: string,
  ledger: readonly LedgerEntry[],
  answer: ReturnType<typeof forecast>,
  now: Date,
): ReportChart {
  const points = balancePoints(ledger, answer, now.getTime())
  const line = (of: (point: (typeof points)[number]) => number | undefined) =>
    points.map((point) => of(point) ?? null)
  return {
    kind: 'lines',
    title: `Left of ${name}`,
    labels: points.map(({ day }) => day),
    series: [
      { name: 'Left', tone: 'accent', values: line(({ left }) => left) },
      { name: 'Likely', tone: 'silent', values: line(({ likely }) => likely) },
      { name: 'At least', tone: 'soft', values: line(({ band }) => band?.[0]) },
      { name: 'At most', tone: 'soft', values: line(({ band }) => band?.[1]) },
    ],
  }
}
