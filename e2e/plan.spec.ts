import { expect, expectNoAxeFindings, test } from './fixtures'
import { toAnswer, toVersion } from './plan-dialogs'

test.use({ fleet: 'sampleDialogs' })

test('the plan fills itself, is corrected, saved, taken into force and handed over', async ({ pageAs }) => {
  test.setTimeout(120_000)
  const page = await pageAs('licensingAdmin')
  await page.goto('/plan')
  await expect(page.getByRole('heading', { name: 'What this plan did not look at' })).toBeVisible()
  await expect(page.getByRole('img', { name: 'Networks, and what activates them' })).toBeVisible()
  await expectNoAxeFindings(page)
  await toVersion(page)
  await page.getByRole('button', { name: 'Take into force' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take it into force' }).click()
  await expect(page.getByText(/is in force since/).first()).toBeVisible()
  const [pdf] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'PDF', exact: true }).click(),
  ])
  expect(pdf.suggestedFilename()).toMatch(/^activation-plan-version-\d+\.pdf$/)
  await page.goto('/networks')
  await expect(page.getByText(/is in force since/).first()).toBeVisible()
})

test('a what-if is worked out, says its answer in words and becomes steps of the plan', async ({
  pageAs,
}) => {
  test.setTimeout(120_000)
  const page = await pageAs('licensingAdmin')
  await toVersion(page)
  await toAnswer(page)
  await expect(page.getByText(/^If kms02\.sample\.example is switched off on/).first()).toBeVisible()
  await expectNoAxeFindings(page)
  await page.getByRole('button', { name: 'Add to the plan' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Add them' }).click()
  await expect(page.getByText('Remove the record of kms02.sample.example').first()).toBeVisible()
})
