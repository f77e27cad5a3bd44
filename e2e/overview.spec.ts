/** The fleet at a glance: every figure leads to exactly the machines it counts. */
import { expect, expectNoAxeFindings, test } from './fixtures'

const STATES = ['Licensed', 'Grace', 'Notification', 'Unlicensed', 'Silent']

/** '1,089' of 'Licensed 1,089 90.7 % Activated, ...'. */
function firstNumber(text: string): string {
  return /\d[\d,]*/.exec(text)?.[0] ?? ''
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ contextOptions: { colorScheme } })

    test('axe finds nothing on the overview, as charts and as tables', async ({ pageAs }) => {
      const page = await pageAs('manager')
      await page.goto('/')
      await page.getByRole('figure', { name: /^Trend/ }).scrollIntoViewIfNeeded()
      await expect(page.locator('.recharts-area').first()).toBeVisible()
      await expectNoAxeFindings(page)
      await page.getByRole('button', { name: 'Show as table' }).first().click()
      await page.getByRole('button', { name: 'Show as table' }).first().click()
      await expect(
        page.getByRole('table', { name: 'Clients per condition at the end of each day' }),
      ).toBeVisible()
      await expectNoAxeFindings(page)
    })
  })
}

test('each condition leads to a list of as many machines', async ({ pageAs }) => {
  const page = await pageAs('helpdesk')
  for (const state of STATES) {
    await page.goto('/')
    const figure = page
      .getByRole('region', { name: 'License conditions of the fleet' })
      .getByRole('link', { name: new RegExp(`^${state}`) })
    const count = firstNumber((await figure.textContent()) ?? '')
    await figure.click()
    await expect(page).toHaveURL(new RegExp(`state=${state.toLowerCase()}`))
    await expect(page.getByRole('status').filter({ hasText: 'match' })).toContainText(count)
  }
})

test('the machines that expire within 30 days are as many in the list as in the figure', async ({
  pageAs,
}) => {
  const page = await pageAs('manager')
  await page.goto('/')
  const link = page.getByRole('link', { name: /clients? within 30 days$/ })
  const count = firstNumber((await link.textContent()) ?? '')
  await link.click()
  await expect(page).toHaveURL(/expires=30d/)
  await expect(page.getByRole('status').filter({ hasText: 'match' })).toContainText(count)
})

test('a host that counts too few stands among what needs someone, and leads to the host', async ({
  pageAs,
}) => {
  const page = await pageAs('manager')
  await page.goto('/')
  const first = page
    .getByRole('region', { name: /^Needs someone/ })
    .getByRole('link', { name: /counts \d+ of 25 machines/ })
  await expect(first).toContainText(/counts \d+ of 25 machines/)
  await first.click()
  await page.waitForURL(/\/alerts\/\d+$/)
  await page.getByRole('link', { name: 'kms-lab01.lab.sample.example' }).first().click()
  await expect(page).toHaveURL(/\/kms-hosts\/kms-lab/)
})

test('only a licensing admin is offered to remove the sample fleet', async ({ pageAs }) => {
  const manager = await pageAs('manager')
  await manager.goto('/')
  await expect(manager.getByText('The figures include the sample fleet')).toBeVisible()
  await expect(manager.getByRole('button', { name: 'Remove it' })).toHaveCount(0)
})
