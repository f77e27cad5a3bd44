/** The second factor, as a person meets it: asked by the role, an app with a recovery code, a passkey, and what is grave. */
import type { Page } from '@playwright/test'
import { codeAt, stepAt } from '../lib/auth/one-time-code'
import { expect, expectNoAxeFindings, test } from './fixtures'
import { personOf } from './server/prepared'

// Its people have second factors afterwards: a console that no other test uses.
test.use({ fleet: 'sampleFactors', expectedErrors: ['403', '401'] })
test.describe.configure({ mode: 'serial' })

const admin = personOf('licensingAdmin')
let recoveryCodes: string[] = []

async function typePassword(page: Page, next = '/settings/people', person = admin): Promise<void> {
  await page.goto(`/sign-in?next=${next}`)
  await page.getByLabel('Email address').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** @returns the secret that the QR code holds */
async function openApp(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click()
  await page.getByRole('button', { name: 'Show the QR code' }).click()
  const secret = (await page.getByRole('dialog').locator('code').textContent()) ?? ''
  await expectNoAxeFindings(page, '[role=dialog]')
  return secret
}

async function finishApp(page: Page, secret: string): Promise<void> {
  await page.getByLabel('Code that the app shows now').fill(await codeAt(secret, stepAt(new Date())))
  await page.getByRole('button', { name: 'Set up', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Keep these recovery codes' })).toBeVisible()
}

/** The ten codes, once the dialog shows them all. */
async function shown(page: Page): Promise<string[]> {
  const codes = page.getByRole('dialog').getByRole('listitem')
  await expect(codes).toHaveCount(10)
  return codes.allTextContents()
}

test('the role needs an app: nothing else opens before it is set up', async ({ page }) => {
  await typePassword(page)
  await page.getByRole('button', { name: 'Rules of access' }).click()
  await page.getByLabel('Licensing admins', { exact: true }).check()
  await page.getByRole('button', { name: 'Set the rules' }).click()
  await expect(page.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible()
  await page.goto('/clients')
  await expect(page).toHaveURL(/\/second-factor\/setup\?next=%2Fclients$/)
  expect((await page.request.get('/api/clients')).status()).toBe(401)
  await expectNoAxeFindings(page)
  const secret = await openApp(page)
  await page.getByLabel('Code that the app shows now').fill('000000')
  await page.getByRole('button', { name: 'Set up', exact: true }).click()
  await expect(page.getByText('This is not the code the app shows now.')).toBeVisible()
  await finishApp(page, secret)
  recoveryCodes = await shown(page)
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page).toHaveURL(/\/clients$/)
})

test('in the own account an app shows its recovery codes until they are kept', async ({ page }) => {
  await typePassword(page, '/account', personOf('helpdesk'))
  await finishApp(page, await openApp(page))
  await shown(page)
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page.getByText('10 codes left')).toBeVisible()
})

test('after the password a code is asked, and a recovery code lets in once', async ({ page }) => {
  await typePassword(page, '/account')
  await expect(page.getByRole('heading', { name: 'Second factor' })).toBeVisible()
  expect((await page.request.get('/api/clients')).status()).toBe(401)
  await page.getByLabel('Code').fill('123456')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('This code is wrong or was used before.')).toBeVisible()
  await page.getByLabel('Code').fill(recoveryCodes[0] ?? '')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('9 codes left')).toBeVisible()
  await expect(page.getByRole('cell', { name: 'password and recovery code' }).first()).toBeVisible()
})

test('a passkey is made, and lets in alone', async ({ page }) => {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await typePassword(page, '/account')
  await page.getByLabel('Code').fill(recoveryCodes[1] ?? '')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByLabel('Name').fill('virtual laptop')
  await page.getByRole('button', { name: 'Make the passkey' }).click()
  await expect(page.getByText('virtual laptop')).toBeVisible()

  await page.context().clearCookies()
  await page.goto('/sign-in?next=/account')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page.getByRole('cell', { name: 'passkey', exact: true })).toBeVisible()

  // The same one, but nobody has shown PIN, finger or face.
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page.getByText(/No passkey was used|was not accepted/)).toBeVisible()
})
