/** Every page and every route, as every role and as nobody; what is on disk and in the table must agree. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { APIRequestContext, Page } from '@playwright/test'
import pg from 'pg'
import { REPORTS } from '@/lib/format/reports'
import { PAGES, type PageRow, ROUTES, type RouteRow, type Visitor } from './access-table'
import { expect, test } from './fixtures'

const APP = join(import.meta.dirname, '../app')
const VISITORS: readonly Visitor[] = ['licensingAdmin', 'manager', 'helpdesk', 'nobody']

// 409: the sample fleet's zones are asked by nobody, so a check of it has nothing to do.
test.use({ expectedErrors: ['403', '404', '401', '409'] })

test('every page and route of app/ has a row in the table, and every row a file', () => {
  const files = readdirSync(APP, { recursive: true, encoding: 'utf8' })
  const pages = files.filter((file) => file.endsWith('page.tsx')).map(withoutGroups)
  expect(Object.keys(PAGES).sort()).toEqual(pages.sort())
  const routes = files.filter((file) => file.endsWith('route.ts')).flatMap(methodsOf)
  expect(Object.keys(ROUTES).sort()).toEqual(routes.sort())
})

for (const visitor of VISITORS) {
  test(`${visitor} reaches exactly the pages of the table`, async ({ pageAs, page: nobody }) => {
    const { request } = visitor === 'nobody' ? nobody : await pageAs(visitor)
    for (const row of Object.values(PAGES)) {
      if (visitor !== 'nobody' || !row.path.startsWith('/sign-in')) await expectPage(request, visitor, row)
    }
  })

  test(`${visitor} reaches exactly the routes of the table`, async ({ pageAs, page: nobody }) => {
    const page = visitor === 'nobody' ? nobody : await pageAs(visitor)
    await page.goto('/sign-in')
    for (const [name, row] of Object.entries(ROUTES)) {
      const method = name.split(' ')[0] ?? 'GET'
      const status = await statusOf(page, method, row)
      expect(status, `${method} ${row.path} as ${visitor}`).toBe(expectedStatus(visitor, row))
    }
  })
}

test('whoever is limited to a site meets no machine of another on any page or route', async ({
  pageAs,
  console: server,
}) => {
  test.setTimeout(120_000)
  const admin = await pageAs('licensingAdmin')
  const elsewhere = await namesOf(admin.request, 'site=-Berlin')
  const [outside = ''] = elsewhere
  const [inside = ''] = await namesOf(admin.request, 'site=Berlin')
  await limitManager(server.databaseUrl, 'Berlin')
  try {
    const { request } = await pageAs('manager')
    const paths = [...Object.values(PAGES), ...Object.values(ROUTES)].map(({ path }) => path)
    const asked = [
      ...[
        `/clients/${inside}`,
        `/clients/${outside}`,
        `/clients?q=${outside.slice(0, 3)}`,
        '/clients?site=-Berlin',
      ],
      ...[`/api/clients/${inside}`, `/api/clients/${outside}`, `/api/search?q=${outside.slice(0, 5)}`],
      ...['/clients?group=site', '/api/clients/export?as=xlsx', '/desk?about=0xC004F074', '/alerts?size=200'],
      ...Object.keys(REPORTS).flatMap((number) => [`/reports/${number}`, `/api/reports/${number}?as=json`]),
      ...[`/reports/R6?machine=${inside}`, `/reports/R6?machine=${outside}`, '/reports/R5?site=Dublin'],
    ]
    for (const path of [...paths, ...asked]) {
      const answer = await request.get(path)
      expect(answer.status(), path).toBeLessThan(500)
      const words = new Set((await answer.text()).toLowerCase().match(/[a-z0-9][a-z0-9.-]+/g))
      const named = elsewhere.filter((name) => words.has(name) && !path.includes(name))
      expect(named, path).toEqual([])
    }
    expect((await request.get(`/clients/${inside}`)).status()).toBe(200)
    expect((await request.get('/reports/R5?site=Berlin')).status()).toBe(200)
    expect((await request.get('/reports/R9')).status()).toBe(403)
    expect((await request.get('/api/reports/R9?as=json')).status()).toBe(403)
    expect((await request.get(`/clients/${outside}`)).status()).toBe(404)
  } finally {
    await limitManager(server.databaseUrl, null)
  }
})

/** Machines of a filter, but those that are KMS hosts: a machine says which one it asks. */
async function namesOf(request: APIRequestContext, query: string): Promise<string[]> {
  const lines = (await (await request.get(`/api/clients/export?${query}`)).text()).split('\n').slice(1)
  const names = lines.map((line) => line.split(',')[0]?.replaceAll('"', '').trim().toLowerCase() ?? '')
  return names.filter((name) => name !== '' && !name.includes('kms'))
}

async function limitManager(databaseUrl: string, site: string | null): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const ids = 'ARRAY(SELECT id FROM site WHERE name = $1)'
  await client.query(`UPDATE "user" SET site_ids = ${ids} WHERE role = 'manager'`, [site])
  await client.end()
}

test('a write from the page of another site is refused', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  const answer = await page.request.post('/api/imports', {
    data: 'x',
    headers: { origin: 'https://elsewhere.example' },
  })
  expect(answer.status()).toBe(403)
  const action = await page.request.post('/settings/people', {
    data: '[]',
    headers: { origin: 'https://elsewhere.example', 'next-action': '0'.repeat(42) },
  })
  expect(action.status()).toBe(403)
  await page.goto('/audit')
  await expect(page.getByText('sent a write from another site’s page').first()).toBeVisible()
  await expect(page.getByText('https://elsewhere.example').first()).toBeVisible()
})

test('every answer forbids keeping and framing it', async ({ pageAs }) => {
  const page = await pageAs('licensingAdmin')
  for (const path of ['/clients', '/api/clients', '/sign-in', '/api/imports', '/robots.txtX', '/icon.svg']) {
    const headers = (await page.request.get(path)).headers()
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'")
    expect(headers['x-frame-options'], path).toBe('DENY')
    expect(headers['x-content-type-options'], path).toBe('nosniff')
    if (path.includes('.')) continue
    expect(headers['cache-control'], path).toContain('no-store')
    if (path.startsWith('/api/imports')) continue
    expect(headers['content-security-policy'], path).toMatch(
      /^[^,]*script-src 'self' 'nonce-[^']+' 'strict-dynamic'[^,]*$/,
    )
  }
})

/** Asks without a browser: each page is seen in one by `layout-shift.spec.ts`. */
async function expectPage(request: APIRequestContext, visitor: Visitor, row: PageRow): Promise<void> {
  const what = `${row.path} as ${visitor}`
  const answer = await request.get(row.path)
  const isAllowed = row.allowed.includes(visitor)
  if (visitor === 'nobody' && !isAllowed) {
    expect(new URL(answer.url()).pathname, what).toBe('/sign-in')
    return
  }
  expect(answer.status(), what).toBe(isAllowed ? (row.status ?? 200) : 403)
  if (isAllowed) expect(await answer.text(), what).not.toContain('data-empty="noPermission"')
}

/** Asks from within the page, so that cookies, Origin and Sec-Fetch headers are a browser's own. */
async function statusOf(page: Page, method: string, row: RouteRow): Promise<number> {
  return page.evaluate(
    async ([path, verb, body]) => {
      const headers = {
        'Content-Type': path.startsWith('/api/auth') ? 'application/json' : 'application/octet-stream',
      }
      return (await fetch(path, { method: verb, body: body ?? null, headers: body ? headers : {} })).status
    },
    [row.path, method, row.body] as const,
  )
}

function expectedStatus(visitor: Visitor, row: RouteRow): number {
  if (row.allowed.includes(visitor)) return row.status
  return visitor === 'nobody' ? 401 : 403
}

function withoutGroups(file: string): string {
  return file.replaceAll('\\', '/').replace(/\([^)]+\)\//g, '')
}

function methodsOf(file: string): string[] {
  const source = readFileSync(join(APP, file), 'utf8')
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) =>
    new RegExp(`export (const|async function|function) ${method}\\b|export \\{[^}]*\\bas ${method}\\b`).test(
      source,
    ),
  )
  return methods.map((method) => `${method} ${withoutGroups(file)}`)
}
