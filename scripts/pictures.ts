/**
 * The pictures of docs/tour.md, taken anew from the sample fleet: `npm run pictures`, after `npm run build`. What a picture
 * shows is a role, a page, and what is done there first.
 */
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { launchChromium } from '@/e2e/chromium'
import { startConsoleServer } from '@/e2e/server/console-server'
import prepare from '@/e2e/server/global-setup'
import { personOf, type RoleName } from '@/e2e/server/prepared'
import { signInByRequest } from '@/e2e/sign-in'

interface Picture {
  name: string
  role: RoleName
  path: string
  /** What a person does before the picture is taken. */
  first?: (page: Page) => Promise<void>
}

const PICTURES: readonly Picture[] = [
  {
    name: 'desk',
    role: 'helpdesk',
    path: '/desk',
    first: (page) => ask(page, '0xCOO4FO74 on ber-kisok-037'),
  },
  { name: 'palette', role: 'helpdesk', path: '/clients', first: (page) => search(page, '0xC004F038') },
  { name: 'client', role: 'helpdesk', path: '/clients?state=notification', first: openFirst },
  { name: 'overview', role: 'manager', path: '/' },
  { name: 'licenses', role: 'manager', path: '/licenses' },
  { name: 'mak', role: 'manager', path: '/keys?kind=mak&sort=-label', first: openFirst },
  { name: 'clients', role: 'licensingAdmin', path: '/clients?state=grace,notification&sort=expires' },
  { name: 'keys', role: 'licensingAdmin', path: '/keys' },
  { name: 'host', role: 'licensingAdmin', path: '/kms-hosts/kms02.sample.example' },
  { name: 'sites', role: 'manager', path: '/clients?group=site' },
  { name: 'discovery', role: 'licensingAdmin', path: '/discovery' },
]

const FOLDER = join(import.meta.dirname, '../docs/pictures')
/** Charts and tables that come after the page. */
const SETTLING_MS = 1_500

const tidyUp = await prepare()
const server = await startConsoleServer('sample')
const browser = await launchChromium()
try {
  for (const picture of PICTURES) await take(picture)
} finally {
  await browser.close()
  await server.stop()
  await tidyUp()
}

async function take({ name, role, path, first }: Picture): Promise<void> {
  const context = await browser.newContext({
    baseURL: server.address,
    viewport: { width: 1280, height: 860 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  await signInByRequest(context, server.address, personOf(role))
  // The first steps are of a console that is new, and the tour is not.
  await context.addCookies([{ name: 'first-steps', value: 'dismissed', url: server.address }])
  const page = await context.newPage()
  await page.goto(path)
  await first?.(page)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.waitForTimeout(SETTLING_MS)
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
  console.log(`docs/pictures/${name}.png`)
  await context.close()
}

async function ask(page: Page, text: string): Promise<void> {
  await page.getByLabel('What you were sent').fill(text)
  await page.getByRole('button', { name: 'Read this text' }).click()
  await page.getByRole('heading', { name: /^Answer/ }).waitFor()
}

async function search(page: Page, text: string): Promise<void> {
  await page.keyboard.press('/')
  await page.getByRole('combobox', { name: 'Search' }).fill(text)
  await page
    .getByRole('option', { name: new RegExp(text) })
    .first()
    .waitFor()
}

async function openFirst(page: Page): Promise<void> {
  const link = page.getByRole('table').first().locator('tbody').getByRole('link').first()
  const address = await link.getAttribute('href')
  await page.goto(address ?? '/')
}
