import { type IncomingHttpHeaders, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { isIP } from 'node:net'
import type { ProbeGuard } from '@/lib/probes/probe-guard'
import { guardedAddress, type Resolve } from './guarded-address'

export interface Asking {
  url: string
  method: string
  body?: string | undefined
  headers?: Readonly<Record<string, string>> | undefined
  caCertificate?: string | undefined
  /** of the answer, the rest is left unread */
  mostBytes: number
}

/** How a test stands in for the network. */
export interface RequestOptions {
  guard?: ProbeGuard | undefined
  resolve?: Resolve | undefined
  withinMs?: number
}

export interface Answered {
  status: number
  headers: IncomingHttpHeaders
  /** the beginning of what came back */
  body: string
}

/** Standard Webhooks: 15 to 30 seconds. */
const WITHIN_MS = 20_000

/**
 * Asks an address that the guard lets through, follows no redirect, and reads the beginning of the answer. Throws
 * GuardedAddress, or what the connection throws.
 */
export async function guardedRequest(asking: Asking, options: RequestOptions = {}): Promise<Answered> {
  const url = new URL(asking.url)
  const address = await guardedAddress(url.hostname, options.guard, options.resolve)
  return ask(url, address, asking, options.withinMs ?? WITHIN_MS)
}

function ask(url: URL, address: string, asking: Asking, withinMs: number): Promise<Answered> {
  const isHttps = url.protocol === 'https:'
  const { method, body, headers, caCertificate, mostBytes } = asking
  const name = url.hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve, reject) => {
    // The whole exchange has this long: one that trickles does not hold on for ever.
    const signal = AbortSignal.timeout(withinMs)
    const asked = (isHttps ? overHttps : overHttp)({
      ...{ method, signal, agent: false, host: address, path: `${url.pathname}${url.search}` },
      port: url.port || (isHttps ? 443 : 80),
      ...(isHttps && { ...(isIP(name) === 0 && { servername: name }), ca: caCertificate }),
      headers: {
        ...{ Host: url.host, 'User-Agent': 'ActivationConsole' },
        ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }),
        ...headers,
      },
    })
    const fail = (error: Error) => reject(signal.aborted ? new TookTooLong(withinMs) : error)
    asked.on('error', fail)
    asked.on('response', (answer) => {
      const parts: Buffer[] = []
      let length = 0
      const done = () => {
        asked.destroy()
        const text = Buffer.concat(parts).subarray(0, mostBytes).toString('utf8')
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text })
      }
      answer.on('data', (part: Buffer) => {
        parts.push(part)
        length += part.length
        if (length >= mostBytes) done()
      })
      answer.on('end', done)
      answer.on('error', fail)
    })
    asked.end(body)
  })
}

class TookTooLong extends Error {
  constructor(withinMs: number) {
    super(`no answer within ${withinMs / 1000} seconds`)
  }
}
