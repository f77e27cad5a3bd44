import { columns, type ReportBody, type ReportChart, type ReportTable } from '../report/report'
import { sayCount } from '../words/say-amounts'
import type { LapseJson, WhatIfJson } from './answer-json'

/** An answer as every face shows it: page, PDF, workbook, CSV. Words first, then charts, then the machines by name. */
export function whatIfReport(answer: Omit<WhatIfJson, 'lapses'>, lapses: readonly LapseJson[]): ReportBody {
  return {
    answer: answer.sentence,
    words: [
      { title: 'What this answer did not look at', lines: answer.notLookedAt },
      { title: 'What is missing', lines: answer.missing },
    ],
    charts: [...countCharts(answer.counts), ...shareChart(answer.shares)],
    tables: [lapseTable(lapses), stepTable(answer.steps), silentTable(answer.silent)],
  }
}

/** More points than this show nothing more. */
const MOST_POINTS = 250

function thinned<T>(all: readonly T[]): T[] {
  const every = Math.max(1, Math.ceil(all.length / MOST_POINTS))
  return all.filter((_, at) => at % every === 0 || at === all.length - 1)
}

/** The counts of all hosts by day against what is needed, one chart an application. */
function countCharts(counts: WhatIfJson['counts']): ReportChart[] {
  const days = thinned([...new Set(counts.map(({ day }) => day))].sort())
  const isWindows = (application: string) => application === 'windows'
  const applications = [...Map.groupBy(counts, ({ application }) => application)].sort(
    ([one], [other]) => Number(isWindows(other)) - Number(isWindows(one)) || one.localeCompare(other),
  )
  return applications.map(([application, own]) => {
    const hosts = [...Map.groupBy(own, ({ host }) => host)]
    const need = Math.max(...own.map((count) => count.need))
    return {
      kind: 'lines',
      title: `Count of each host, ${isWindows(application) ? 'Windows' : application}`,
      labels: days,
      series: hosts.map(([name, alike]) => {
        const byDay = new Map(alike.map(({ day, count }) => [day, count]))
        return { name, tone: 'accent', values: days.map((day) => byDay.get(day) ?? null) }
      }),
      ...(need > 0 && { rule: { name: `needed: ${need}`, value: need } }),
    }
  })
}

function shareChart(shares: WhatIfJson['shares']): ReportChart[] {
  if (shares.length === 0) return []
  const shown = thinned(shares)
  return [
    {
      kind: 'lines',
      title: 'Licensed, with the changes and without',
      labels: shown.map(({ day }) => day),
      series: [
        { name: 'With the changes', tone: 'accent', values: shown.map(({ licensed }) => licensed) },
        { name: 'Without', tone: 'soft', values: shown.map(({ without }) => without) },
      ],
    },
  ]
}

const INTO: Readonly<Record<LapseJson['into'], string>> = {
  outOfToleranceGrace: 'Grace',
  notification: 'Notification',
}

function lapseTable(lapses: readonly LapseJson[]): ReportTable {
  return {
    title: 'Machines that lapse',
    columns: columns(
      'Machine',
      'Product',
      ['On', 'day'],
      'Into',
      ['Notification', 'day'],
      ['Licensed again', 'day'],
      'Because',
      'Without the changes, too',
      ['Likelihood', 'share'],
    ),
    rows: lapses.map((lapse) => [
      lapse.machine ?? 'not named by any source',
      lapse.product,
      lapse.on,
      INTO[lapse.into],
      lapse.notificationOn ?? null,
      lapse.recoveredOn ?? null,
      lapse.because,
      lapse.anyway ? 'yes' : 'no',
      Math.round((lapse.likelihood ?? 1) * 100),
    ]),
    empty: 'No machine lapses.',
  }
}

const stepTable = (steps: WhatIfJson['steps']): ReportTable => ({
  title: 'Steps in order',
  columns: columns(['Not before', 'day'], 'What to do', 'Command'),
  rows: steps.map(({ day, text, command }) => [day, text, command ?? null]),
  empty: 'There is nothing to do.',
})

const silentTable = (silent: WhatIfJson['silent']): ReportTable => ({
  title: 'Machines not heard of lately',
  columns: columns('Machine', 'Product', ['Lapses, unless it still asks', 'day'], 'Because'),
  rows: silent.map(({ machine, product, lapses, because }) => [machine, product, lapses, because]),
  empty: 'Every machine was heard of lately.',
})

/** An answer in figures, to be laid beside another. */
export function whatIfFigures(
  { silent, missing, counts }: Omit<WhatIfJson, 'lapses'>,
  lapses: readonly LapseJson[],
) {
  const own = lapses.filter(({ anyway }) => !anyway)
  const below = new Set(counts.filter(({ count, need }) => need > 0 && count < need).map(({ host }) => host))
  return [
    { name: 'Lapse by the changes', value: sayCount(own.length, 'license') },
    { name: 'The first on', value: own.map(({ on }) => on).sort()[0] ?? 'none' },
    {
      name: 'Licensed again later',
      value: sayCount(own.filter(({ recoveredOn }) => recoveredOn).length, 'license'),
    },
    { name: 'Lapse anyway', value: sayCount(lapses.length - own.length, 'license') },
    { name: 'Not heard of lately', value: sayCount(silent.length, 'license') },
    { name: 'Hosts below their need on some day', value: [...below].sort().join(', ') || 'none' },
    { name: 'Missing', value: missing.length === 0 ? 'nothing' : missing.join(' ') },
  ]
}
