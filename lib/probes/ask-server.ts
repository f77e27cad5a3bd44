import type { DnsQuestion, DnsReply, DnsResult } from '@/lib/activation/discovery/dns-answer'
import { askOverTcp } from './ask-over-tcp'
import { askOverUdp } from './ask-over-udp'
import { isAskableName, makeQuery } from './dns-wire'
import { environmentGuard, type ProbeGuard } from './probe-guard'
import { parseServerAddress, serverText } from './server-address'

export interface AskOptions {
  /** For one server, UDP and TCP together; 3,000 unless told. */
  timeoutMs?: number | undefined
  signal?: AbortSignal | undefined
  /** Which addresses may be asked; PROBE_ALLOW unless told. */
  guard?: ProbeGuard | undefined
}

export const ASK_TIMEOUT_MS = 3_000

/** What servers without EDNS (before Windows Server 2003) answer to it. */
const EDNS_UNKNOWN = ['FORMERR', 'NOTIMP']

/**
 * Asks one server, 'address' or 'address:port', one question: UDP with EDNS, without EDNS where the server does
 * not know it, TCP when the answer is cut off. Never throws; whatever goes wrong is an answer of its kind.
 */
export async function askServer(
  question: DnsQuestion,
  server: string,
  options: AskOptions = {},
): Promise<DnsReply> {
  const startedAt = performance.now()
  const since = () => Math.round(performance.now() - startedAt)
  const to = parseServerAddress(server)
  const failed = (result: DnsResult): DnsReply => ({ ...result, server, protocol: 'udp', ms: since() })
  if (!to) return failed({ kind: 'unreachable', code: 'notAllowed: notAnAddress' })
  if (!isAskableName(question.name)) return failed({ kind: 'malformed', detail: 'not a DNS name' })
  const refusal = (options.guard ?? environmentGuard())(to.address)
  if (refusal) return failed({ kind: 'unreachable', code: `notAllowed: ${refusal}` })

  const left = () => ({
    timeoutMs: Math.max(1, (options.timeoutMs ?? ASK_TIMEOUT_MS) - (performance.now() - startedAt)),
    signal: options.signal,
  })
  const answered = (result: DnsResult, protocol: 'udp' | 'tcp'): DnsReply => ({
    ...result,
    server: serverText(to),
    protocol,
    ms: since(),
  })
  let result = await askOverUdp(to, makeQuery(question, { edns: true }), left())
  if (result.kind === 'serverFailed' && EDNS_UNKNOWN.includes(result.rcode)) {
    result = await askOverUdp(to, makeQuery(question, { edns: false }), left())
  }
  if (result.kind !== 'truncated') return answered(result, 'udp')
  const whole = await askOverTcp(to, makeQuery(question, { edns: true }), left())
  // It did answer: what is closed is TCP, which is no reason to take the server for dead.
  const isClosed = whole.kind === 'timedOut' || (whole.kind === 'unreachable' && whole.code !== 'outOfTime')
  return answered(isClosed ? { kind: 'serverFailed', rcode: 'TRUNCATED' } : whole, 'tcp')
}
