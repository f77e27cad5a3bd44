import type { Locator, Page } from '@playwright/test'
import { expect, expectNoAxeFindings } from './fixtures'

/** Opens every menu and every select of a page or of an open dialog, one after another, and lets axe look at each. */
export async function expectAccessibleOverlays(page: Page, within: Page | Locator = page): Promise<void> {
  const triggers = within.locator('[aria-haspopup=menu], [aria-haspopup=listbox]').filter({ visible: true })
  for (const trigger of await triggers.all()) {
    await trigger.click()
    const overlay = page.locator('[role=menu], [role=listbox]').filter({ visible: true })
    await expect(overlay).toBeVisible()
    await expectNoAxeFindings(page)
    await page.keyboard.press('Escape')
    await expect(overlay).toHaveCount(0)
  }
}
