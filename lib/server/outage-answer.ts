/**
 * Answers a request that the database kept from being served: 503, when to try again, and a sentence, for a person as a
 * page of its own. Whatever Next made of it is dropped.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Outage, outageSentence, RETRY_AFTER_SECONDS } from './outage'

/** From now on an answer of 500 becomes that one if there was an outage by then. */
export function answerOutages(
  request: IncomingMessage,
  response: ServerResponse,
  outage: () => Outage | undefined,
): void {
  const writeHead = response.writeHead.bind(response)
  const write = response.write.bind(response)
  const end = response.end.bind(response)
  let isReplaced = false

  /** Whether what is being written now is dropped; sends the other answer where it has to be sent. */
  function replaces(status: number): boolean {
    const met = isReplaced || response.headersSent || status < 500 ? undefined : outage()
    if (met === undefined) return isReplaced
    response.setHeader('Retry-After', RETRY_AFTER_SECONDS[met])
    if (status === 503) return false
    isReplaced = true
    for (const name of response.getHeaderNames()) response.removeHeader(name)
    const { type, body } = answerOf(request, met)
    writeHead(503, {
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(body),
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
      'Retry-After': RETRY_AFTER_SECONDS[met],
    })
    end(body)
    return true
  }

  response.writeHead = ((...given: Parameters<typeof writeHead>) =>
    replaces(given[0]) ? response : writeHead(...given)) as typeof response.writeHead
  response.write = ((...given: Parameters<typeof write>) => {
    if (!replaces(response.statusCode)) return write(...given)
    callBack(given)
    return true
  }) as typeof response.write
  response.end = ((...given: Parameters<typeof end>) => {
    if (!replaces(response.statusCode)) return end(...given)
    callBack(given)
    return response
  }) as typeof response.end
}

/** Who wrote waits to hear that it was written. */
function callBack(given: readonly unknown[]): void {
  const last = given.at(-1)
  if (typeof last === 'function') process.nextTick(last)
}

function answerOf({ url }: IncomingMessage, outage: Outage): { type: string; body: string } {
  const message = outageSentence(outage)
  if (url?.startsWith('/api/')) {
    return { type: 'application/json', body: JSON.stringify({ error: { kind: outage, message } }) }
  }
  return { type: 'text/html; charset=utf-8', body: pageOf(message) }
}

const pageOf = (sentence: string) => `<!doctype html>
<html lang="en">
<title>Activation Console</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
  :root { color-scheme: light dark; font: 14px/20px ui-sans-serif, system-ui, sans-serif;
    background: light-dark(#fbfaf8, #131211); color: light-dark(#1f1d1b, #edebe8); }
  main { display: grid; gap: 12px; justify-items: center; padding: 20vh 24px 24px; text-align: center; }
  h1 { margin: 0; font-size: 20px; line-height: 28px; font-weight: 600; }
  p { margin: 0; max-width: 56ch; color: light-dark(#57534e, #aca7a0); }
  a { color: light-dark(#0b5d66, #5cc4cc); }
</style>
<main>
  <h1>The console cannot answer now</h1>
  <p>${sentence}</p>
  <a href="">Try again</a>
</main>
`
