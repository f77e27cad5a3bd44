/** What axe finds on a page. */
import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

/** Rows of a table that axe looks at: the ones below repeat them, and cost most of a look at a long list. */
const BELOW_THE_FIRST_ROWS = 'tbody tr:nth-child(n+9)'

const PALE = '[aria-busy=true][class*="aria-busy:opacity"]'

/**
 * Fails with what axe finds on the page as it is when nothing fades in or out any more, or in the part of it that is named. Axe stays in the page until the
 * next one is loaded, and what passes is not described: the same findings in less than half the time. `rules` are all where absent.
 */
export async function expectNoAxeFindings(
  page: Page,
  part?: string,
  rules?: readonly string[],
): Promise<void> {
  let findings: string[] | undefined
  while (findings === undefined) {
    // What a choice has made old is pale until the new stands there; Next takes the old title away before it puts a new one in.
    await expect(page.locator(PALE)).toHaveCount(0)
    await expect(page).toHaveTitle(/./)
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
    findings = await look(page, part, rules)
  }
  expect(findings, `accessibility of ${page.url()}`).toEqual([])
}

/** What axe finds; nothing where something went pale before it had looked at all. */
function look(page: Page, part: string | undefined, rules: readonly string[] | undefined) {
  return page.evaluate(
    async ([exclude, include, values, pale]) => {
      await Promise.all(
        document.getAnimations().map(({ effect, finished }) => {
          return effect?.getComputedTiming().endTime === Infinity ? undefined : finished.catch(() => {})
        }),
      )
      if (document.querySelector(pale)) return undefined
      const { violations } = await window.axe.run(
        { exclude, include },
        { resultTypes: ['violations'], ...(values && { runOnly: { type: 'rule', values: [...values] } }) },
      )
      if (document.querySelector(pale)) return undefined
      return violations.map(
        ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target).join('; ')})`,
      )
    },
    [BELOW_THE_FIRST_ROWS, part ?? 'html', rules, PALE] as const,
  )
}

declare global {
  interface Window {
    axe: typeof axe
  }
}
