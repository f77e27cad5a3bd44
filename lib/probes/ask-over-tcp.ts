import { connect } from 'node:net'
import type { DnsResult } from '@/lib/activation/discovery/dns-answer'
import { codeOf } from './ask-over-udp'
import { type DnsQuery, readReply } from './dns-wire'
import type { ServerAddress } from './server-address'

/** One question over TCP (RFC 7766), for answers that UDP cut off. */
export function askOverTcp(
  { address, port }: ServerAddress,
  query: DnsQuery,
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<DnsResult> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port })
    const chunks: Buffer[] = []
    const settle = (result: DnsResult) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      socket.destroy()
      resolve(result)
    }
    const stop = () => settle({ kind: 'unreachable', code: 'outOfTime' })
    const timer = setTimeout(() => settle({ kind: 'timedOut' }), timeoutMs)
    if (signal?.aborted) return stop()
    signal?.addEventListener('abort', stop, { once: true })
    socket.on('error', (error) => settle({ kind: 'unreachable', code: codeOf(error) }))
    socket.on('connect', () => socket.write(Buffer.concat([lengthOf(query.bytes), query.bytes])))
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      const message = wholeMessage(chunks)
      if (message) settle(resultOf(query, message))
    })
    socket.on('end', () => settle({ kind: 'malformed', detail: 'the server ended the connection early' }))
  })
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(bytes.length)
  return length
}

function wholeMessage(chunks: Buffer[]): Buffer | undefined {
  const all = Buffer.concat(chunks)
  if (all.length < 2) return undefined
  const length = all.readUInt16BE(0)
  return all.length >= length + 2 ? all.subarray(2, length + 2) : undefined
}

function resultOf(query: DnsQuery, message: Buffer): DnsResult {
  const read = readReply(query, message)
  if (read.kind === 'result') return read.result
  const detail = read.kind === 'truncated' ? 'truncated over TCP' : 'an answer to another question'
  return { kind: 'malformed', detail }
}
