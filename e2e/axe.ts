/** What axe finds on a page. */
import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

/** Rows of a table that axe looks at: the ones below repeat them, and cost most of a look at a long list. */
const BELOW_THE_FIRST_ROWS = 'tbody tr:nth-child(n+9)'

/**
 * Fails with what axe finds on the page as it is now, or in the part of it that is named. Axe stays in the page until the
 * next one is loaded, and what passes is not described: the same findings in less than half the time.
 */
export async function expectNoAxeFindings(page: Page, part?: string): Promise<void> {
  // Next takes the title of the old page away a moment before it puts the new one in.
  await expect(page).toHaveTitle(/./)
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const findings = await page.evaluate(
    async ([exclude, include]) => {
      const { violations } = await window.axe.run({ exclude, include }, { resultTypes: ['violations'] })
      return violations.map(
        ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target).join('; ')})`,
      )
    },
    [BELOW_THE_FIRST_ROWS, part ?? 'html'] as const,
  )
  expect(findings, `accessibility of ${page.url()}`).toEqual([])
}

declare global {
  interface Window {
    axe: typeof axe
  }
}
