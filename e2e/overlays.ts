import type { Locator, Page } from '@playwright/test'
import { expect, expectNoAxeFindings } from './fixtures'

/** What an overlay can break outside of itself: it may lie beside all landmarks, or hide what has the focus. */
const ABOUT_THE_PAGE = ['region', 'aria-hidden-focus'] as const

const OVERLAY = '[role=menu], [role=listbox]'

/**
 * Opens every menu and every select of a page or of an open dialog, one after another, and lets axe look at each: with all of
 * the page around the first one, then at the overlay, since the page behind it is the same.
 */
export async function expectAccessibleOverlays(page: Page, within: Page | Locator = page): Promise<void> {
  const triggers = within.locator('[aria-haspopup=menu], [aria-haspopup=listbox]').filter({ visible: true })
  for (const [at, trigger] of (await triggers.all()).entries()) {
    await trigger.click()
    const overlay = page.locator(OVERLAY).filter({ visible: true })
    await expect(overlay).toBeVisible()
    await expectNoAxeFindings(page, at === 0 ? undefined : OVERLAY)
    if (at > 0) await expectNoAxeFindings(page, undefined, ABOUT_THE_PAGE)
    await page.keyboard.press('Escape')
    await expect(overlay).toHaveCount(0)
  }
}
