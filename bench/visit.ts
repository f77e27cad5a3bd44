/** What a browser meets when somebody opens a page for the first time. */
import type { Browser, CDPSession } from '@playwright/test'

export interface PageView {
  /** requests beside the page itself, its scripts, styles, fonts and pictures */
  requests: string[]
  /** kB of JavaScript as they came over the wire */
  scriptKb: number
  /** cumulative layout shift */
  shift: number
  /** milliseconds of tasks longer than 50 ms */
  longTasksMs: number
}

interface Watched {
  shift: number
  longTasksMs: number
}

const STATIC = new Set(['document', 'script', 'stylesheet', 'font', 'image'])
const KILOBYTE = 1000
const QUIET_MS = 500

/** Opens the page with nothing in the cache. @param slowerCpu how many times slower the browser computes. */
export async function viewPage(
  browser: Browser,
  address: string,
  cookie: string,
  slowerCpu = 1,
): Promise<PageView> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  try {
    // As the browser's own: a header would give way to the cookies that pages set.
    await context.addCookies(
      cookie.split('; ').map((pair) => {
        const [name = '', ...value] = pair.split('=')
        return { name, value: value.join('='), url: address }
      }),
    )
    await context.addInitScript(watch)
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    const scripts = await bytesOfScripts(cdp)
    if (slowerCpu > 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowerCpu })
    const requests: string[] = []
    page.on('request', (request) => {
      if (!STATIC.has(request.resourceType())) requests.push(request.url())
    })
    await page.goto(address, { waitUntil: 'networkidle' })
    await page.waitForTimeout(QUIET_MS * slowerCpu)
    const { shift, longTasksMs } = await page.evaluate(
      () => (window as unknown as { watched: Watched }).watched,
    )
    return { requests, scriptKb: scripts() / KILOBYTE, shift, longTasksMs }
  } finally {
    await context.close()
  }
}

/** Runs in the page before anything of its own. */
function watch(): void {
  const watched: Watched = { shift: 0, longTasksMs: 0 }
  Object.assign(window, { watched })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
      watched.shift += entry.value
  }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watched.longTasksMs += duration
  }).observe({ type: 'longtask', buffered: true })
}

/** Counts the bytes of scripts as they arrive, compressed. */
async function bytesOfScripts(cdp: CDPSession): Promise<() => number> {
  const scripts = new Set<string>()
  let bytes = 0
  await cdp.send('Network.enable')
  cdp.on('Network.requestWillBeSent', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  return () => bytes
}
