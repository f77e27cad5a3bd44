import { ACTIVATION_INTERVAL_MINUTES, RENEWAL_INTERVAL_MINUTES } from '../kms/timers'
import { sayCount, sayList } from '../words/say-amounts'
import { sayInterval } from '../words/say-date'
import type { ClientEye, EyeAnswer, EyeHost, EyeMachine, EyeStep, EyeVerdict } from './client-eye'
import { heedsPriority } from './discovery'
import type { DnsFailureReason } from './dns-answer'

/** What a machine asks and finds, in words. */

export type EyeTone = 'ok' | 'watch' | 'bad' | 'info'

export interface EyeWords {
  headline: string
  detail: string
  tone: EyeTone
}

/** The answer in one headline and one or two sentences. */
export function verdictWords({ verdict, steps, needed }: ClientEye, machine: EyeMachine): EyeWords {
  switch (verdict.kind) {
    case 'noWay':
      return {
        headline: 'It finds no KMS host',
        detail: machine.isWorkgroup
          ? 'No host is registered on it, and it is in a workgroup without a DNS suffix, so it has no zone to search. Register a host with slmgr.vbs /skms, or let DHCP hand out a suffix.'
          : 'No host is registered on it and it has no DNS suffix, so it has no zone to search.',
        tone: 'bad',
      }
    case 'plan':
      return {
        headline: planHeadline(steps),
        detail: 'This is what it asks, in order. DNS and ports have not been checked.',
        tone: 'info',
      }
    case 'notAsked':
      return { headline: `It looks in ${verdict.zone}`, detail: WHY_NOT_ASKED[verdict.why], tone: 'watch' }
    case 'finds':
      return findsWords(verdict, needed)
    case 'below':
      return {
        headline: `It reaches ${verdict.host} and is refused`,
        detail: `The host last reported a count of ${verdict.seen}; this machine needs ${verdict.needed}. It gets 0xC004F038 (the count is too low) until ${sayCount(verdict.needed - verdict.seen, 'more machine has', 'more machines have')} asked. Each request counts, so its own attempts help.`,
        tone: 'watch',
      }
    case 'nobodyAnswers':
      return nobodyWords(verdict)
    case 'noRecord':
      return {
        headline: 'DNS names no KMS host',
        detail: `There is no _vlmcs._tcp record in ${verdict.zones.join(', nor in ')}. The machine gets 0x8007232B (DNS name does not exist).`,
        tone: 'bad',
      }
    case 'dnsFailed':
      return {
        headline: `The servers of ${verdict.zone} do not answer`,
        detail: `${failureWords(verdict.reason)} A machine that gets no answer either cannot find a host.`,
        tone: 'bad',
      }
  }
}

const WHY_NOT_ASKED = {
  unlisted: 'The zone is not listed under Networks, so it is not checked. Add it to see what DNS answers.',
  retired: 'The zone is retired, so it is not checked.',
  sample: 'The zone belongs to the sample fleet and does not exist, so it is not checked.',
} as const

function planHeadline(steps: ClientEye['steps']): string {
  const [first] = steps
  if (first?.by === 'registered') return `It asks ${first.address.host} and no other host`
  if (first?.by === 'cached') return `It asks ${first.address.host}, which it found before`
  return `It looks in ${first?.by === 'dns' ? first.zone : 'DNS'}`
}

function findsWords(verdict: EyeVerdict & { kind: 'finds' }, needed: number): EyeWords {
  const { by, hosts, deadShare, refusing = [], undecided = [] } = verdict
  const names = sayList(hosts, 'or')
  if (refusing.length > 0) {
    const share = refusing.reduce((sum, { chance }) => sum + chance, deadShare)
    const who = refusing.map(({ host, seen }) => `${host}, whose last count was ${seen}`)
    return {
      headline: `It finds ${names}, but not every time`,
      detail: `In ${percent(share)} of attempts it first asks ${sayList(who, 'or')}: this machine needs ${needed}, so it is refused there (0xC004F038) until more machines have asked, and it tries again later.${deadShare > 0 ? ' Other hosts do not answer.' : ''}`,
      tone: 'watch',
    }
  }
  if (deadShare > 0) {
    return {
      headline: `It finds ${names}, sometimes only on the second try`,
      detail: `In ${percent(deadShare)} of attempts it first asks a host that does not answer, waits, then tries another.`,
      tone: 'watch',
    }
  }
  const how = {
    registered: 'The host registered on it answers.',
    cached: 'The host it found before answers, so it does not look in DNS.',
    dns:
      hosts.length === 1 ? 'The host that DNS names answers.' : 'Every host that DNS names for it answers.',
  }[by]
  if (undecided.length > 0) {
    const rest = `It is not known whether ${sayList(undecided, 'or')} ${undecided.length === 1 ? 'does' : 'do'}.`
    return {
      headline: `It finds ${names}`,
      detail: `Of the hosts that DNS names ${names} answer${hosts.length === 1 ? 's' : ''}. ${rest}`,
      tone: 'ok',
    }
  }
  return { headline: `It finds ${names}`, detail: how, tone: 'ok' }
}

function nobodyWords({ by, hosts }: EyeVerdict & { kind: 'nobodyAnswers' }): EyeWords {
  const names = sayList(hosts, 'or')
  const detail = {
    registered:
      'A registered host is the only one it ever asks: it does not look in DNS. It gets 0xC004F074 (no KMS host could be reached). Correct the name with slmgr.vbs /skms, or clear it with /ckms.',
    cached: 'It drops the host from its cache and has no zone in which to search for another.',
    dns: 'It tries each in turn and gets 0xC004F074 (no KMS host could be reached).',
  }[by]
  return { headline: `${names} ${hosts.length === 1 ? 'does' : 'do'} not answer`, detail, tone: 'bad' }
}

/** What a step asks, as the title of the step. */
export function stepTitle(step: EyeStep): string {
  if (step.by === 'registered') return `The host registered on it: ${addressText(step.address)}`
  if (step.by === 'cached') return `The host of its last success: ${addressText(step.address)}`
  return `DNS: ${step.query}`
}

/** What came of a step, or will. */
export function stepWords(step: EyeStep, machine: EyeMachine): string {
  if (step.by === 'registered') {
    const ignored = step.ignoresLookupDomain
      ? ' The zone set with /skms-domain is ignored while it is set.'
      : ''
    return `${hostWords(step.at)} It asks no other host.${ignored}`
  }
  if (step.by === 'cached') {
    return `${hostWords(step.at)} ${step.at.door.kind === 'open' ? 'It keeps this host.' : 'If it fails, it drops the host from the cache and goes on searching.'}`
  }
  if (!step.isReached) return 'Not reached: an earlier step finds a host.'
  return answerWords(step.answer, step.choices.length, machine)
}

function answerWords(answer: EyeAnswer, records: number, machine: EyeMachine): string {
  switch (answer.kind) {
    case 'srv': {
      const differ = answer.serversDiffer
        ? ' The servers of the zone do not agree: the answer depends on which server it asks.'
        : ''
      if (records === 0) return `${answer.server} names no host.${differ}`
      return `${answer.server} names ${records === 1 ? 'one host' : `${records} hosts`}. ${choiceWords(records, machine.generation)}${differ}`
    }
    case 'nothing':
      return `${answer.server} has no such record${answer.why === 'noSuchName' ? ': the name does not exist' : ''}. It goes on to the next zone, if there is one.`
    case 'failed':
      return failureWords(answer.reason)
    case 'notAsked':
      return answer.why === 'plan' ? 'Not checked yet.' : WHY_NOT_ASKED[answer.why]
  }
}

function choiceWords(records: number, generation: string | undefined): string {
  if (records === 1) return 'It takes that one.'
  if (!heedsPriority(generation)) {
    return `${generation ?? 'This generation'} ignores priority and weight: it picks any of them at random.`
  }
  return 'It picks one of the lowest priority, by weight; it tries the others when those fail.'
}

/** Whether a host can be reached, and what is known of it. */
export function hostWords(host: EyeHost): string {
  return [doorWords(host), standingWords(host)].filter(Boolean).join(' ')
}

function doorWords({ door, addresses, port }: EyeHost): string {
  const at = addresses.length > 0 ? addresses.join(', ') : 'its address'
  switch (door.kind) {
    case 'open':
      return `Port ${port} answers at ${at} (${door.ms} ms).`
    case 'refused':
      return `Nothing listens on port ${port} at ${at}: the service is off, or this is not a KMS host.`
    case 'filtered':
      return `No answer from ${at}, port ${port}: a firewall blocks it, or the machine is off.`
    case 'unreachable':
      return door.code.startsWith('notAllowed')
        ? `${at} is not among the addresses this console may reach (PROBE_ALLOW).`
        : `There is no route to ${at} from here (${door.code}).`
    case 'noAddress':
      return 'It has no address in DNS.'
    case 'notKnown':
      return 'Its address could not be looked up.'
    case 'notAsked':
      return ''
  }
}

function standingWords({ isKnown, isRetired, count }: EyeHost): string {
  if (isRetired) return 'It is registered as retired.'
  if (!isKnown) return 'This host is not registered.'
  return count === undefined ? '' : `It last reported a count of ${count}.`
}

/** What happens next and when it asks again, one sentence each. */
export function nextWords(eye: ClientEye, machine: EyeMachine): string[] {
  if (!machine.isByDirectory) return kmsNext(eye, machine)
  const first =
    'It was activated through the directory and asks a KMS host only when no domain controller answers.'
  return [first, ...kmsNext(eye, machine)]
}

function kmsNext({ verdict }: ClientEye, machine: EyeMachine): string[] {
  const again = `every ${sayInterval(ACTIVATION_INTERVAL_MINUTES)}`
  const renewal = sayInterval(RENEWAL_INTERVAL_MINUTES)
  if (verdict.kind === 'finds' || (verdict.kind === 'plan' && machine.isActivated)) {
    return [
      machine.isActivated
        ? `It renews every ${renewal}; each success is valid for another 180 days.`
        : `Activated, it renews every ${renewal}; each success is valid for 180 days.`,
      machine.hostCaching === false
        ? 'Host caching is off: it searches DNS each time.'
        : 'It remembers the host that answered and asks it first next time.',
    ]
  }
  const changed = 'A network change, such as a new address, makes it try again for about 15 minutes.'
  if (machine.isActivated) {
    return [
      'It stays activated until its 180 days end, then has 30 days of grace, then shows notifications.',
      `It tries again ${again} until it succeeds.`,
      changed,
    ]
  }
  return [`Not activated, it asks again ${again}.`, changed, 'slmgr.vbs /ato makes it ask immediately.']
}

/** Why nobody answered. */
export function failureWords(reason: DnsFailureReason): string {
  switch (reason.kind) {
    case 'serverFailed':
      return `The server answered with an error (${reason.rcode}).`
    case 'refused':
      return 'The server refuses to answer this console.'
    case 'timedOut':
      return 'No server answered in time.'
    case 'malformed':
      return 'The answer could not be read.'
    case 'unreachable':
      if (reason.code === 'noServer') return 'No server of the zone is known.'
      return reason.code.startsWith('notAllowed')
        ? 'Its servers are not among the addresses this console may reach (PROBE_ALLOW).'
        : `No server could be reached (${reason.code}).`
  }
}

/** '33 %' */
export const percent = (share: number): string => `${Math.round(share * 100)} %`

const addressText = ({ host, port }: { host: string; port: number }) => `${host}, port ${port}`
