/**
 * Nothing jumps: every page, with nothing in the cache and each answer late, moves less than a fiftieth of the screen. Each
 * page is seen in one of two widths; in both with npm run test:long.
 */
import type { BrowserContext, Page } from '@playwright/test'
import { PAGES } from './access-table'
import { expect, test } from './fixtures'
import { IS_LONG } from './length'

const LIMIT = 0.02
const TABS = 3

// 404: an unknown address is a page too.
test.use({ expectedErrors: ['404'] })

/** Where a page of one thing is found: the first such link on a list. */
const FIRST_ON: Readonly<Record<string, { list: string; link: RegExp }>> = {
  'clients/[name]/page.tsx': { list: '/clients', link: /^\/clients\/(?!shared-cmids)[^/?]+$/ },
  'kms-hosts/[name]/page.tsx': { list: '/kms-hosts', link: /^\/kms-hosts\/[^/?]+$/ },
  'networks/[zone]/page.tsx': { list: '/networks', link: /^\/networks\/(?!directory|never-heard)[^/?]+$/ },
  'keys/[id]/page.tsx': { list: '/keys', link: /^\/keys\/[0-9a-f-]{36}$/ },
  'alerts/[id]/page.tsx': { list: '/alerts', link: /^\/alerts\/\d+$/ },
  'settings/people/[id]/page.tsx': {
    list: '/settings/people',
    link: /^\/settings\/people\/(?!sign-in)[^/?]+$/,
  },
  'imports/[id]/page.tsx': { list: '/imports', link: /^\/imports\/[0-9a-f-]{36}/ },
}

/** Pages of things that the sample does not have. */
const NOT_IN_SAMPLE = [
  'keys/offline/[number]/page.tsx',
  'keys/offline/[number]/[row]/page.tsx',
  'keys/offline/[number]/custody/page.tsx',
  'settings/notifications/deliveries/[id]/page.tsx',
  'plan/what-if/[run]/page.tsx',
  'settings/people/sign-in/[id]/page.tsx',
]

/** Pages under the page of one thing. */
const UNDER: Readonly<Record<string, { page: string; path: string }>> = {
  'keys/[id]/ledger/page.tsx': { page: 'keys/[id]/page.tsx', path: '/ledger' },
  'alerts/[id]/messages/page.tsx': { page: 'alerts/[id]/page.tsx', path: '/messages' },
}

test.describe.configure({ mode: 'parallel' })

for (const [turn, device, viewport] of [
  [0, 'a desk', { width: 1440, height: 900 }],
  [1, 'a phone', { width: 390, height: 844 }],
] as const) {
  test.describe(`on ${device}`, () => {
    test.use({ viewport, contextOptions: { viewport } })

    test('no page jumps while it loads', { tag: '@sampled' }, async ({ pageAs }) => {
      test.setTimeout(240_000)
      const page = await pageAs('licensingAdmin')
      const addresses = (await addressesOf(page)).filter((_, at) => IS_LONG || at % 2 === turn)
      await watchShifts(page.context())
      const jumps: string[] = []
      // A page waits for its late answers most of the time: several at once.
      const visit = async (tab: Page) => {
        await slowNetwork(tab)
        for (let address = addresses.pop(); address !== undefined; address = addresses.pop()) {
          const { score, sources } = await shiftOf(tab, address)
          if (score > LIMIT) jumps.push(`${address}: ${score.toFixed(3)} (${sources.join('; ')})`)
        }
      }
      const tabs = [
        page,
        ...(await Promise.all(Array.from({ length: TABS - 1 }, () => pageAs('licensingAdmin')))),
      ]
      await Promise.all(tabs.map(visit))
      expect(jumps).toEqual([])
    })
  })
}

async function addressesOf(page: Page): Promise<string[]> {
  const addresses: string[] = []
  for (const [file, { path, status, allowed }] of Object.entries(PAGES)) {
    if (file === 'sign-in/page.tsx' || NOT_IN_SAMPLE.includes(file)) continue
    if (status !== 404 || allowed.includes('nobody')) addresses.push(path)
    else addresses.push(await firstOn(page, file))
  }
  return addresses
}

async function firstOn(page: Page, file: string): Promise<string> {
  const under = UNDER[file]
  if (under) return `${await firstOn(page, under.page)}${under.path}`
  const place = FIRST_ON[file]
  if (!place) throw new Error(`Say in FIRST_ON where ${file} is linked from.`)
  await page.goto(place.list)
  const links = await page
    .locator('main a')
    .evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''))
  const first = links.find((href) => place.link.test(href))
  if (!first) throw new Error(`${place.list} has no link that fits ${place.link}.`)
  return first
}

interface Shifts {
  score: number
  sources: string[]
}

async function watchShifts(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const shifts: Shifts = { score: 0, sources: [] }
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as LayoutShift[]) {
        if (entry.hadRecentInput) continue
        shifts.score += entry.value
        for (const { node } of entry.sources) {
          const element = node instanceof Element ? node : node?.parentElement
          shifts.sources.push(`${element?.tagName.toLowerCase()} "${element?.textContent?.slice(0, 40)}"`)
        }
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

interface LayoutShift {
  value: number
  hadRecentInput: boolean
  sources: { node: Node | null }[]
}

async function slowNetwork(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1_000_000,
    uploadThroughput: 500_000,
  })
}

/** All shifts until the page has been quiet for a while. */
async function shiftOf(page: Page, address: string): Promise<Shifts> {
  await page.goto(address, { waitUntil: 'networkidle' })
  return page.evaluate(() => (window as unknown as { shifts: Shifts }).shifts)
}
