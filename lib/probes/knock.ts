import { connect, isIP } from 'node:net'
import type { Knock } from '@/lib/activation/discovery/dns-answer'
import { codeOf } from './ask-over-udp'
import { environmentGuard, type ProbeGuard } from './probe-guard'

export interface KnockOptions {
  /** 3,000 unless told. */
  timeoutMs?: number | undefined
  signal?: AbortSignal | undefined
  /** Which addresses may be knocked at; PROBE_ALLOW unless told. */
  guard?: ProbeGuard | undefined
}

const KNOCK_TIMEOUT_MS = 3_000

/**
 * Does this port take a connection? Connects and closes; nothing is sent and nothing read. address: an IP address
 * that the caller resolved, so that what was checked is what is connected to. Never throws.
 */
export function knock(address: string, port: number, options: KnockOptions = {}): Promise<Knock> {
  const { timeoutMs = KNOCK_TIMEOUT_MS, signal } = options
  if (isIP(address) === 0) return Promise.resolve({ kind: 'noAddress' })
  const refusal = (options.guard ?? environmentGuard())(address)
  if (refusal) return Promise.resolve({ kind: 'unreachable', code: `notAllowed: ${refusal}`, ms: 0 })
  return new Promise((resolve) => {
    const startedAt = performance.now()
    const socket = connect({ host: address, port })
    const settle = (kind: 'open' | 'refused' | 'filtered' | 'unreachable', code = '') => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
      socket.destroy()
      const ms = Math.round(performance.now() - startedAt)
      resolve(kind === 'unreachable' ? { kind, code, ms } : { kind, ms })
    }
    const stop = () => settle('unreachable', 'outOfTime')
    const timer = setTimeout(() => settle('filtered'), timeoutMs)
    if (signal?.aborted) return stop()
    signal?.addEventListener('abort', stop, { once: true })
    socket.on('connect', () => settle('open'))
    socket.on('error', (error) => {
      const code = codeOf(error)
      if (code === 'ECONNREFUSED') return settle('refused')
      settle(code === 'ETIMEDOUT' ? 'filtered' : 'unreachable', code)
    })
  })
}
