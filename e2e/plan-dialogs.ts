/** The forms of the plan and of what-if. */
import type { Page } from '@playwright/test'
import type { DialogRow } from './dialog-row'

/** To a version of the plan of its own. */
export async function toVersion(page: Page): Promise<void> {
  await page.goto('/plan/inputs')
  const growth = page.getByLabel('Growth a year').first()
  if (!(await growth.isVisible())) await page.getByText('Office, zones, growth and rules').first().click()
  await growth.fill(String(1 + (Date.now() % 900)))
  await page.getByLabel('What this version is about').fill('Of dialogs')
  await page.getByRole('button', { name: 'Save as a new version' }).click()
  await page.getByRole('heading', { name: /^Plan, version \d+$/ }).waitFor()
}

async function toPlanInForce(page: Page): Promise<void> {
  await toVersion(page)
  await page.getByRole('button', { name: 'Take into force' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take it into force' }).click()
  await page
    .getByText(/is in force since/)
    .first()
    .waitFor()
}

/** To an answer: what becomes of the fleet without its second host. */
export async function toAnswer(page: Page): Promise<void> {
  await page.goto('/plan/what-if')
  await page.getByLabel('KMS host', { exact: true }).fill('kms02.sample.example')
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await page.getByRole('heading', { name: 'Steps in order' }).waitFor({ timeout: 60_000 })
}

/** By file under app/(console) and the action it sends. */
export const PLAN_DIALOGS: Readonly<Record<string, DialogRow>> = {
  'plan/inputs/inputs-form.tsx savePlanAction': {
    page: '/plan/inputs',
    typed: { 'What this version is about': 'A test of dialogs' },
    confirm: 'Save as a new version',
    refused: 'manager',
  },
  'plan/plan-dialogs.tsx takePlanIntoForceAction': {
    page: toVersion,
    opens: 'Take into force',
    confirm: 'Take it into force',
    refused: 'manager',
  },
  'plan/plan-dialogs.tsx endPlanAction': {
    page: toPlanInForce,
    opens: 'End it',
    typed: { Reason: 'a test of dialogs' },
    confirm: 'End the plan',
    refused: 'manager',
  },
  'plan/what-if/question-form.tsx askWhatIfAction': {
    page: '/plan/what-if',
    typed: { 'KMS host': 'kms01.sample.example' },
    confirm: 'Ask',
    refused: 'manager',
  },
  'plan/what-if/[run]/run-board.tsx planWhatIfAction': {
    page: async (page) => {
      await toVersion(page)
      await toAnswer(page)
    },
    opens: 'Add to the plan',
    confirm: 'Add them',
    refused: 'manager',
  },
}
