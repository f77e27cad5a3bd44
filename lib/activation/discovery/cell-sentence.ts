import { sayList } from '../words/say-amounts'
import { SRV_SERVICE } from './discovery'
import type { DnsFailureReason, Knock } from './dns-answer'
import type { CellNote, MatrixCell } from './matrix-cell'

/** What the matrix says of a host in a zone, in one sentence: answer first. */
export function cellSentence({ state, host, zone, found, notes }: MatrixCell): string {
  switch (state.kind) {
    case 'published':
      return `${host} is published in ${zone}.`
    case 'missing':
      return found.length > 0
        ? `${host} is missing on ${sayList(lackingOf(notes))}, a server of ${zone}; others have it.`
        : `${host} is missing in ${zone}: clients there cannot find it.`
    case 'stale':
      return state.why === 'retired'
        ? `${host} is retired, but ${zone} still sends clients to it.`
        : `${zone} sends clients to ${host}, which does not answer on port ${sayList(portsOf(found))}.`
    case 'wrongPort':
      return `${zone} sends clients to port ${sayList(state.ports.map(String))} of ${host}; it listens on ${state.expected}.`
    case 'noAddress':
      return `${zone} names ${targetOf(found) ?? host}, but that name has no address.`
    case 'unknownHost':
      return `${zone} sends clients to ${host}, which is not registered.`
    case 'unreachableDns':
      return state.what === 'servers'
        ? `No DNS server of ${zone} answered, so it is not known whether ${host} is published.`
        : `${zone} names ${targetOf(found) ?? host}, but its address could not be looked up.`
    case 'notExpected':
      return state.isPublished
        ? `${host} is published in ${zone}, although an exception says it should not be.`
        : `${host} is not expected in ${zone} and is not there.`
    case 'notAsked':
      return `${zone} has not been checked for ${host} yet.`
  }
}

/** A remark beside the state. */
export function noteSentence(note: CellNote): string {
  switch (note.kind) {
    case 'otherPriority': {
      const { expected, found } = note
      return `Priority ${found.priority} and weight ${found.weight} instead of ${expected.priority} and ${expected.weight}. Windows Vista and Server 2008 ignore both.`
    }
    case 'serversDisagree':
      return `The servers of the zone disagree: ${sayList(note.having)} ${has(note.having)} the record, ${sayList(note.lacking)} ${note.lacking.length === 1 ? 'does' : 'do'} not.`
    case 'serversSilent':
      return `${sayList(note.servers)} gave no answer; another server of the zone did.`
    case 'targetIsAlias':
      return `The record’s target ${note.target} is a CNAME for ${note.name}. RFC 2782 requires a name with its own address; not every client follows a CNAME.`
    case 'recordsByAlias':
      return `${SRV_SERVICE} of this zone is a CNAME (${note.aliases.join(', ')}): the record is in another zone and is changed there.`
    case 'otherAddress':
      return `It resolves to ${sayList(note.found)}; the registered address is ${sayList(note.registered)}.`
    case 'partlyAnswering':
      return `${sayList(note.silent)} does not answer; another address of the host does.`
    case 'notKnocked':
      return `Its port was not tried: ${codeWords(note.code)}`
    case 'saysNone':
      return `${SRV_SERVICE} of this zone also has a record with the target ".", which means that there is no KMS host here (RFC 2782). A client that picks it finds no host.`
    case 'addressAsTarget':
      return 'The record names an address instead of a host name: clients cannot look it up.'
    case 'zoneTwice':
      return `It looks like ${note.meant} without the final dot: the server appended the zone.`
  }
}

const has = (list: readonly string[]) => (list.length === 1 ? 'has' : 'have')

/** Why a DNS server gave no answer. */
export function failureSentence(reason: DnsFailureReason): string {
  switch (reason.kind) {
    case 'timedOut':
      return 'It did not answer in time.'
    case 'refused':
      return 'It refuses to answer for this zone (REFUSED).'
    case 'serverFailed':
      return RCODE_WORDS[reason.rcode] ?? `It answered with the error ${reason.rcode}.`
    case 'malformed':
      return `Its answer could not be read: ${reason.detail}.`
    case 'unreachable':
      return codeWords(reason.code)
  }
}

const RCODE_WORDS: Readonly<Record<string, string>> = {
  REFERRAL: 'It is not authoritative for this zone and refers to other servers.',
  TRUNCATED: 'Its answer is too long for UDP, and it does not answer over TCP: DNS needs TCP port 53 too.',
}

/** What a knock at a port brought. */
export function knockSentence(knock: Knock): string {
  switch (knock.kind) {
    case 'open':
      return `The port accepts connections (${knock.ms} ms).`
    case 'refused':
      return 'The machine is up, but nothing listens on the port.'
    case 'filtered':
      return `No answer within ${Math.max(1, Math.round(knock.ms / 1000))} s: a firewall, or the machine is off.`
    case 'unreachable':
      return codeWords(knock.code)
    case 'noAddress':
      return 'There is no address to connect to.'
  }
}

const CODE_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens for DNS at this address (ECONNREFUSED).',
  EHOSTUNREACH: 'There is no route to this address (EHOSTUNREACH).',
  ENETUNREACH: 'There is no route to this network (ENETUNREACH).',
  outOfTime: 'The check ran out of time before it was asked.',
  noServer:
    'No server is listed for this zone, and this machine’s resolver finds none. Add one on the Networks page.',
}

const REFUSED_WORDS: Readonly<Record<string, string>> = {
  loopback: 'loopback',
  linkLocal: 'link-local',
  metadata: 'cloud metadata',
  multicast: 'multicast',
  unspecified: 'unspecified',
  reserved: 'reserved',
  private: 'private',
}

function codeWords(code: string): string {
  if (code === 'notAllowed: notAnAddress') return 'It is not an address.'
  const refused = code.startsWith('notAllowed: ') ? code.slice('notAllowed: '.length) : undefined
  if (refused === undefined) return CODE_WORDS[code] ?? `It could not be reached (${code}).`
  return `The console does not ask ${REFUSED_WORDS[refused] ?? refused} addresses unless PROBE_ALLOW lists them.`
}

const portsOf = (found: MatrixCell['found']) => [...new Set(found.map(({ port }) => String(port)))]
const targetOf = (found: MatrixCell['found']) => found.find(({ target }) => target !== undefined)?.target

const lackingOf = (notes: readonly CellNote[]) =>
  notes.flatMap((note) => (note.kind === 'serversDisagree' ? note.lacking : []))
