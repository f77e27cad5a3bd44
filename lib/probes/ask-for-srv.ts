import { domainToASCII } from 'node:url'
import { cleanName, srvName } from '@/lib/activation/discovery/discovery'
import { type DnsAnswer, isAnswered } from '@/lib/activation/discovery/dns-answer'
import type { RecordPlace } from '@/lib/activation/discovery/dns-findings'
import type { DnsRun } from './dns-run'
import { serverText } from './server-address'
import { systemServers } from './system-resolver'

/** How a check asks: its run, and the servers of the registered zone that a name lies in. */
export interface SrvAsker {
  run: DnsRun
  serversOf(name: string): Promise<string[]>
  /** The zone a name lies in, as somebody found before; kept for the whole check. */
  zones: Map<string, Promise<string | undefined>>
}

export type SrvAnswer = DnsAnswer & { place?: RecordPlace }

/**
 * What one server says of _vlmcs._tcp in a zone, and where these records stand: at the end of a CNAME, or in a zone above
 * where the suffix is no zone of its own. Never throws.
 */
export async function askForSrv(asker: SrvAsker, zone: string, server: string): Promise<SrvAnswer> {
  const asked = srvName(zone)
  const answer = await askSpelled(asker, zone, server)
  if (!isAnswered(answer)) return answer
  const name = answer.end ?? asked
  const said = answer.kind === 'records' ? await zoneOfName(asker, name, server) : answer.zone
  // The root and the top level are nobody's to write to: there, no zone was found.
  const known = said?.includes('.') || said === cleanName(zone) ? said : undefined
  if (name === asked && (known === undefined || known === cleanName(zone))) return answer
  return { ...answer, place: { name, ...(known !== undefined && { zone: known }) } }
}

/** Letters beyond ASCII go out as UTF-8, as Windows DNS has them; a server that has no such zone is asked in Punycode. */
async function askSpelled(asker: SrvAsker, zone: string, server: string): Promise<DnsAnswer> {
  const answer = await askAlong(asker, srvName(zone), server)
  const ascii = domainToASCII(cleanName(zone))
  if (answer.kind === 'records' || ascii === '' || ascii === cleanName(zone)) return answer
  const other = await askAlong(asker, srvName(ascii), server)
  const isBetter = isAnswered(other) && (other.kind === 'records' || !isAnswered(answer))
  return isBetter ? other : answer
}

/** What one server says; where its answer is a CNAME into a zone that it does not know, what that zone says. */
async function askAlong({ run, serversOf }: SrvAsker, name: string, server: string): Promise<DnsAnswer> {
  const answer = await run.ask({ name, type: 'SRV' }, [server])
  if (isAnswered(answer) || answer.aliases.length === 0) return answer
  const alias = await run.ask({ name: answer.aliases.at(-1) ?? name, type: 'CNAME' }, [server])
  const next = alias.kind === 'records' ? alias.records.find(({ type }) => type === 'CNAME') : undefined
  if (next?.type !== 'CNAME') return answer
  const servers = [...(await serversOf(next.target)), ...systemServers().map(serverText)]
  const end = await run.ask({ name: next.target, type: 'SRV' }, servers)
  return { ...end, server: answer.server, aliases: [...answer.aliases, ...end.aliases] }
}

/** The name of the zone that a name lies in, from its SOA record; once a check for each name. */
async function zoneOfName(
  { run, serversOf, zones }: SrvAsker,
  name: string,
  server: string,
): Promise<string | undefined> {
  const earlier = zones.get(name)
  if (earlier) return earlier
  const ask = async () => {
    const servers = [...new Set([...(await serversOf(name)), server])]
    const answer = await run.ask({ name, type: 'SOA' }, servers)
    if (answer.kind === 'noSuchName' || answer.kind === 'noRecords') return answer.zone
    const soa = answer.kind === 'records' ? answer.records.find(({ type }) => type === 'SOA') : undefined
    return soa?.name
  }
  const asked = ask()
  zones.set(name, asked)
  return asked
}
