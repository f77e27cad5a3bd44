/** What strangers at the door can do to those inside. */
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { IS_LONG } from './length'
import { personOf } from './server/prepared'

const STRANGERS = IS_LONG ? 200 : 60
const LOOKED_AT_MOST = 30

test.use({ fleet: 'sampleApart' })
test.describe.configure({ mode: 'serial' })

async function tryToSignIn(page: Page, email: string, password: string) {
  await page.goto('/sign-in')
  await page.getByLabel('Email address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('a browser that was let in is known from then on', async ({ page, context }) => {
  const { email, password } = personOf('licensingAdmin')
  await tryToSignIn(page, email, password)
  await expect(page.getByRole('navigation').first()).toBeVisible()
  const known = (await context.cookies()).find(({ name }) => name.includes('.device-'))
  expect(known).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
})

test('many strangers at once hold up nobody inside', { tag: '@sampled' }, async ({ page, pageAs }) => {
  const inside = await pageAs('licensingAdmin')
  const posted = page.waitForRequest((request) => request.method() === 'POST')
  await tryToSignIn(page, 'stranger@corp.example', 'not the password')
  const request = await posted
  await expect(page.getByText('address or the password is wrong')).toBeVisible()
  const {
    'next-action': action = '',
    'content-type': type = '',
    origin = '',
    accept = '',
  } = await request.allHeaders()
  const attempt = async (_: unknown, index: number) => {
    const body = (request.postData() ?? '').replace('stranger@', `stranger-${index}@`)
    const headers = { 'next-action': action, 'content-type': type, origin, accept }
    return (await fetch(request.url(), { method: 'POST', headers, body })).text()
  }
  const flood = Promise.all(Array.from({ length: STRANGERS }, attempt))
  await inside.goto('/clients')
  await expect(inside.getByRole('heading', { name: 'Clients' })).toBeVisible()
  const answers = await flood
  const lookedAt = answers.filter((answer) => answer.includes('address or the password is wrong')).length
  expect(lookedAt).toBeLessThan(LOOKED_AT_MOST)
  expect(answers.filter((answer) => /Too many/.test(answer))).toHaveLength(STRANGERS - lookedAt)
})
