import { type Attempt, sayAttempt } from '../collection/attempt-sentence'
import { shortHostName } from '../discovery/short-host-name'
import { explainReason } from '../reason/explain-reason'
import { lowerFirst } from '../words/lower-first'
import { sayCount, sayList } from '../words/say-amounts'
import { sayAgo, sayDayNear, saySpan } from '../words/say-date'
import type { Gap } from './diagnose'
import type { Neighbourhood } from './machine-facts'
import type { Sign } from './signs'

/** A sign as one whole sentence; each states a fact, whatever it speaks for. now: milliseconds since 1970. */
export function signSentence(sign: Sign, now: number): string {
  switch (sign.kind) {
    case 'dnsNoRecord':
      return `DNS had no SRV record in ${sign.zone} ${sayAgo(sign.at, now)}.`
    case 'dnsNoAnswer':
      return `The DNS servers of ${sign.zone} did not answer ${sayAgo(sign.at, now)}.`
    case 'dnsNames':
      return `DNS in ${sign.zone} named ${listOf(sign.hosts)} ${sayAgo(sign.at, now)}.`
    case 'dnsNamesRetired':
      return `DNS in ${sign.zone} names only ${listOf(sign.hosts)}, which ${areWord(sign.hosts)} retired.`
    case 'isRegistered':
      return `${listOf(sign.hosts)} is set on it (/skms), so it does not look in DNS.`
    case 'isRegisteredRetired':
      return `${listOf(sign.hosts)} is set on it (/skms), and that host is retired.`
    case 'allShut':
    case 'someShut':
      return `${listOf(sign.hosts)} did not answer the console ${sayAgo(sign.at, now)}.`
    case 'answers':
      return `${listOf(sign.hosts)} answered the console ${sayAgo(sign.at, now)}.`
    case 'othersServed':
      return `${shortHostName(sign.host)} activated other machines ${sayAgo(sign.at, now)}.`
    case 'othersStopped':
      return `${shortHostName(sign.host)} last activated another machine ${sayAgo(sign.at, now)}, before this one failed.`
    case 'countBelow':
    case 'countEnough':
      return `${shortHostName(sign.host)} reported a count of ${sign.count} ${sayAgo(sign.at, now)}; this machine needs ${sign.needed}.`
    case 'keyTooOld':
      return `${shortHostName(sign.host)} has a key for ${sign.key}, which does not serve ${sign.product}.`
    case 'keyServes':
      return `${shortHostName(sign.host)} has a key for ${sign.key}, which serves this machine.`
    case 'clockOff':
      return `${clockWords(sign.minutes)} ${sayAgo(sign.at, now)}; a host refuses more than 4 hours.`
    case 'clockRight':
      return `${clockWords(sign.minutes)} ${sayAgo(sign.at, now)}, which a host accepts.`
    case 'cmidShared':
      return `${sayCount(sign.others.length, 'other machine has', 'other machines have')} the same CMID: ${someOf(sign.others)}.`
    case 'cmidOwn':
      return 'No other machine has its CMID.'
    case 'serviceStopped':
      return `${attempted(sign, now)}.`
    case 'collectNoName':
      return `${attempted(sign, now)}: DNS has no address of it.`
    case 'collectNoAnswer':
      return `${attempted(sign, now)}: it is off, away, or behind a firewall.`
    case 'collectIsOn':
      return `${attempted(sign, now)}: it is on, and in the network.`
    case 'neverAsked':
      return 'Its log shows no request to a KMS host.'
    case 'rearmsNone':
      return 'It has no rearms left.'
    case 'startedAgain':
      return `It came up with a new CMID on ${sayDayNear(sign.at, now)}${sign.times > 1 ? `, for the ${ordinal(sign.times)} time` : ''}.`
    case 'zoneWorked':
      return sign.at === undefined
        ? `${sayCount(sign.machines, 'other machine')} in ${sign.zone} found a host through DNS before.`
        : `${sign.zone} had the record ${sayAgo(sign.at, now)}.`
    case 'zoneUnlisted':
      return `${sign.zone} is not listed under Networks.`
    case 'zoneNeverWorked':
      return `No other machine in ${sign.zone} was ever activated.`
    case 'zoneLikely':
      return `${sign.likely} has a nearly identical name, and machines there are activated.`
    case 'zoneIll':
      return `${sign.of.ill} other machines in ${sign.of.name} have the same trouble${sinceWords(sign.of.since, now)}.`
    case 'siteIll':
      return `${sign.of.ill} other machines ${placeOf(sign.of)} have the same trouble${sinceWords(sign.of.since, now)}.`
    case 'onlySiteIll':
      return `${sign.of.ill} other machines ${placeOf(sign.of)} have the same trouble${sinceWords(sign.of.since, now)}; elsewhere machines are activated.`
    case 'aloneAtSite':
      return `${hardlyAny(sign.of, placeOf(sign.of))}; ${sign.of.well} were activated since this one began to fail.`
    case 'aloneInZone':
      return `${hardlyAny(sign.of, `in ${sign.of.name}`)}; ${sign.of.well} were activated since this one began to fail.`
    default:
      return toldSentence(sign, now)
  }
}

/** 'at Berlin', 'named ber-…' */
export const placeOf = ({ name, isSet }: Neighbourhood) => (isSet ? `at ${name}` : `named ${name}-…`)

/** 'No other machine in corp.example has this', 'Only 2 other machines in corp.example have this' */
function hardlyAny({ ill }: Neighbourhood, where: string): string {
  if (ill === 0) return `No other machine ${where} has this`
  return ill === 1
    ? `Only 1 other machine ${where} has this`
    : `Only ${ill} other machines ${where} have this`
}

function toldSentence({ code, at, host, kind }: Extract<Sign, { code: string }>, now: number): string {
  const { meaning, known } = explainReason(code)
  const what = known ? `${code} (${lowerFirst(meaning)})` : code
  const from = host === undefined ? '' : ` from ${shortHostName(host)}`
  const isAnswer = /CountTooLow|DoesNotServe|WrongClock/.test(kind)
  return isAnswer
    ? `It was refused${from} with ${what} ${sayAgo(at, now)}.`
    : `It got ${what}${host === undefined ? '' : ` when it asked ${shortHostName(host)}`} ${sayAgo(at, now)}.`
}

/** What would have to be known, as a sentence that says how to bring it. */
export const GAP_SENTENCE: Readonly<Record<Gap, string>> = {
  attempts: 'Its own log is not known: import events 12288 and 12289 of its Application log.',
  dns: 'Its zone has not been checked.',
  doors: 'The ports of its hosts have not been checked.',
  counts: 'The count of its hosts is not known: import slmgr /dlv of the host.',
  keys: 'The keys of its hosts are not known: enter them on the host.',
  clock: 'Its clock is not known: import the log of its KMS host.',
  cmid: 'Its CMID is not known: import its slmgr /dlv.',
  neighbours: 'Nothing is known of other machines near it.',
}

/** 'The collector tried 26 Nov, WinRM refused' */
const attempted = (attempt: Attempt, now: number) => `The collector ${sayAttempt(attempt, now)}`

const clockWords = (minutes: number) => {
  if (Math.abs(minutes) < 1) return 'Its clock agreed with the host’s'
  return `Its clock was ${saySpan(minutes * 60_000)} ${minutes > 0 ? 'ahead' : 'behind'}`
}

const sinceWords = (since: string | undefined, now: number) =>
  since === undefined ? '' : ` since ${sayDayNear(since, now)}`

const areWord = (list: readonly unknown[]) => (list.length === 1 ? 'is' : 'are')

/** 'kms01, kms02 and kms03' */
export const listOf = (hosts: readonly string[]): string => sayList(hosts.map(shortHostName))

const MOST_NAMES = 3

function someOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(', ')
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown
}

const ordinal = (times: number) => ['first', 'second', 'third'][times - 1] ?? `${times}th`
