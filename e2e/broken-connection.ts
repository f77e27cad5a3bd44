/** What goes wrong between a page and the server, done on purpose. */
import type { Page } from '@playwright/test'
import { paths } from '@/lib/format/paths'

/** Holds what actions and uploads send, until the connection is broken off. */
export async function holdSending(page: Page) {
  const sent: string[] = []
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/*', async (route) => {
    const request = route.request()
    // That somebody is here is told by every page, and nobody waits for it.
    if (request.method() !== 'POST' || request.url().endsWith(paths.api.visit())) return route.fallback()
    sent.push(request.postData() ?? '')
    await released
    // Nobody waits for it any more where the page has given up.
    await route.abort('failed').catch(() => {})
  })
  return {
    /** The body of each request. */
    sent,
    breakOff: async () => {
      release()
      await page.unrouteAll({ behavior: 'wait' })
    },
  }
}
