/** The sample fleet goes and comes in one action each. */
import { expect, expectNoAxeFindings, test } from './fixtures'

test.use({ fleet: 'sampleApart' })

test('the sample fleet goes in one action, and the empty overview says what to do first', async ({
  pageAs,
}) => {
  const page = await pageAs('licensingAdmin')
  await page.goto('/')
  await page.getByRole('button', { name: 'Remove it' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the sample fleet' }).click()
  await expect(page.getByRole('heading', { name: 'No machine is known yet' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Choose files' })).toBeVisible()
  await expectNoAxeFindings(page)
  await page.getByRole('button', { name: 'Load the sample fleet' }).click()
  await expect(page.getByRole('heading', { name: /^Needs someone/ })).toBeVisible({ timeout: 60_000 })
})
