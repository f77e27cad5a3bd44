import { sayList } from '../words/say-amounts'
import { failureSentence } from './cell-sentence'
import { type DnsAnswer, type DnsFailureReason, failureReason, isAnswered } from './dns-answer'

/** What DNS holds for a round-robin name. */
export type AliasFinding =
  /** As it should be, if there are two or more. */
  | { kind: 'addresses'; addresses: string[] }
  /** A single CNAME works, but leads to one host only. */
  | { kind: 'oneCname'; target: string; addresses: string[] }
  /** DNS does not allow it; servers that do it anyway answer one or the other, or nothing. */
  | { kind: 'severalCnames'; targets: string[] }
  | { kind: 'nothing' }
  | { kind: 'notKnown'; reason: DnsFailureReason }

interface AliasAnswers {
  cname: DnsAnswer
  four: DnsAnswer
  six: DnsAnswer
}

/** Puts the three answers about a name together. */
export function aliasFinding(name: string, { cname, four, six }: AliasAnswers): AliasFinding {
  const targets = recordsOf(cname).flatMap((record) =>
    record.type === 'CNAME' && record.name === name ? [record.target] : [],
  )
  if (targets.length > 1) return { kind: 'severalCnames', targets }
  const addresses = [...recordsOf(four), ...recordsOf(six)].flatMap((record) =>
    record.type === 'A' || record.type === 'AAAA' ? [record.address] : [],
  )
  const [target] = targets
  if (target !== undefined) return { kind: 'oneCname', target, addresses }
  if (addresses.length > 0) return { kind: 'addresses', addresses }
  for (const answer of [four, six]) {
    if (!isAnswered(answer)) return { kind: 'notKnown', reason: failureReason(answer) }
  }
  return { kind: 'nothing' }
}

const recordsOf = (answer: DnsAnswer) => (answer.kind === 'records' ? answer.records : [])

/** The answer in words: does the name do what it should? wanted: addresses it should have; empty when nobody said. */
export function aliasSentence(name: string, finding: AliasFinding, wanted: readonly string[]): string {
  switch (finding.kind) {
    case 'severalCnames':
      return `${name} has ${finding.targets.length} CNAME records (${sayList(finding.targets)}). DNS allows only one: use A records instead.`
    case 'oneCname':
      return `${name} is a CNAME for ${finding.target}. That works but leads to one host only, so it is not a round robin.`
    case 'nothing':
      return `${name} has no record yet.`
    case 'notKnown':
      return `${name} could not be looked up. ${failureSentence(finding.reason)}`
    case 'addresses':
      return addressesSentence(name, finding.addresses, wanted)
  }
}

function addressesSentence(name: string, found: readonly string[], wanted: readonly string[]): string {
  const missing = wanted.filter((address) => !found.includes(address))
  const extra = wanted.length > 0 ? found.filter((address) => !wanted.includes(address)) : []
  if (missing.length > 0) return `${name} does not include ${sayList(missing)}.`
  if (extra.length > 0)
    return `${name} also leads to ${sayList(extra)}, which is not one of the chosen hosts.`
  if (found.length === 1)
    return `${name} leads to one host only, ${found[0]}, so it is not a round robin yet.`
  return `${name} leads to ${found.length} hosts in turn: ${sayList(found)}.`
}
