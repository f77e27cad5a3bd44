/** The HTTP server. It listens from the first moment and says "not ready" until the console is. */
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { type AddressRange, isWithin } from './address-ranges'
import { addAnswerHeaders, isOverTls } from './answer-headers'
import { inDayFormOf } from './day-form-of-request'
import { settleForwarded } from './forwarded'
import { log } from './log'
import { isOfApi, type Refusal, refusalOfRequest } from './odd-request'
import { answerOutages } from './outage-answer'
import { PROBLEM_TYPE, problemBody } from './problem-body'
import { asRequest } from './request-outage'
import { StartUpError } from './start-up-error'
import { refuseUnreadableAction } from './unreadable-action'

export interface Application {
  request(request: IncomingMessage, response: ServerResponse): Promise<void>
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>
}

export interface Listener {
  /** As to be opened in a browser: http://localhost:3000 */
  address: string
  port: number
  serve(application: Application): void
  /** Says "not ready" again, lets running requests finish, then closes everything. */
  close(): Promise<void>
}

const UPLOAD_TIME_MS = 60 * 60 * 1000
const CLOSING_PATIENCE_MS = 5_000

/**
 * Listens. `localhost` means both of its addresses, since browsers and tools differ in which they try. What stands in
 * the X-Forwarded headers of a request is settled here, before anything reads them.
 */
export async function listen(
  host: string,
  port: number,
  trustedProxies: readonly AddressRange[] = [],
): Promise<Listener> {
  let application: Application | undefined
  const isProxy = isWithin(trustedProxies)
  const onRequest: RequestListener = (request, response) => {
    settleForwarded(request, isProxy)
    addAnswerHeaders(response, isOverTls(request))
    if (!application) return sayNotReady(request, response)
    const refusal = refusalOfRequest(request)
    if (refusal) return sayRefused(request, response, refusal)
    const { request: serve } = application
    asRequest((outage) => {
      if (request.headers['next-action'] !== undefined) refuseUnreadableAction(response)
      answerOutages(request, response, outage)
      return inDayFormOf(request, () => serve(request, response))
    }).catch((error: unknown) => {
      log.error({ err: error, method: request.method, path: request.url?.split('?')[0] }, 'a request failed')
      response.destroy()
    })
  }
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!application) return socket.destroy()
    settleForwarded(request, isProxy)
    application.upgrade(request, socket, head).catch(() => socket.destroy())
  }
  const servers: Server[] = []
  let bound = port
  for (const address of host === 'localhost' ? ['127.0.0.1', '::1'] : [host]) {
    const server = createServer({ requestTimeout: UPLOAD_TIME_MS, keepAliveTimeout: 65_000 }, onRequest)
    server.on('upgrade', onUpgrade)
    const taken = await bind(server, address, bound)
    if (taken === undefined) continue
    bound = taken
    servers.push(server)
  }
  if (servers.length === 0)
    throw new StartUpError(`Cannot serve on ${host}: it is not an address of this machine.`)
  return {
    address: `http://${displayName(host)}:${bound}`,
    port: bound,
    serve: (ready) => {
      application = ready
    },
    close: async () => {
      application = undefined
      await Promise.all(servers.map(closeServer))
    },
  }
}

/** The port it got, or undefined where the machine does not have this address (no IPv6, say). */
function bind(server: Server, address: string, port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT' || error.code === 'ENOTFOUND') {
        resolve(undefined)
      } else {
        reject(explain(error, port))
      }
    })
    server.listen({ port, host: address, exclusive: true }, () => {
      const bound = server.address()
      resolve(typeof bound === 'object' && bound ? bound.port : port)
    })
  })
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new StartUpError(
      `Port ${port} is in use by another program. Stop it, or choose another port: PORT=3001`,
    )
  }
  if (error.code === 'EACCES')
    return new StartUpError(`This account cannot serve on port ${port}. Choose one above 1023.`)
  return error
}

function displayName(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

function sayNotReady(request: IncomingMessage, response: ServerResponse): void {
  const text = 'The console is starting. Try again in a moment.'
  const json = isOfApi(request.url) ? problemBody(503, 'starting', text) : { status: 'starting' }
  say(request, response, 503, { json, text }, { 'retry-after': '2' })
}

function sayRefused(
  request: IncomingMessage,
  response: ServerResponse,
  { status, kind, sentence, allowed }: Refusal,
): void {
  const json = isOfApi(request.url)
    ? problemBody(status, kind, sentence)
    : { error: { kind, message: sentence } }
  say(request, response, status, { json, text: sentence }, allowed === undefined ? {} : { allow: allowed })
}

/** Programs below /api get JSON, everyone else a line of text. */
function say(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  { json, text }: { json: unknown; text: string },
  headers: Record<string, string>,
): void {
  const isProgram = request.url?.startsWith('/api/')
  response.writeHead(status, {
    'content-type': isProgram ? typeOf(request) : 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    connection: 'close',
    ...headers,
  })
  response.end(isProgram ? JSON.stringify(json) : `${text}\n`)
}

const typeOf = ({ url }: IncomingMessage) => (isOfApi(url) ? PROBLEM_TYPE : 'application/json')

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const patience = new AbortController()
  const late = sleep(CLOSING_PATIENCE_MS, undefined, { signal: patience.signal }).then(
    () => server.closeAllConnections(),
    () => undefined,
  )
  await closed
  patience.abort()
  await late
}
