/**
 * Figures agree: every figure that a page of the sample fleet or the API shows is collected under its name, and no name has two values.
 * The name of a figure with a link is the list it leads to, whose own count belongs to it.
 */
import { execFileSync } from 'node:child_process'
import type { APIRequestContext } from '@playwright/test'
import type { OverviewView } from '@/lib/data/overview/overview'
import { expect, test } from './fixtures'

const STARTS = [
  '/',
  '/clients',
  '/licenses',
  '/licenses/list',
  '/kms-hosts',
  '/clients/shared-cmids',
  '/keys',
  '/keys/offline',
  '/keys/offline/new',
  '/discovery',
  '/networks',
  '/networks/never-heard',
  '/imports',
  '/sources',
  '/alerts',
  '/plan',
  '/plan/inputs',
  '/reports',
  ...Array.from({ length: 18 }, (_, index) => `/reports/R${index + 1}`),
  '/desk?about=0xC004F038',
  '/reference?q=0xC004F038',
]
/** Of pages with the same beginning: of each machine the same is shown. */
const MOST_ALIKE = 6

/** Of the sample fleet, and how the bell and the overview call what is open. */
const SAMPLE_MAKS = ['Q7F3D', 'K3VDX']
const NEEDS_SOMEONE = 'alerts that need someone'

type Figures = Map<string, Map<string, string[]>>

test('no figure of the sample fleet has two values, and nothing waits to be brought up to date', async ({
  pageAs,
  console: { databaseUrl },
}) => {
  test.setTimeout(240_000)
  const { request } = await pageAs('licensingAdmin')
  const overview = (await (await request.get('/api/overview')).json()) as OverviewView
  expect(overview.behind.machines).toBe(0)

  const figures: Figures = new Map()
  const maks = SAMPLE_MAKS.map((lastFive) => ({ lastFive }))
  for (const [address, html] of await readPages(request)) {
    for (const { href, text } of linksIn(html))
      note(figures, nameOf(href), countIn(text), `${address}: ${text}`)
    for (const { lastFive } of maks) noteMak(figures, lastFive, address, html)
  }
  for (const condition of Object.keys(
    overview.fleet.byCondition,
  ) as (keyof typeof overview.fleet.byCondition)[]) {
    note(figures, `/clients?state=${condition}`, overview.fleet.byCondition[condition], '/api/overview')
  }
  note(figures, NEEDS_SOMEONE, overview.needs?.count, '/api/overview')
  note(figures, NEEDS_SOMEONE, (await (await request.get('/api/alerts/count')).json()).count, 'the bell')
  const authorization = `Bearer ${readingToken(databaseUrl)}`
  for (const href of [...figures.keys()].filter((name) => name.startsWith('/'))) {
    const address = href.replace('/licenses/list', '/licenses')
    const list = await (await request.get(`/api${address}`)).json()
    note(figures, href, list.count?.value, `the count of ${href}`)
    if (!(list.count?.value <= LONGEST_OF_API)) continue
    const ofApi = await request.get(`/api/v1${address}&limit=${LONGEST_OF_API}`, {
      headers: { authorization },
    })
    expect(ofApi.status(), address).toBe(200)
    note(figures, href, (await ofApi.json()).items.length, `/api/v1${address}`)
  }

  expect(figures.size).toBeGreaterThan(40)
  const inTwoValues = [...figures].filter(([, values]) => values.size > 1)
  expect(inTwoValues.map(([name, values]) => [name, Object.fromEntries(values)])).toEqual([])
})

/** What the API lists at once. */
const LONGEST_OF_API = 500

function readingToken(databaseUrl: string): string {
  const create = ['create', '--name', 'figures', '--scope', 'fleet.read,hosts.read']
  const env = { ...process.env, DATABASE_URL: databaseUrl }
  const said = execFileSync(process.execPath, ['--import', 'tsx', 'scripts/token.ts', ...create], { env })
  return JSON.parse(said.toString()).token
}

/** The pages above and those they lead to, as text of their first answer. */
async function readPages(request: APIRequestContext): Promise<Map<string, string>> {
  const pages = new Map<string, string>()
  const alike = new Map<string, number>()
  const read = async (address: string) => {
    pages.set(address, await (await request.get(address)).text())
  }
  for (const address of STARTS) await read(address)
  const found = [...pages.values()].flatMap((html) => linksIn(html).map(({ href }) => href))
  for (const href of new Set(found.map((one) => one.replace(/#.*/, '')))) {
    const kind = /^\/(?:clients|kms-hosts|keys|keys\/offline|networks)\/(?=[^/?]+$)/.exec(href)?.[0]
    const seen = alike.get(kind ?? '') ?? 0
    if (kind === undefined || pages.has(href) || seen >= MOST_ALIKE) continue
    alike.set(kind, seen + 1)
    await read(href)
  }
  return pages
}

const textOf = (html: string) =>
  html
    .replaceAll(/<!--.*?-->/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim()

function linksIn(html: string): { href: string; text: string }[] {
  return [...html.matchAll(/<a\s[^>]*?href="(\/[^"]*)"[^>]*>(.*?)<\/a>/gs)].map(
    ([, href = '', inner = '']) => ({
      href: href.replaceAll('&amp;', '&'),
      text: textOf(inner),
    }),
  )
}

/** A list as it is narrowed, whatever its order and columns; undefined for other links. */
function nameOf(href: string): string | undefined {
  const { pathname, searchParams } = new URL(href, 'http://console')
  if (pathname !== '/clients' && pathname !== '/licenses/list') return undefined
  for (const how of ['sort', 'cols', 'after', 'before', 'group', 'view']) searchParams.delete(how)
  searchParams.sort()
  return searchParams.size > 0 ? `${pathname}?${searchParams}` : undefined
}

/** '1,204 clients' and '1,204'; a text that names something else has no count. */
function countIn(text: string): number | undefined {
  const found =
    /^([\d,]+)$|(?:^|\s)([\d,]+)(?: of [\d,]+)? (?:more )?(?:clients?|machines?|licenses?)\b/.exec(text)
  const digits = (found?.[1] ?? found?.[2])?.replaceAll(',', '')
  return digits ? Number(digits) : undefined
}

/** What is left of a MAK, in the words of each page. */
function noteMak(figures: Figures, lastFive: string, address: string, html: string) {
  const name = `MAK ${lastFive}`
  const text = textOf(html.replaceAll(/<script.*?<\/script>/gs, ' '))
  const row = [...html.matchAll(/<tr.*?<\/tr>/gs)]
    .map(([one]) => textOf(one))
    .find((one) => one.includes(lastFive))
  const left = /([\d,]+) of [\d,]+ [\d,]+ granted|([\d,]+) of [\d,]+ Microsoft said/.exec(row ?? '')
  note(figures, name, numberOf(left?.[1] ?? left?.[2]), `${address}: ${row}`)
  const low = new RegExp(`MAK …-${lastFive} [^:]{1,60}: ([\\d,]+) of`).exec(text)
  note(figures, name, numberOf(low?.[1]), `${address}: ${low?.[0]}`)
  if (!/^\/keys\/[0-9a-f-]{36}$/.test(address) || !new RegExp(`<h1.*?${lastFive}`, 's').test(html)) return
  const answer = /([\d,]+) of [\d,]+ activations left/.exec(text)
  note(figures, name, numberOf(answer?.[1]), `${address}: ${answer?.[0]}`)
}

const numberOf = (text: string | undefined) =>
  text === undefined ? undefined : Number(text.replaceAll(',', ''))

function note(figures: Figures, name: string | undefined, value: number | undefined, where: string) {
  if (name === undefined || value === undefined) return
  const values = figures.get(name) ?? new Map<string, string[]>()
  values.set(String(value), [...(values.get(String(value)) ?? []), where])
  figures.set(name, values)
}
