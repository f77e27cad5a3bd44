/** Reports handed on: a link that a stranger opens, and a list on paper. */
import { expect, expectNoAxeFindings, test } from './fixtures'

test('a shared report is all that its link opens, without names, until it is withdrawn', async ({
  pageAs,
  browser,
  baseURL,
}) => {
  const page = await pageAs('manager')
  await page.addInitScript(() => {
    navigator.clipboard.writeText = async (text) => void Object.assign(window, { copied: text })
  })
  await page.goto('/reports/R5')
  const name = await page
    .getByRole('table', { name: 'By machine' })
    .getByRole('rowheader')
    .first()
    .textContent()
  await page.getByRole('button', { name: 'Share' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('For').fill('Auditors of Contoso')
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const row = page.getByRole('row', { name: /Auditors of Contoso/ }).first()
  await row.getByRole('button', { name: 'Copy link' }).click()
  const link = await page.evaluate(() => String(Reflect.get(window, 'copied')))

  const strangers = await browser.newContext({ baseURL })
  const stranger = await strangers.newPage()
  const answer = await stranger.goto(link)
  expect(answer?.status()).toBe(200)
  expect(answer?.headers()).toMatchObject({
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow, noarchive',
    'cache-control': expect.stringContaining('no-store'),
  })
  await expect(stranger.getByRole('heading', { name: 'What ends by when?' })).toBeVisible()
  await expect(stranger.getByRole('rowheader', { name: 'Machine 1', exact: true })).toBeVisible()
  await expectNoAxeFindings(stranger)
  expect(await stranger.content()).not.toContain(String(name))
  expect(await stranger.getByRole('link').count()).toBe(0)

  await stranger.goto('/reports/R5')
  await expect(stranger).toHaveURL(/\/sign-in\?next=/)
  expect((await strangers.request.get('/api/reports/R5?as=pdf')).status()).toBe(401)
  expect((await strangers.request.get(link.slice(0, -1))).status()).toBe(404)
  expect((await strangers.request.get(`${link}/pdf`)).status()).toBe(404)

  await row.getByRole('button', { name: 'Withdraw' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw it' }).click()
  await expect(row.getByText(/Withdrawn by/)).toBeVisible()
  expect((await strangers.request.get(link)).status()).toBe(404)
  const statuses = await Promise.all(
    Array.from({ length: 40 }, async () => (await strangers.request.get('/shared/guess')).status()),
  )
  expect(statuses).toContain(429)
  await strangers.close()
})

test.describe('on paper', () => {
  test.use({ contextOptions: { colorScheme: 'dark' } })

  test('a list prints all its rows, light, with heads and numbers on each sheet', async ({ pageAs }) => {
    const page = await pageAs('manager')
    // Those of the sample: other tests import machines, more of them than one prints.
    await page.goto('/print/clients?q=sample.example')
    const csv = await (await page.request.get('/api/clients/export?q=sample.example')).text()
    const names = csv
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[0] ?? '')
    expect(names.length).toBeGreaterThan(1_000)
    await page.emulateMedia({ media: 'print' })
    const look = await page.evaluate(() => {
      const { backgroundColor, color } = getComputedStyle(document.body)
      return { scheme: getComputedStyle(document.documentElement).colorScheme, backgroundColor, color }
    })
    expect(look).toMatchObject({ scheme: 'light', backgroundColor: 'rgb(255, 255, 255)' })
    await expect(page.getByRole('navigation')).toHaveCount(0)

    const { extractText } = await import('unpdf')
    const { text: sheets, totalPages } = await extractText(new Uint8Array(await page.pdf()))
    const words = sheets.map((sheet) => sheet.replace(/\s+/g, ''))
    const whole = words.join('')
    expect(names.filter((name) => !whole.includes(name))).toEqual([])
    for (const [at, sheet] of words.entries()) {
      expect(sheet).toContain(`Page${at + 1}of${totalPages}`)
      expect(sheet).toContain('Product')
    }
  })
})
