/** In which form whoever sent the request in hand reads days. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage } from 'node:http'
import { dayFormOfCookies } from '@/lib/activation/words/day-form'
import type { DayForm } from '@/lib/activation/words/say-date'

const forms = new AsyncLocalStorage<DayForm>()
const around = globalThis as typeof globalThis & { dayFormOfReader?: () => DayForm | undefined }
// Pages are bundles of their own within this process: they ask here.
around.dayFormOfReader = () => forms.getStore()

/** What pages of the console ask for while they are open. Everything else below /api is a file, or for a program. */
const DATA_OF_PAGES =
  /^\/api\/(alerts\/(count|trial)|clients(\/(?!export$)[^/]+(\/eye)?|\/attempts\/list)?|discovery(\/\w+)?|exchange\/\d+\/answers|imports(\/[^/]+(\/undo)?)?|kms-hosts|licenses(\/groups)?|networks\/directories|overview|search|what-if\/[^/]+)$/

/** Answers a request in the form of days that its reader likes. A file is read by others too, so its days stay in words. */
export function inDayFormOf<T>(
  { url = '', headers }: Pick<IncomingMessage, 'url' | 'headers'>,
  answer: () => T,
): T {
  const [path = ''] = url.split('?')
  const isShown = !path.startsWith('/api/') || DATA_OF_PAGES.test(path)
  return isShown ? forms.run(dayFormOfCookies(headers.cookie), answer) : answer()
}
