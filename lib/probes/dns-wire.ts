import { randomInt } from 'node:crypto'
import { type Answer, decode, encode, RECURSION_DESIRED } from 'dns-packet'
import { cleanName } from '@/lib/activation/discovery/discovery'
import type { DnsQuestion, DnsRecord, DnsResult } from '@/lib/activation/discovery/dns-answer'

/** Largest answer taken over UDP: fits one packet on every path (DNS flag day 2020). */
const UDP_PAYLOAD_BYTES = 1232

/** RFC 1035 and 2136. */
const RCODES = [
  'NOERROR',
  'FORMERR',
  'SERVFAIL',
  'NXDOMAIN',
  'NOTIMP',
  'REFUSED',
  'YXDOMAIN',
  'YXRRSET',
  'NXRRSET',
  'NOTAUTH',
  'NOTZONE',
]

export interface DnsQuery {
  id: number
  question: DnsQuestion
  bytes: Buffer
}

/** A question with a random id. edns: says that answers above 512 bytes are welcome; old servers choke on it. */
export function makeQuery(question: DnsQuestion, { edns }: { edns: boolean }): DnsQuery {
  const id = randomInt(65_536)
  const opt: Answer = {
    type: 'OPT',
    name: '.',
    udpPayloadSize: UDP_PAYLOAD_BYTES,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: [],
  }
  const bytes = encode({
    type: 'query',
    id,
    flags: RECURSION_DESIRED,
    questions: [{ type: question.type, name: question.name, class: 'IN' }],
    additionals: edns ? [opt] : [],
  })
  return { id, question, bytes }
}

/** Can the name be asked for at all? Labels of 1 to 63 bytes, at most 253 in whole. */
export function isAskableName(name: string): boolean {
  const clean = cleanName(name)
  if (clean === '' || Buffer.byteLength(clean) > 253) return false
  return clean.split('.').every((label) => label !== '' && Buffer.byteLength(label) <= 63)
}

export type ReadPacket =
  /** Not an answer to this question: another's, or forged. Keep waiting. */
  { kind: 'notOurs' } | { kind: 'truncated' } | { kind: 'result'; result: DnsResult }

/** Reads an answer to `query`. Never throws: what cannot be read is malformed. */
export function readReply(query: DnsQuery, bytes: Buffer): ReadPacket {
  if (bytes.length < 12) return { kind: 'notOurs' }
  const flags = bytes.readUInt16BE(2)
  if (bytes.readUInt16BE(0) !== query.id || (flags & 0x8000) === 0) return { kind: 'notOurs' }
  const rcode = RCODES[flags & 0xf] ?? `RCODE${flags & 0xf}`
  // Some servers leave the question out of an error that says they could not read it.
  const isBare = bytes.readUInt16BE(4) === 0
  if (isBare && rcode !== 'NOERROR' && rcode !== 'NXDOMAIN')
    return { kind: 'result', result: failureOf(rcode) }
  try {
    return readWhole(query, bytes, rcode, (flags & 0x0200) !== 0)
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'not a DNS message'
    return { kind: 'result', result: { kind: 'malformed', detail } }
  }
}

function readWhole(query: DnsQuery, bytes: Buffer, rcode: string, isTruncated: boolean): ReadPacket {
  if (isTruncated) return asksTheSame(query, questionOf(bytes)) ? { kind: 'truncated' } : { kind: 'notOurs' }
  const packet = decode(bytes)
  const [question, ...more] = packet.questions ?? []
  if (more.length > 0 || !asksTheSame(query, question)) return { kind: 'notOurs' }
  if (rcode !== 'NOERROR' && rcode !== 'NXDOMAIN') return { kind: 'result', result: failureOf(rcode) }
  const records = (packet.answers ?? []).flatMap(recordOf)
  // NXDOMAIN beside a CNAME speaks of the name that the CNAME leads to.
  if (records.length > 0) return { kind: 'result', result: { kind: 'records', records } }
  const soa = (packet.authorities ?? []).find(({ type }) => type === 'SOA')
  const zone = soa ? { zone: shownName(soa.name) } : {}
  if (rcode === 'NXDOMAIN') return { kind: 'result', result: { kind: 'noSuchName', ...zone } }
  const isReferral = !packet.flag_aa && (packet.authorities ?? []).some(({ type }) => type === 'NS')
  if (isReferral) return { kind: 'result', result: { kind: 'serverFailed', rcode: 'REFERRAL' } }
  return { kind: 'result', result: { kind: 'noRecords', ...zone } }
}

/** The question alone: a truncated packet may end in the middle of what follows. */
function questionOf(bytes: Buffer) {
  const head = Buffer.from(bytes)
  head.fill(0, 6, 12)
  return decode(head).questions?.[0]
}

function asksTheSame(query: DnsQuery, found: { name: string; type: string } | undefined): boolean {
  if (!found) return false
  return found.type === query.question.type && cleanName(found.name) === cleanName(query.question.name)
}

function failureOf(rcode: string): DnsResult {
  return rcode === 'REFUSED' ? { kind: 'refused' } : { kind: 'serverFailed', rcode }
}

/** A name as it may be shown and stored: what is no letter, digit or sign stands as \\DDD, as in zone files. */
function shownName(name: string): string {
  return cleanName(name).replace(
    /[\p{C}\p{Z}\\"]/gu,
    (sign) => `\\${String(sign.codePointAt(0)).padStart(3, '0')}`,
  )
}

function recordOf(answer: Answer): DnsRecord[] {
  const base = { name: shownName(answer.name), ttlSeconds: ('ttl' in answer ? answer.ttl : 0) ?? 0 }
  if (answer.type === 'SRV') {
    const { target, port, priority = 0, weight = 0 } = answer.data
    return [{ ...base, type: 'SRV', host: shownName(target), port, priority, weight }]
  }
  if (answer.type === 'A' || answer.type === 'AAAA') {
    return [{ ...base, type: answer.type, address: answer.data }]
  }
  if (answer.type === 'CNAME' || answer.type === 'NS') {
    return [{ ...base, type: answer.type, target: shownName(answer.data) }]
  }
  if (answer.type === 'SOA') {
    return [{ ...base, type: 'SOA', primary: shownName(answer.data.mname), serial: answer.data.serial ?? 0 }]
  }
  return []
}
