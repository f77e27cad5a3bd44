import { loadSampleFleet } from '@/lib/operations/sample/sample-fleet'
import { type BenchConsole, signIn, startConsole } from './bench-console'
import { settle, withBenchDatabase } from './bench-database'
import { type BenchLine, limitLine } from './bench-line'

/** At scale 1; `--scale 12` is an hour. */
const MINUTES = 5
const CONNECTIONS = 8
/** Of what is in use after the first half: caches have filled by then. */
const MOST_GROWTH = 1.1
const MOST_RESIDENT_MB = 700
const PATHS = [
  '/',
  '/clients',
  '/clients?state=grace',
  '/kms-hosts',
  '/keys',
  '/discovery',
  '/networks',
  '/audit',
  '/api/search?q=ber',
]

/** Pages one after another on eight connections: what the web process uses stays flat. */
export function benchLoad(scale: number): Promise<BenchLine[]> {
  return withBenchDatabase(async (url) => {
    await loadSampleFleet()
    await settle()
    const console = await startConsole(url)
    try {
      const cookie = await signIn(console.address)
      const halfMs = (MINUTES * 60_000 * scale) / 2
      const first = await load(console, cookie, halfMs)
      const before = await console.used('memory')
      const second = await load(console, cookie, halfMs)
      const after = await console.used('memory')
      const pages = (first + second).toLocaleString('en-US')
      return [
        limitLine(
          `load: in use after ${pages} pages`,
          after.used,
          before.used * MOST_GROWTH,
          'MB',
          'a tenth more than after half of them',
        ),
        limitLine(`load: held after ${pages} pages`, after.resident, MOST_RESIDENT_MB, 'MB'),
      ]
    } finally {
      await console.stop()
    }
  })
}

/** Asks on all connections for so long; returns how many pages were answered. */
async function load({ address }: BenchConsole, cookie: string, milliseconds: number): Promise<number> {
  const until = performance.now() + milliseconds
  let answered = 0
  async function ask() {
    while (performance.now() < until) {
      const path = PATHS[answered % PATHS.length]
      answered += 1
      const answer = await fetch(address + path, { headers: { cookie } })
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, ask))
  return answered
}
