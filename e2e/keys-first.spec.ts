/** The first key of a console that knows nothing yet. */
import { expect, expectNoAxeFindings, test } from './fixtures'
import { addKey } from './key-dialogs'

test.use({ fleet: 'emptyApart' })

test('an empty console says what keys are for, and ticks the step off once one is there', async ({
  page,
  console: server,
}) => {
  const password = 'walnut-meadow-lantern'
  await page.goto(server.setupPath ?? '')
  await page.getByLabel('Name').fill('Ines Castillo')
  await page.getByLabel('Email address').fill('ines@corp.example')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByLabel('Password again').fill(password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/$/)
  const step = page.getByRole('listitem').filter({ hasText: 'Add a key' })
  await expect(step.getByRole('link', { name: 'Add keys' })).toBeVisible()
  await page.goto('/keys')
  await expect(page.getByText('No product keys yet')).toBeVisible()
  await expectNoAxeFindings(page)
  await addKey(page, '6789N', 'From the portal')
  await page.goto('/')
  await expect(step).toContainText('done')
})
