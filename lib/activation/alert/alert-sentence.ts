import { explainReason } from '../reason/explain-reason'
import { lowerFirst } from '../words/lower-first'
import { sayCount } from '../words/say-amounts'
import { sayDay, sayDayNear, saySpan } from '../words/say-date'
import type { Alert, Evidence } from './alert'
import type { AlertKindName } from './alert-table'

/** What an alert says: the finding with its object, and the evidence or what comes next. */
export interface AlertSentence {
  text: string
  detail?: string
}

type Told = Pick<Alert, 'kind' | 'object' | 'objectName' | 'evidence' | 'threshold'>

/** The words for one alert; now: milliseconds since 1970. */
export function alertSentence(alert: Told, now: number): AlertSentence {
  const say = SENTENCES[alert.kind as AlertKindName]
  return (
    say?.(alert.objectName, reading(alert.evidence), now) ?? { text: `${alert.objectName}: ${alert.kind}` }
  )
}

/** Evidence as sentences need it: numbers with commas, days, lists in words. */
function reading(evidence: Evidence) {
  const value = (name: string) => evidence[name]
  return {
    has: (name: string) => value(name) !== undefined && value(name) !== '' && value(name) !== false,
    number: (name: string) => Number(value(name) ?? 0),
    count: (name: string) => Number(value(name) ?? 0).toLocaleString('en-US'),
    text: (name: string) => String(value(name) ?? ''),
    list: (name: string): readonly string[] => {
      const listed = value(name)
      return Array.isArray(listed) ? listed : []
    },
  }
}

type Reading = ReturnType<typeof reading>

const meaningOf = (code: string) => {
  const { meaning } = explainReason(code)
  return meaning ? `${code}, ${lowerFirst(meaning).replace(/\.$/, '')}` : code
}

const named = (names: readonly string[], most = 3) =>
  names.length <= most
    ? names.join(', ')
    : `${names.slice(0, most).join(', ')} and ${(names.length - most).toLocaleString('en-US')} more`

/** A machine, or the product beside its Windows that an alert is about. */
const licensed = (name: string, e: Reading) => (e.has('isBeside') ? `${e.text('product')} on ${name}` : name)

const day = (e: Reading, name: string, now: number) => sayDayNear(e.text(name), now)

const SENTENCES: Readonly<Record<AlertKindName, (name: string, e: Reading, now: number) => AlertSentence>> = {
  hostDown: (name, e, now) => ({
    text: `${name} does not answer`,
    detail: `${sayCount(e.number('checks'), 'check')} in a row since ${day(e, 'since', now)}: ${named(e.list('answers'))}.`,
  }),
  startFailed: (name, e, now) => ({
    text: `KMS did not start on ${name}`,
    detail: `Event 12291 on ${day(e, 'at', now)} with ${meaningOf(e.text('code'))}; no request since.`,
  }),
  renewalTimerFailed: (name, e, now) => ({
    text: `The renewal timer of ${name} failed`,
    detail: `Event 12292 on ${day(e, 'at', now)} with ${meaningOf(e.text('code'))}; no request since.`,
  }),
  notPublished: (name, e, now) => ({
    text: `${name}: no SRV record`,
    detail: e.has('failedAt')
      ? `The host could not write it on ${day(e, 'failedAt', now)}${e.has('code') ? ` (${meaningOf(e.text('code'))})` : ''}.${e.has('isOwnedByOthers') ? ' Find out who owns the record.' : ''}`
      : `The check of ${day(e, 'checkedAt', now)} did not find it.`,
  }),
  countLow: (name, e) => ({
    text: `${name} counts ${e.count('count')} of ${e.count('needed')} machines`,
    detail:
      e.number('count') < e.number('needed')
        ? `${e.number('needed') > 5 ? 'Client editions of Windows get' : 'Clients get'} 0xC004F038 from it until ${e.count('needed')} different machines have asked within 30 days.`
        : `The need is met; the reserve of ${e.count('reserve')} is not.`,
  }),
  countFalling: (name, e, now) => ({
    text: `The count of ${name} falls below ${e.count('needed')} on ${day(e, 'until', now)}`,
    detail: `If nobody else asks. It is ${e.count('count')} now. Check which machines stopped asking.`,
  }),
  hostNotLicensed: (name, e) => ({
    text: `${name} is not licensed itself`,
    detail: `Its ${e.text('product')} key must be activated with Microsoft before it activates clients.`,
  }),
  hostSilent: (name, e, now) => ({
    text: `No client has asked ${name} since ${day(e, 'lastRequestAt', now)}`,
    detail: `${sayCount(e.number('clientsDue'), 'client was', 'clients were')} due since. Either it is down, or its newest log was not imported.`,
  }),
  manyRefusals: (name, e) => ({
    text: `${name} refused ${e.count('percent')} % of the requests of a day`,
    detail: `${e.count('refused')} of ${e.count('asked')}${e.has('code') ? `; most often ${meaningOf(e.text('code'))}` : ''}.`,
  }),
  productNotServed: (name, e) => ({
    text: `${name} says that its key does not serve ${sayCount(e.number('machines'), 'machine')}`,
    detail: `${named(e.list('products'))}: refused with ${meaningOf(e.text('code'))}.`,
  }),
  clockSkew: (name, e) => ({
    text: `The clock of ${name} is ${sayCount(Math.abs(e.number('skewMinutes')), 'minute')} ${e.number('skewMinutes') < 0 ? 'behind' : 'ahead of'} ${e.text('host')}`,
    detail: 'From 240 minutes on, the host refuses with 0xC004F06C.',
  }),
  sharedCmid: (name, e) => ({
    text: `${sayCount(e.list('machines').length, 'machine')} share the CMID ${name}`,
    detail: `${named(e.list('machines'))}. A CMID counts once, so the count of their host does not grow.`,
  }),
  unknownHost: (name, e) => ({
    text: `Unknown KMS host ${name}`,
    detail: `${sayCount(e.number('clients'), 'machine uses', 'machines use')} it${e.number('zones') > 0 ? `, and DNS names it in ${sayCount(e.number('zones'), 'zone')}` : ''}. Register it, or find out who owns it.`,
  }),
  cloudHostAtHome: (name, e) => ({
    text: `${sayCount(e.number('clients'), 'machine')} of ours ${e.number('clients') === 1 ? 'asks' : 'ask'} a KMS host of ${e.text('cloud')}`,
    detail: `${name} serves only virtual machines rented there. Remove it with slmgr.vbs /ckms, so that they find a host of ours.`,
  }),
  publicHost: (name, e) => ({
    text: `${name} has a public address`,
    detail: `${named(e.list('addresses'))}. Unless a firewall stands before it, anybody activates with your key.`,
  }),
  renewalsFail: (name, e, now) => ({
    text: `${name} missed ${sayCount(e.number('missed'), 'renewal')}`,
    detail: `Last renewed on ${day(e, 'lastRenewedAt', now)}; ${sayCount(Math.max(0, e.number('daysLeft')), 'day')} of its license left.`,
  }),
  failureWave: (_, e) => ({
    text: `${sayCount(e.number('failed'), 'machine')} failed within 24 hours`,
    detail: `Usual are ${e.text('usual')} a day${e.has('host') ? `. Most at ${e.text('host')}` : ''}${e.has('code') ? `. Most often ${meaningOf(e.text('code'))}` : ''}.`,
  }),
  endsSoon: (name, e, now) => ({
    text: `${e.has('isEvaluation') ? 'The evaluation' : 'Grace'} of ${licensed(name, e)} ends on ${day(e, 'expiresAt', now)}`,
    detail: e.has('isEvaluation')
      ? 'Then it shows notifications unless it is converted.'
      : 'Then it shows notifications unless it is activated.',
  }),
  outOfLicense: (name, e) =>
    e.has('percent')
      ? {
          text: `${e.text('percent')} % of the fleet is out of license`,
          detail: `${e.count('count')} of ${sayCount(e.number('machines'), 'machine')} ${e.number('count') === 1 ? 'shows notifications or is' : 'show notifications or are'} unlicensed.`,
        }
      : {
          text: `${licensed(name, e)} ${e.text('condition') === 'unlicensed' ? 'is unlicensed' : 'shows notifications'}`,
          ...(e.has('reason') && { detail: `${sentence(meaningOf(e.text('reason')))}` }),
        },
  unheardOf: (name, e, now) =>
    e.has('machines')
      ? {
          text: `${sayCount(e.number('machines'), 'machine')} of ${name} never reported`,
          detail: `Of ${e.count('computers')} that the directory knows and that log on.`,
        }
      : {
          text: `${licensed(name, e)} has not been heard of`,
          detail: e.has('at')
            ? `Last on ${sayDay(e.text('at'))}, ${saySpan(now - Date.parse(e.text('at')))} ago; its license and grace have run out since.`
            : 'Its license and grace have run out since.',
        },
  makRunsOut: (name, e, now) => ({
    text:
      e.number('overdrawnBy') > 0
        ? `${name} is overdrawn by ${e.count('overdrawnBy')}`
        : `${name}: ${e.count('left')} of ${sayCount(e.number('granted'), 'activation')} left`,
    detail: e.has('runsOutAt')
      ? `At its present rate it runs out around ${day(e, 'runsOutAt', now)}, perhaps by ${day(e, 'earliestAt', now)}.`
      : 'Ask for more, or correct the ledger.',
  }),
  makDrift: (name, e, now) => ({
    text: `${name}: Microsoft counts ${sayCount(Math.abs(e.number('drift')), 'activation')} ${e.number('drift') > 0 ? 'more' : 'fewer'} than we do`,
    detail: `${e.count('reported')} left by Microsoft on ${day(e, 'at', now)}, ${e.count('seen')} by our ledger.`,
  }),
  hostKeyNearlyUsed: (name, e) => ({
    text:
      e.number('hosts') > e.number('allowed')
        ? `${name} has more activations than it allows`
        : `${name} is nearly used up`,
    detail: `${sayCount(e.number('hosts'), 'host')} in its register, ${e.count('allowed')} allowed.${e.list('scarce').length > 0 ? ` Reactivations: ${named(e.list('scarce'))}.` : ''}`,
  }),
  wrongRecord: (name, e) => ({ text: `${name}: ${RECORD_FAULTS[e.text('fault')] ?? 'wrong record'}` }),
  productUnserved: (name, e) => ({
    text: `No installed host key serves ${name}`,
    detail: `${sayCount(e.number('licenses'), 'license')}.`,
  }),
  esuEnds: (name, e, now) => ({
    text:
      e.number('uncovered') > 0
        ? `${sayCount(e.number('uncovered'), 'machine')} with ${name} without security updates`
        : `Security updates of ${name} end on ${day(e, 'endsAt', now)}`,
    detail: `${e.count('covered')} of ${sayCount(e.number('machines'), 'machine')} that still report have the key of the year${e.number('exempt') > 0 ? `, ${e.count('exempt')} need none` : ''}.`,
  }),
  packageWaits: (name, e, now) => ({
    text: `${name} has waited ${sayCount(e.number('days'), 'day')} for answers`,
    detail: `${sayCount(e.number('waiting'), 'machine')}; prepared on ${day(e, 'preparedAt', now)}.`,
  }),
  sourceStale: (name, e, now) => ({
    text: `${name} has brought nothing since ${day(e, 'at', now)}`,
    detail: `Usually something comes every ${saySpan(e.number('usualMinutes') * 60_000)}.`,
  }),
  rearmsNearlyUsed: (name, e) => ({
    text: `${name} has ${sayCount(e.number('rearmsLeft'), 'rearm')} left`,
    detail: e.text('product'),
  }),
  fullKeySeen: (name, e) => ({
    text: `${name} held ${sayCount(e.number('lines'), 'whole product key')}`,
    detail: `Brought by ${e.text('createdBy')}; masked before anything was kept. Last five: ${named(e.list('lastFives'))}.`,
  }),
  channelFails: (name, e, now) => ({
    text: `Messages through ${name} fail`,
    detail: `${e.has('since') ? `Since ${day(e, 'since', now)}, ${sayCount(e.number('failures'), 'try', 'tries')}: ` : ''}${e.text('problem')}`,
  }),
  scheduleStopped: (name, e, now) => ({
    text: e.has('at')
      ? `${name} was stopped after ${sayCount(e.number('failures'), 'failure')}`
      : `${name} was due on ${day(e, 'dueAt', now)} and has not been made`,
    ...(e.has('problem') && { detail: e.text('problem') }),
  }),
  tokenEnds: (name, e, now) => ({
    text: e.has('endedAt')
      ? `The ended token ${name} is still used`
      : `The token ${name} ends on ${day(e, 'expiresAt', now)}`,
    detail: e.has('from')
      ? `Last presented from ${e.text('from')} on ${day(e, 'at', now)}.`
      : 'Its programs are refused from then on.',
  }),
  emergencyAccess: (name, e, now) => ({
    text: `Emergency access: ${name}`,
    detail: `${e.text('what')} on ${day(e, 'at', now)}.`,
  }),
  backupTooOld: (_, e) => ({
    text: `The newest backup is ${sayCount(e.number('days'), 'day')} old`,
    ...(e.has('problem') && { detail: e.text('problem') }),
  }),
  planNotKept: (name, e, now) => ({
    text:
      e.number('machines') > 0
        ? e.text('found')
        : `${name}: planned, and never reported: ${named(e.list('hosts'))}`,
    ...(e.has('dueOn') && { detail: `The plan is due ${day(e, 'dueOn', now)}.` }),
  }),
  diskFills: (_, e) => ({
    text: e.has('fullInDays')
      ? `The disk is full in ${sayCount(e.number('fullInDays'), 'day')}`
      : 'The disk is nearly full',
    detail: `${(e.number('freeBytes') / 1024 ** 3).toFixed(1)} GB free.`,
  }),
}

/** What is wrong with a record, by the word that evidence has for it. */
const RECORD_FAULTS: Readonly<Record<string, string>> = {
  retired: 'the record leads to a retired host',
  notAnswering: 'the record leads to a host that does not answer',
  unknownHost: 'the record leads to an unknown host',
  wrongPort: 'the record has another port',
  noAddress: 'the record leads to a name without address',
  notExpected: 'a record that should not be there',
  otherPriority: 'the record has another priority or weight',
}

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
