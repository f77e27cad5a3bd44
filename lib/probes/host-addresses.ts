import {
  type DnsAnswer,
  type DnsFailureReason,
  failureReason,
  isAnswered,
} from '@/lib/activation/discovery/dns-answer'
import type { DnsRun } from './dns-run'
import { serverText } from './server-address'
import { systemServers } from './system-resolver'

export type HostAddresses = {
  /** Names that CNAMEs led through; empty as a rule, and always for a target of an SRV record (RFC 2782). */
  aliases: string[]
  /** The name at the end of the CNAMEs. */
  name: string
  server: string
} & (
  | { kind: 'addresses'; addresses: string[] }
  | { kind: 'noAddress'; why: 'noSuchName' | 'noRecords' }
  | { kind: 'notKnown'; why: DnsFailureReason }
)

/**
 * The addresses of a host, A and AAAA, from these servers; from the system's resolver when they do not answer for it,
 * as servers do not for names of other zones. notKnown: nobody said anything, which is not the same as no address.
 */
export async function hostAddresses(
  run: DnsRun,
  name: string,
  servers: readonly string[],
): Promise<HostAddresses> {
  const found = await askBoth(run, name, servers)
  if (found.kind !== 'notKnown') return found
  const system = await askBoth(run, name, systemServers().map(serverText))
  return system.kind === 'notKnown' ? found : system
}

async function askBoth(run: DnsRun, name: string, servers: readonly string[]): Promise<HostAddresses> {
  const answers = await Promise.all([
    run.ask({ name, type: 'A' }, servers),
    run.ask({ name, type: 'AAAA' }, servers),
  ])
  const [four, six] = answers
  const best = answers.find(({ kind }) => kind === 'records') ?? (isAnswered(four) ? four : six)
  const facts = { aliases: best.aliases, name: endName(name, best), server: best.server }
  const addresses = answers.flatMap(addressesOf)
  if (addresses.length > 0) return { ...facts, kind: 'addresses', addresses }
  // Both must have said that there is nothing.
  const failure = answers.find((answer) => !isAnswered(answer))
  if (failure && !isAnswered(failure)) return { ...facts, kind: 'notKnown', why: failureReason(failure) }
  const why = answers.every(({ kind }) => kind === 'noSuchName') ? 'noSuchName' : 'noRecords'
  return { ...facts, kind: 'noAddress', why }
}

function addressesOf(answer: DnsAnswer): string[] {
  if (answer.kind !== 'records') return []
  return answer.records.flatMap((record) =>
    record.type === 'A' || record.type === 'AAAA' ? [record.address] : [],
  )
}

function endName(name: string, answer: DnsAnswer): string {
  if (answer.kind !== 'records') return answer.end ?? name
  const address = answer.records.find(({ type }) => type === 'A' || type === 'AAAA')
  return address?.name ?? name
}
