import type { ServerResponse } from 'node:http'

const SENTENCE = 'What was sent with this action cannot be read.\n'

/**
 * Answers a server action with 400 and a sentence where Next would say 500. Actions answer for their own faults
 * (app/operation-action.ts), so a 500 means that Next could not read what was sent; its log has the reason.
 */
export function refuseUnreadableAction(response: ServerResponse): void {
  const { write, end } = response
  let isRefused = false
  const isUnreadable = () => {
    if (response.headersSent || response.statusCode !== 500) return isRefused
    for (const name of response.getHeaderNames()) response.removeHeader(name)
    response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    isRefused = true
    return isRefused
  }
  response.write = ((...given: Parameters<typeof write>) =>
    isUnreadable() || write.apply(response, given)) as typeof write
  response.end = ((...given: Parameters<typeof end>) =>
    isUnreadable() ? end.call(response, SENTENCE, 'utf8') : end.apply(response, given)) as typeof end
}
