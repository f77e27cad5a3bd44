import { createSocket } from 'node:dgram'
import type { DnsResult } from '@/lib/activation/discovery/dns-answer'
import { type DnsQuery, readReply } from './dns-wire'
import type { ServerAddress } from './server-address'

/** A lost packet is no dead server: the same question goes out again within the time. */
const SENDS = 3

/**
 * One question over UDP from a port that the system draws, to one address: the socket is connected, so that only
 * packets of that address arrive. Packets that answer another question are passed over. 'truncated': ask by TCP.
 */
export function askOverUdp(
  { address, port }: ServerAddress,
  query: DnsQuery,
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<DnsResult | { kind: 'truncated' }> {
  return new Promise((resolve) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
    const timers: NodeJS.Timeout[] = []
    let isSettled = false
    const settle = (result: DnsResult | { kind: 'truncated' }) => {
      if (isSettled) return
      isSettled = true
      for (const timer of timers) clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      socket.close()
      resolve(result)
    }
    const stop = () => settle({ kind: 'unreachable', code: 'outOfTime' })
    const fail = (error: Error) => settle({ kind: 'unreachable', code: codeOf(error) })
    const send = () => {
      if (!isSettled) socket.send(query.bytes, (error) => error && fail(error))
    }
    if (signal?.aborted) return stop()
    signal?.addEventListener('abort', stop, { once: true })
    timers.push(setTimeout(() => settle({ kind: 'timedOut' }), timeoutMs))
    socket.on('error', fail)
    socket.on('message', (bytes) => {
      const read = readReply(query, bytes)
      if (read.kind === 'truncated') settle(read)
      if (read.kind === 'result') settle(read.result)
    })
    socket.connect(port, address, (error?: Error) => {
      if (error) return fail(error)
      send()
      for (let turn = 1; turn < SENDS; turn += 1) timers.push(setTimeout(send, (turn * timeoutMs) / SENDS))
    })
  })
}

/** 'ECONNREFUSED' */
export function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code)
  return error instanceof Error ? error.message : String(error)
}
