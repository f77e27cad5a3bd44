/** The forms about oneself, and about who gets in. */
import { type Page, request } from '@playwright/test'
import type { DialogRow } from './dialog-row'
import { personOf, type RoleName } from './server/prepared'

const ACCOUNT = '/account'
const WORDS = 'seven purple otters dance'

/** Signs in once more, in a browser of its own, so that there is a session to end. */
async function signInElsewhere(page: Page, role: RoleName): Promise<void> {
  const { origin } = new URL(page.url())
  const elsewhere = await request.newContext()
  await elsewhere.post(`${origin}/api/auth/sign-in/email`, { data: personOf(role), headers: { origin } })
  await elsewhere.dispose()
}

async function toTwoSessions(page: Page): Promise<void> {
  await page.goto(ACCOUNT)
  await signInElsewhere(page, 'licensingAdmin')
  await page.goto(ACCOUNT)
}

async function toSessionOfManager(page: Page): Promise<void> {
  await page.goto('/settings/people')
  await signInElsewhere(page, 'manager')
  await page.getByRole('link', { name: 'Max Sample' }).click()
  await page.getByRole('heading', { name: 'Max Sample' }).waitFor()
}

export const ACCOUNT_DIALOGS: Readonly<Record<string, DialogRow>> = {
  'account/own-facts.tsx renameAction': {
    page: ACCOUNT,
    opens: 'Change name',
    typed: { Name: 'Ada of dialogs' },
    confirm: 'Change the name',
    refused: { field: 'Name', text: ' ', says: 'Enter a name.' },
  },
  'account/own-facts.tsx changePasswordAction': {
    page: ACCOUNT,
    opens: 'Change password',
    typed: { 'Present password': 'of dialogs', 'New password': WORDS, 'New password again': WORDS },
    confirm: 'Change the password',
    refused: { field: 'New password', text: 'short', says: 'Use at least 12 characters.' },
  },
  'account/session-table.tsx endSessionAction': {
    page: toTwoSessions,
    opens: (page) => page.getByRole('button', { name: 'End', exact: true }).first().click(),
    confirm: 'End the session',
    refused: { role: 'helpdesk', says: 'This session has ended already.' },
  },
  'settings/people/[id]/person-access.tsx limitAction': {
    page: toSessionOfManager,
    opens: 'Change',
    typed: { 'Only machines of these sites': 'Berlin' },
    confirm: 'Set the sites',
  },
  'settings/people/[id]/person-access.tsx endPersonSessionsAction': {
    page: toSessionOfManager,
    opens: (page) => page.getByRole('button', { name: 'End', exact: true }).first().click(),
    confirm: 'End',
  },
  'settings/people/invite-several-dialog.tsx inviteSeveralAction': {
    page: '/settings/people',
    opens: 'Invite several',
    typed: { People: 'Ivy <ivy@corp.example>' },
    confirm: 'Make the links',
  },
  'settings/people/rules-dialog.tsx setRulesAction': {
    page: '/settings/people',
    opens: 'Rules of access',
    confirm: 'Set the rules',
  },
}

/**
 * Without a row: they need a second factor or a second licensing admin, or are refused only to those who are signed in nowhere
 * else. They are walked by `second-factor.spec.ts` and db tests.
 */
export const OTHER_FORMS: readonly string[] = [
  'account/session-table.tsx endOthersAction',
  'account/factor-section.tsx removeFactorAction',
  'keys/[id]/key-releases.tsx answerReleaseAction',
  'keys/[id]/key-releases.tsx askForKeyAction',
  'keys/[id]/key-releases.tsx askForPackageAction',
  'settings/people/[id]/person-access.tsx removeFactorsAction',
  // Of a provider that is on, which takes a licensing admin who is not of the sample.
  'settings/people/sign-in/[id]/provider-actions.tsx switchProviderOffAction',
  'settings/people/person-actions.tsx allowLinkAction',
  'settings/people/person-actions.tsx makeEmergencyAction',
]
