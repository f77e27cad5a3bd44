/**
 * What pages cost: node's processor time and the bytes of a request beside a bare page of the same build with the same
 * rows, and what a browser meets on a view.
 */
import { launchChromium } from '@/e2e/chromium'
import { pool } from '@/lib/data/pool'
import { loadSampleFleet } from '@/lib/operations/sample/sample-fleet'
import { type BenchConsole, signIn, startConsole } from './bench-console'
import { settle, withBenchDatabase } from './bench-database'
import { type BenchLine, limitLine, median, noneLine } from './bench-line'
import { viewPage } from './visit'

interface MeasuredPage {
  path: string
  /** path of the bare page with the same rows; without one there are limits of its own */
  bare?: string
  /** gzipped kB of JavaScript that a first view may load */
  scriptKb: number
}

const WITHOUT_CHART = 230
const WITH_CHART = 290

const PAGES: Readonly<Record<string, MeasuredPage>> = {
  overview: { path: '/', bare: '/bare-page/overview', scriptKb: WITH_CHART },
  clients: { path: '/clients', bare: '/bare-page/clients', scriptKb: WITHOUT_CHART },
  'a client': {
    path: '/clients/CLIENT',
    bare: '/bare-page/client?name=CLIENT',
    scriptKb: WITHOUT_CHART,
  },
  'KMS hosts': { path: '/kms-hosts', bare: '/bare-page/kms-hosts', scriptKb: WITHOUT_CHART },
  'a KMS host': { path: '/kms-hosts/HOST', scriptKb: WITHOUT_CHART },
  keys: { path: '/keys', bare: '/bare-page/keys', scriptKb: WITHOUT_CHART },
  discovery: { path: '/discovery', bare: '/bare-page/discovery', scriptKb: WITHOUT_CHART },
  networks: { path: '/networks', bare: '/bare-page/networks', scriptKb: WITHOUT_CHART },
  imports: { path: '/imports', bare: '/bare-page/imports', scriptKb: WITHOUT_CHART },
  audit: { path: '/audit', bare: '/bare-page/audit', scriptKb: WITHOUT_CHART },
}

/** What CLIENT and HOST stand for: the machine and the host of which most is known. */
const MOST_KNOWN = `
  SELECT (SELECT name FROM client ORDER BY (SELECT count(*) FROM license WHERE client_id = client.id) DESC, name LIMIT 1) AS client,
         (SELECT name FROM kms_host ORDER BY (SELECT sum(requests) FROM host_day WHERE host_id = kms_host.id) DESC NULLS LAST LIMIT 1) AS host`

const ROUNDS = 10
const REQUESTS = 20
const AIM = 1.15
const KILOBYTE = 1000
/** For the heaviest page: milliseconds of node, and kB sent first. */
const MOST_MS = 35
const MOST_KB = 150
const MOST_SHIFT = 0.02
/** Of the overview, in a browser that computes so many times slower. */
const MOST_LONG_TASKS_MS = 400
const SLOWER = 4

export function benchPage(scale: number): Promise<BenchLine[]> {
  return withBenchDatabase(async (url) => {
    await loadSampleFleet()
    await settle()
    const { rows } = await pool().query<{ client: string; host: string }>(MOST_KNOWN)
    const console = await startConsole(url, { BARE_PAGES: 'yes', RUN_JOBS: 'no' })
    try {
      const visit = { console, cookie: await signIn(console.address) }
      const pages = Object.entries(PAGES)
        .slice(0, Math.ceil(100 * scale))
        .map(([name, page]) => placed(name, page, rows[0]))
      return [...(await serverLines(visit, pages, scale)), ...(await browserLines(visit, pages, scale))]
    } finally {
      await console.stop()
    }
  })
}

interface Visit {
  console: BenchConsole
  cookie: string
}

type PlacedPage = MeasuredPage & { name: string }

function placed(name: string, page: MeasuredPage, known = { client: '', host: '' }): PlacedPage {
  const place = (path: string) =>
    path.replace('CLIENT', encodeURIComponent(known.client)).replace('HOST', encodeURIComponent(known.host))
  return { ...page, name, path: place(page.path), ...(page.bare && { bare: place(page.bare) }) }
}

async function serverLines(visit: Visit, pages: readonly PlacedPage[], scale: number): Promise<BenchLine[]> {
  const lines: BenchLine[] = []
  for (const { name, path, bare } of pages) {
    const [ours, peer] = await costs(visit, [path, bare ?? path], scale)
    const cpu = `page: ${name}, node a request`
    const sent = `page: ${name}, sent`
    lines.push(
      ...(bare
        ? [besideBare(cpu, ours.cpuMs, peer.cpuMs, 'ms'), besideBare(sent, ours.kb, peer.kb, 'kB')]
        : [limitLine(cpu, ours.cpuMs, MOST_MS, 'ms'), limitLine(sent, ours.kb, MOST_KB, 'kB')]),
    )
  }
  return lines
}

interface Cost {
  cpuMs: number
  kb: number
}

/** Rounds of both take turns, so that what else happens meets both. */
async function costs(visit: Visit, paths: readonly [string, string], scale: number): Promise<[Cost, Cost]> {
  const requests = Math.max(1, Math.round(REQUESTS * scale))
  const rounds = Math.max(1, Math.round(ROUNDS * scale))
  const found: [Cost[], Cost[]] = [[], []]
  for (const path of paths) await costOf(visit, path, requests)
  for (let round = 0; round < rounds; round += 1) {
    for (const place of [0, 1] as const) found[place].push(await costOf(visit, paths[place], requests))
  }
  const middle = (seen: Cost[]): Cost => ({
    cpuMs: median(seen.map(({ cpuMs }) => cpuMs)),
    kb: median(seen.map(({ kb }) => kb)),
  })
  return [middle(found[0]), middle(found[1])]
}

async function costOf({ console, cookie }: Visit, path: string, requests: number): Promise<Cost> {
  const before = await console.used('processorMs')
  let bytes = 0
  for (let request = 0; request < requests; request += 1) {
    const answer = await fetch(console.address + path, { headers: { cookie } })
    bytes += (await answer.arrayBuffer()).byteLength
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  }
  const spent = (await console.used('processorMs')) - before
  return { cpuMs: spent / requests, kb: bytes / requests / KILOBYTE }
}

function besideBare(name: string, ours: number, peer: number, unit: string): BenchLine {
  const ratio = ours / peer
  const peerName = 'a bare page with the same rows'
  return { name, ours, peer, unit, peerName, ratio, aim: `at most ${AIM}`, met: ratio <= AIM }
}

async function browserLines(
  { console, cookie }: Visit,
  pages: readonly PlacedPage[],
  scale: number,
): Promise<BenchLine[]> {
  const browser = await launchChromium()
  try {
    const lines: BenchLine[] = []
    for (const { name, path, scriptKb } of pages) {
      const view = await viewPage(browser, console.address + path, cookie)
      lines.push(
        limitLine(`page: ${name}, JavaScript`, view.scriptKb, scriptKb, 'kB'),
        limitLine(`page: ${name}, layout shift`, view.shift, MOST_SHIFT, ''),
        noneLine(
          `page: ${name}, requests besides`,
          view.requests.map((address) => new URL(address).pathname),
        ),
      )
    }
    const slow: number[] = []
    for (let round = 0; round < Math.max(1, Math.round(3 * scale)); round += 1)
      slow.push((await viewPage(browser, `${console.address}/`, cookie, SLOWER)).longTasksMs)
    const name = `page: overview, long tasks of a browser ${SLOWER} times slower`
    return [...lines, limitLine(name, Math.min(...slow), MOST_LONG_TASKS_MS, 'ms')]
  } finally {
    await browser.close()
  }
}
