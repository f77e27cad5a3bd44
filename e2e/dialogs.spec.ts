/**
 * Every form and dialog of the console: it is opened for axe; then in turn it is sent twice while nothing answers and
 * refused, or the session has ended and it is left. All four of each with npm run test:long. Those of one page are opened one after
 * another, so that a page is loaded once. What is sent without a form is in `sending.spec.ts`.
 */
import type { Locator, Page } from '@playwright/test'
import { OTHER_FORMS } from './account-dialogs'
import { holdSending } from './broken-connection'
import type { DialogRow, Opens, RefusedText } from './dialog-row'
import { DIALOGS } from './dialog-table'
import { expect, expectNoAxeFindings, test } from './fixtures'
import { INLINE, OTHER_REQUESTS, PLAIN_DIALOGS } from './inline-table'
import { IS_LONG } from './length'
import { placesOfConsole } from './places'
import type { RoleName } from './server/prepared'

// The connection is cut on purpose. Two rows enter what they then undo, on a console no other test uses.
test.use({ fleet: 'sampleDialogs', expectedErrors: ['net::ERR_FAILED', 'Failed to fetch', '401', '403'] })

// Each page stands for itself.
test.describe.configure({ mode: 'parallel' })

test('every form, every dialog and every sending of the console has a row, and every row is in the console', () => {
  const { forms, inline, plain } = placesOfConsole()
  expect([...Object.keys(DIALOGS), ...OTHER_FORMS].sort()).toEqual(forms)
  expect([...Object.keys(INLINE), ...OTHER_REQUESTS].sort()).toEqual(inline)
  expect(Object.keys(PLAIN_DIALOGS).sort()).toEqual(plain)
})

const turnOf = (name: string) => Object.keys(DIALOGS).indexOf(name)

const rows = [...Object.entries(DIALOGS), ...Object.entries(PLAIN_DIALOGS)]

for (const [place, onPage] of Map.groupBy(rows, ([, { page }]) => page)) {
  const [first, ...others] = onPage.map(([name]) => name)
  test([first, ...others.map((name) => name.split(' ').at(-1))].join(', '), { tag: '@sampled' }, async ({
    pageAs,
    signedInAs,
  }) => {
    test.setTimeout(40_000 + onPage.length * 20_000)
    const page = await pageAs('licensingAdmin')
    if (typeof place === 'string') await page.goto(place)
    else await place(page)
    for (const [name, row] of onPage) {
      await test.step(name, async () => {
        if (!('confirm' in row)) return expectPlainDialog(page, row.opens)
        await expectForm(page, row, (who) => signedInAs(page, who), turnOf(name))
        await signedInAs(page, 'licensingAdmin')
      })
    }
  })
}

async function expectPlainDialog(page: Page, opens: Opens): Promise<void> {
  const dialog = await openDialog(page, opens)
  await expectNoAxeFindings(page, '[role=dialog]')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
}

/** A form that is open and filled in, and how one becomes somebody else meanwhile. */
interface OpenForm {
  page: Page
  row: DialogRow
  form: Locator
  confirm: Locator
  /** what stands in it */
  typed: readonly string[]
  signedInAs: (who: RoleName | 'nobody') => Promise<void>
}

async function expectForm(
  page: Page,
  row: DialogRow,
  signedInAs: OpenForm['signedInAs'],
  turn: number,
): Promise<void> {
  const form = await openForm(page, row)
  const confirm = form.getByRole('button', { name: row.confirm, exact: true })
  const open = { page, row, form, confirm, typed: await typedIn(form), signedInAs }
  await expectNoAxeFindings(page, row.opens && '[role=dialog]')
  const isTurn = (of: 0 | 1) => IS_LONG || turn % 2 === of
  if (isTurn(0)) await test.step('nothing answers', () => expectSentOnce(open))
  if (isTurn(1)) await test.step('the session has ended', () => expectSignedOut(open))
  if (isTurn(0)) await test.step('the operation refuses', () => expectRefusal(open))
  if (!row.opens) return
  if (isTurn(1)) await test.step('leaving it asks first', () => expectAskedBeforeLeaving(open))
  else await page.keyboard.press('Escape')
  await discard(page)
}

/** Sent twice while nothing answers: one request, and then it says so. */
async function expectSentOnce({ page, form, confirm, typed }: OpenForm): Promise<void> {
  const answer = await holdSending(page)
  await confirm.click()
  await expect(confirm).toBeDisabled()
  await confirm.click({ force: true })
  await page.keyboard.press('Enter')
  await expect.poll(() => answer.sent).toHaveLength(1)
  await answer.breakOff()
  await expectProblem(form, 'Nothing answered')
  await expect(confirm).toBeEnabled()
  expect(answer.sent).toHaveLength(1)
  expect(await typedIn(form)).toEqual(typed)
}

async function expectSignedOut({ form, confirm, typed, signedInAs }: OpenForm): Promise<void> {
  await signedInAs('nobody')
  await confirm.click()
  await expectProblem(form, 'You were signed out')
  await expect(form.getByRole('link', { name: 'Sign in again in a new tab' })).toBeVisible()
  expect(await typedIn(form)).toEqual(typed)
}

async function expectRefusal({ row, form, confirm, typed, signedInAs }: OpenForm): Promise<void> {
  const { refused = 'helpdesk' } = row
  if (typeof refused !== 'string' && 'field' in refused) {
    await signedInAs('licensingAdmin')
    await expectRefused(form, confirm, refused)
    for (const [label, text] of Object.entries(row.typed ?? {}))
      await form.getByLabel(label, { exact: true }).fill(text)
    return
  }
  const { role, says } =
    typeof refused === 'string' ? { role: refused, says: 'Your role does not let you' } : refused
  await signedInAs(role)
  await confirm.click()
  await expectProblem(form, says)
  expect(await typedIn(form)).toEqual(typed)
}

/** Where something is typed. */
async function expectAskedBeforeLeaving({ page, row, form, typed }: OpenForm): Promise<void> {
  await page.keyboard.press('Escape')
  if (!row.typed) return
  await question(page).getByRole('button', { name: 'Keep editing' }).click()
  expect(await typedIn(form)).toEqual(typed)
  await form.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(question(page)).toBeVisible()
}

const question = (page: Page) => page.getByRole('dialog', { name: 'Discard what you typed?' })

/** Answers the question if it is asked; afterwards no dialog is left. */
async function discard(page: Page): Promise<void> {
  const dialogs = page.getByRole('dialog')
  const isAsked = () => question(page).isVisible()
  const isSettled = async () => (await isAsked()) || (await dialogs.count()) === 0
  await expect.poll(isSettled, { intervals: [20, 50, 100] }).toBe(true)
  if (await isAsked()) await question(page).getByRole('button', { name: 'Discard' }).click()
  await expect(dialogs).toHaveCount(0)
}

async function openForm(page: Page, row: DialogRow): Promise<Locator> {
  const form = row.opens === undefined ? page.getByRole('main') : await openDialog(page, row.opens)
  for (const [label, text] of Object.entries(row.typed ?? {})) {
    const field = form.getByLabel(label, { exact: true })
    if (!(await field.isVisible())) await form.getByText(/^More/).click()
    await field.fill(text)
  }
  await row.fill?.(form, page)
  return form
}

async function openDialog(page: Page, opens: Opens): Promise<Locator> {
  if (typeof opens === 'function') await opens(page)
  else await page.getByRole('button', { name: opens, exact: true }).first().click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  return dialog
}

/** What stands in the fields that are not empty; a list beside the form may still come, with boxes and a field of its own. */
function typedIn(form: Locator): Promise<string[]> {
  return form
    .locator('input:not([type=checkbox], [type=radio]), textarea')
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value).filter(Boolean))
}

/** Above the buttons, where it is seen, with the focus. */
async function expectProblem(form: Locator, words: string): Promise<void> {
  const problem = form.getByRole('alert').filter({ hasText: words })
  await expect(problem).toBeInViewport({ ratio: 1 })
  await expect(form.locator('[data-form-problem]')).toBeFocused()
}

/** At the field it is about, with the focus. */
async function expectRefused(form: Locator, confirm: Locator, { field, text, says }: RefusedText) {
  const control = form.getByLabel(field, { exact: true })
  await control.fill(text)
  await confirm.click()
  await expect(form.getByRole('alert').filter({ hasText: says })).toBeVisible()
  await expect(control).toBeFocused()
  await expect(control).toHaveValue(text)
}
