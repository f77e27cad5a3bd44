/**
 * Pictures of pages of a running console, light and dark, wide and narrow:
 *   npm run screenshots -- --url http://localhost:3000 --email E --password P --out FOLDER [--full] /path ...
 * Without --email the pages are taken as nobody. Files are named path-theme-width.png.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser, BrowserContext } from '@playwright/test'
import { launchChromium } from '@/e2e/chromium'
import { signInByRequest } from '@/e2e/sign-in'

const WIDTHS = [1440, 390] as const
/** Charts and tables that load after the page. */
const SETTLING_MS = 1_000
const THEMES = ['light', 'dark'] as const

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: 'string', default: 'http://localhost:3000' },
    email: { type: 'string' },
    password: { type: 'string' },
    out: { type: 'string', default: 'test-results/screenshots' },
    full: { type: 'boolean', default: false },
  },
})

await mkdir(values.out, { recursive: true })
const browser = await launchChromium()
try {
  const storageState = await signedInState(browser)
  for (const colorScheme of THEMES) {
    for (const width of WIDTHS) {
      const viewport = { width, height: width < 600 ? 844 : 900 }
      const context = await browser.newContext({ viewport, colorScheme, storageState, baseURL: values.url })
      await takeAll(context, `${colorScheme}-${width}`)
      await context.close()
    }
  }
} finally {
  await browser.close()
}

async function signedInState(
  from: Browser,
): Promise<Awaited<ReturnType<BrowserContext['storageState']>> | undefined> {
  if (!values.email || !values.password) return undefined
  const context = await from.newContext()
  await signInByRequest(context, new URL(values.url).origin, {
    email: values.email,
    password: values.password,
  })
  const state = await context.storageState()
  await context.close()
  return state
}

async function takeAll(context: BrowserContext, suffix: string): Promise<void> {
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => console.error(`${page.url()}: ${error.message}`))
  for (const path of positionals.length > 0 ? positionals : ['/']) {
    const response = await page.goto(path, { timeout: 90_000 })
    if (!response?.ok()) console.error(`${path}: ${response?.status()}`)
    await page.evaluate(() => document.fonts.ready.then(() => undefined))
    await page.waitForTimeout(SETTLING_MS)
    const name = path.replace(/^\//, '').replaceAll(/[^a-z0-9]+/gi, '-') || 'home'
    const file = join(values.out, `${name}-${suffix}.png`)
    await page.screenshot({ path: file, fullPage: values.full })
    console.log(file)
  }
}
