import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { expect, expectNoAxeFindings, test } from './fixtures'
import { readTable } from './read-table'

test('a filter narrows the list, stands in the address, and Back takes it away', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/clients')
  // biome-ignore lint/performance/useDomNodeTextContent: the text as a person reads it
  const whole = await page.getByRole('status').filter({ hasText: 'clients' }).innerText()
  await page.getByRole('button', { name: 'State' }).first().click()
  await page.getByRole('menuitemcheckbox', { name: /Notification/ }).click()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/state=notification/)
  await expect(page.getByRole('status').filter({ hasText: 'match' })).toBeVisible()
  const rows = await readTable(page, 'Clients')
  expect(new Set(rows.map((row) => row.State))).toEqual(new Set(['Notification']))
  await page.goBack()
  await expect(page).not.toHaveURL(/state=/)
  await expect(page.getByText(whole)).toBeVisible()
})

test('qualifiers typed into the box become chips', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/clients')
  await page.getByRole('searchbox', { name: 'Filter clients' }).fill('state:grace expires:<30d')
  await page.keyboard.press('Enter')
  const filters = page.getByRole('list', { name: 'Filters' })
  await expect(filters).toContainText('State Grace')
  await expect(filters).toContainText('Expires within 30 days')
  await expect(page.getByRole('searchbox', { name: 'Filter clients' })).toHaveValue('')
  await page.getByRole('button', { name: 'Remove the filter State Grace' }).click()
  await expect(page).not.toHaveURL(/state=/)
})

test('a word that is no filter is marked with what was meant, and mended by a press', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/clients')
  const box = page.getByRole('searchbox', { name: 'Filter clients' })
  await box.fill('status:licenced')
  await box.press('Enter')
  await expect(page.getByText('status:licenced: status is no filter.')).toBeVisible()
  await page.getByRole('button', { name: 'state:licensed' }).click()
  await expect(page.getByRole('list', { name: 'Filters' })).toContainText('Licensed')
  await box.fill('-state:licensed expires:>30d')
  await box.press('Enter')
  await expect(page.getByRole('list', { name: 'Filters' })).toContainText('in more than 30 days')
  await expectNoAxeFindings(page)
})

test('a part of a name finds machines while one types', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/clients')
  const [first] = await readTable(page, 'Clients')
  const part = first?.Name?.slice(2, 9) ?? ''
  await page.getByRole('searchbox', { name: 'Filter clients' }).fill(part)
  await expect(page).toHaveURL(new RegExp(`q=${part}`))
  await expect(page.getByRole('status').filter({ hasText: 'match' })).toBeVisible()
  const rows = await readTable(page, 'Clients')
  expect(rows.filter((row) => !row.Name?.includes(part))).toEqual([])
})

test('several names pasted at once are looked up, and the unknown ones are named', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/clients')
  const names = (await readTable(page, 'Clients')).slice(0, 3).map((row) => row.Name ?? '')
  await page.getByRole('searchbox', { name: 'Filter clients' }).focus()
  await page.evaluate(
    (text) => {
      const data = new DataTransfer()
      data.setData('text', text)
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true }),
      )
    },
    `${names.join('\n')}\nnobody-0001`,
  )
  await expect(page.getByText('1 of 4 names not in the record')).toBeVisible()
  await expect(page.getByText('nobody-0001')).toBeVisible()
  expect((await readTable(page, 'Clients')).map((row) => row.Name)).toEqual(names.toSorted())
})

test('pages go on and back, and sorting starts at the first', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/clients')
  const first = await readTable(page, 'Clients')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page).toHaveURL(/after=/)
  await expect(page.getByRole('link', { name: first[0]?.Name })).toHaveCount(0)
  await page.getByRole('button', { name: 'Previous' }).click()
  await expect(page.getByRole('link', { name: first[0]?.Name })).toBeVisible()
  await page.getByRole('button', { name: 'Expires' }).last().click()
  await expect(page).toHaveURL(/sort=expires/)
  await expect(page.getByRole('columnheader', { name: 'Expires' })).toHaveAttribute('aria-sort', 'ascending')
})

test('a manager exports exactly what is shown, with the chosen columns', async ({ pageAs }) => {
  const page = await pageAs('manager')
  await page.goto('/clients?state=grace&cols=name,state,cmid')
  const shown = await readTable(page, 'Clients')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: /Export/ }).click()
  const rows: Record<string, string>[] = parse(await readFile(await (await download).path()), {
    columns: true,
    bom: true,
  })
  expect(Object.keys(rows[0] ?? {})).toEqual(['Name', 'State', 'CMID'])
  expect(rows.slice(0, shown.length).map((row) => row.Name)).toEqual(shown.map((row) => row.Name))
  expect(new Set(rows.map((row) => row.State))).toEqual(new Set(['Grace']))
})

test('helpdesk sees why it cannot export', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/clients')
  const button = page.getByRole('button', { name: 'Export CSV' })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  // Until the page has come to life, the focus tells it nothing.
  await expect(async () => {
    await button.blur()
    await button.focus()
    await expect(page.getByRole('tooltip')).toContainText('Your role does not include exports', {
      timeout: 1_000,
    })
  }).toPass()
})

test('a filter that matches nothing says so and can be cleared', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.goto('/clients?q=no-machine-is-called-this')
  await expect(page.locator('[data-empty=noMatch]')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filter' }).click()
  await expect.poll(async () => (await readTable(page, 'Clients')).length).toBeGreaterThan(20)
})

for (const theme of ['light', 'dark']) {
  test(`the list and its quick look have no axe findings, ${theme}`, async ({ pageAs, baseURL }) => {
    const page = await pageAs('manager')
    await page.context().addCookies([{ name: 'theme', value: theme, url: baseURL ?? '' }])
    await page.goto('/clients?state=grace,notification')
    await expectNoAxeFindings(page)
    const [first] = await readTable(page, 'Clients')
    await page.goto(`/clients?open=${first?.Name}`)
    await expect(page.getByRole('complementary').getByText('Last report')).toBeVisible()
    await expectNoAxeFindings(page)
    await page.goto('/kms-hosts')
    await expectNoAxeFindings(page)
  })
}

test('on a small screen the page does not scroll sideways', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of ['/clients', '/kms-hosts']) {
    await page.goto(path)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, path).toBeLessThanOrEqual(0)
    await expectNoAxeFindings(page)
  }
})
