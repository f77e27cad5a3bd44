import type { ServerResponse } from 'node:http'

const SENTENCE = 'What was sent with this action cannot be read.\n'
const HEADERS = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }

/**
 * Answers a server action with 400 and a sentence where Next would say 500. Actions answer for their own faults
 * (app/operation-action.ts), so a 500 means that Next could not read what was sent; its log has the reason.
 */
export function refuseUnreadableAction(response: ServerResponse): void {
  const { writeHead, write, end } = response
  let isRefused = false
  response.writeHead = ((...given: Parameters<typeof writeHead>) => {
    if (given[0] !== 500) return writeHead.apply(response, given)
    isRefused = true
    for (const name of response.getHeaderNames()) response.removeHeader(name)
    return writeHead.call(response, 400, HEADERS)
  }) as typeof writeHead
  // Compression writes the head first; else it is written with the first piece of the body, which would follow it.
  const settleHead = () => {
    if (!response.headersSent && response.statusCode === 500) response.writeHead(500)
  }
  response.write = ((...given: Parameters<typeof write>) => {
    settleHead()
    return isRefused || write.apply(response, given)
  }) as typeof write
  response.end = ((...given: Parameters<typeof end>) => {
    settleHead()
    return isRefused ? end.call(response, SENTENCE, 'utf8') : end.apply(response, given)
  }) as typeof end
}
