import { cleanName } from '@/lib/activation/discovery/discovery'
import {
  type DnsAnswer,
  type DnsFailureReason,
  type DnsQuestion,
  type DnsRecord,
  type DnsReply,
  type DnsSource,
  isAnswered,
} from '@/lib/activation/discovery/dns-answer'
import { type AskOptions, askServer } from './ask-server'

/** As far as resolvers follow. */
const MOST_ALIASES = 8

/** Asks one server one question. A run puts its own in here: bounded, and with a memory of dead servers. */
export type AskOne = (question: DnsQuestion, server: string) => Promise<DnsReply>

/**
 * Asks the servers in turn until one answers, and follows CNAMEs as a resolver does, at the same servers. A
 * server's refusal, error or silence is not an answer: the next is asked, and what came before is in `tried`.
 * servers: 'address' or 'address:port', IPv6 with a port in brackets. Never throws.
 */
export async function askDns(
  question: DnsQuestion,
  servers: readonly string[],
  options: AskOptions = {},
): Promise<DnsAnswer> {
  return askWith((one, server) => askServer(one, server, options), question, servers)
}

/** askDns over a given way to ask. */
export async function askWith(
  ask: AskOne,
  question: DnsQuestion,
  servers: readonly string[],
): Promise<DnsAnswer> {
  const first = { name: cleanName(question.name), type: question.type }
  const seen: DnsRecord[] = []
  const aliases: string[] = []
  let asked = first
  for (;;) {
    const { reply, tried } = await askInTurn(ask, asked, servers)
    if (reply.kind === 'records') seen.push(...reply.records)
    const end = endOfChain(first, seen)
    const answer = (result: DnsReply): DnsAnswer => ({ ...result, tried, aliases, end: end.name })
    if (reply.kind !== 'records') return answer(reply)
    aliases.splice(0, aliases.length, ...end.aliases)
    if (end.isLoop)
      return answer({ ...sourceOf(reply), kind: 'malformed', detail: 'the CNAMEs lead in a circle' })
    if (end.records.length > 0) return answer({ ...reply, records: [...seen] })
    if (end.name === asked.name) return answer({ ...sourceOf(reply), kind: 'noRecords' })
    if (aliases.length >= MOST_ALIASES) {
      return answer({ ...sourceOf(reply), kind: 'malformed', detail: 'too many CNAMEs' })
    }
    asked = { name: end.name, type: first.type }
  }
}

async function askInTurn(ask: AskOne, question: DnsQuestion, servers: readonly string[]) {
  const tried: (DnsFailureReason & DnsSource)[] = []
  let reply: DnsReply = { kind: 'unreachable', code: 'noServer', server: '', protocol: 'udp', ms: 0 }
  for (const server of servers) {
    reply = await ask(question, server)
    if (isAnswered(reply)) return { reply, tried }
    tried.push(reply)
  }
  return { reply, tried: tried.slice(0, -1) }
}

/** Follows the CNAMEs that are known so far. `records`: those of the asked type at the end. */
function endOfChain({ name, type }: DnsQuestion, known: readonly DnsRecord[]) {
  const aliases: string[] = []
  let at = name
  for (;;) {
    const records = known.filter((record) => record.name === at && record.type === type)
    const next = known.find((record) => record.name === at && record.type === 'CNAME')
    if (records.length > 0 || next?.type !== 'CNAME') return { name: at, aliases, records, isLoop: false }
    if (aliases.includes(at)) return { name: at, aliases, records, isLoop: true }
    aliases.push(at)
    at = next.target
  }
}

const sourceOf = ({ server, protocol, ms }: DnsReply): DnsSource => ({ server, protocol, ms })
