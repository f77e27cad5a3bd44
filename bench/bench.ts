/**
 * `npm run bench -- [NAME...] [--scale N] [--json]`: each figure beside its peer or its limit, taken in the same run.
 * Without names all of them. --scale 0.1 is a quick pass.
 */
import { type BenchLine, printLines, scaleOf } from './bench-line'

const BENCHES: Readonly<Record<string, (scale: number) => Promise<BenchLine[]>>> = {
  events: async (scale) => (await import('./events')).benchEvents(scale),
  evtx: async (scale) => (await import('./evtx')).benchEvtx(scale),
  record: async (scale) => (await import('./record')).benchRecord(scale),
  ingest: async (scale) => (await import('./collect')).benchIngest(scale),
  collect: async (scale) => (await import('./collect')).benchCollect(scale),
  renewals: async (scale) => (await import('./renewals')).benchRenewals(scale),
  overview: async (scale) => (await import('./overview')).benchOverview(scale),
  search: async (scale) => (await import('./search')).benchSearch(scale),
  'catch-up': async (scale) => (await import('./catch-up')).benchCatchUp(scale),
  'month-off': async (scale) => (await import('./month-off')).benchMonthOff(scale),
  answers: async (scale) => (await import('./answers')).benchAnswers(scale),
  count: async (scale) => (await import('./count')).benchCount(scale),
  discovery: async (scale) => (await import('./discovery')).benchDiscovery(scale),
  simulate: async (scale) => (await import('./simulate')).benchSimulate(scale),
  'what-if': async (scale) => (await import('./what-if')).benchWhatIf(scale),
  export: async (scale) => (await import('./export')).benchExport(scale),
  import: async (scale) => (await import('./import')).benchImport(scale),
  lists: async (scale) => (await import('./lists')).benchLists(scale),
  limited: async (scale) => (await import('./limited')).benchLimited(scale),
  responsive: async (scale) => (await import('./responsive')).benchResponsive(scale),
  load: async (scale) => (await import('./load')).benchLoad(scale),
  page: async (scale) => (await import('./page')).benchPage(scale),
  alerts: async (scale) => (await import('./alerts')).benchAlerts(scale),
  ledger: async (scale) => (await import('./ledger')).benchLedger(scale),
}

const args = process.argv.slice(2)
const names = args.filter((word, index) => !word.startsWith('--') && args[index - 1] !== '--scale')
const unknown = names.filter((name) => !(name in BENCHES))
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`)
  process.exit(2)
}
const lines: BenchLine[] = []
for (const [name, run] of Object.entries(BENCHES)) {
  if (names.length > 0 && !names.includes(name)) continue
  lines.push(...(await run(scaleOf(args))))
}
printLines(lines, args)
process.exit(0)
