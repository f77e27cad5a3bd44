import { shortHostName } from '../discovery/short-host-name'
import type { CloudHost } from '../kms/cloud-host-table'
import { CLIENT_THRESHOLD, OFFICE_THRESHOLD, SERVER_THRESHOLD } from '../kms/thresholds'
import type { Channel, LicenseStatus } from '../observation'
import type { ReasonExplanation } from '../reason/explain-reason'
import { channelPhrase } from '../words/labels'
import { lowerFirst } from '../words/lower-first'
import { sayAgo, sayDay, sayDayNear } from '../words/say-date'
import { type Assessment, type LicenseFacts, renewsItself } from './assess'
import type { Condition } from './lapse'
import { type NextStep, nextStep, troubleOf } from './next-step'
import { saySights } from './sight-sentence'
import { whatPersonSees } from './user-experience'

export { conditionLabel, statusLabel } from '../words/labels'
export type { NextStep } from './next-step'

/** The answer in words. Dates are UTC days; show exact times beside it, not in it. */
export interface LicenseDescription {
  /** 'Licensed through KMS until 3 Mar 2027', without a full stop. */
  headline: string
  /** One or two whole sentences. */
  detail: string
  /** What the person at the machine sees of it; absent where that is nothing. */
  personSees?: string
  nextStep?: NextStep
}

interface Telling {
  facts: LicenseFacts
  assessment: Assessment
  now: number
  trouble?: ReasonExplanation
}

/**
 * Says in words how a license stands, and what to do next when it is not well. Needs the reason tables, so
 * describe on the server; labels alone come from labels.ts. now: ISO 8601 or milliseconds since 1970.
 * clouds: the KMS hosts of clouds, with entries of ours.
 */
export function describeLicense(
  facts: LicenseFacts,
  assessment: Assessment,
  now: string | number,
  clouds?: readonly CloudHost[],
): LicenseDescription {
  const time = typeof now === 'number' ? now : Date.parse(now)
  if (facts.isLeftOver) return LEFT_OVER
  if (!assessment.isManaged) return PER_USER
  const telling: Telling = { facts, assessment, now: time, trouble: troubleOf(facts) }
  return {
    headline: HEADLINE[assessment.condition](telling),
    detail: DETAIL[assessment.condition](telling),
    personSees: personSees(telling),
    nextStep: nextStep(facts, assessment, time, clouds),
  }
}

const LEFT_OVER: LicenseDescription = {
  headline: 'Left over from the installation, not used',
  detail:
    'Another product of the same suite is licensed on this machine; the grace license that came with the installation has run out beside it. That is no fault.',
}

const PER_USER: LicenseDescription = {
  headline: 'Licensed per user, not managed here',
  detail:
    'Microsoft 365 checks this license when the user signs in; what the machine reports may be out of date.',
}

const HEADLINE: Readonly<Record<Condition, (telling: Telling) => string>> = {
  licensed: licensedHeadline,
  grace: ({ facts, assessment }) => {
    const until = assessment.until === undefined ? 'Grace' : `Grace until ${sayDay(assessment.until)}`
    return `${until}${atTheLatest(assessment)}: ${graceCause(facts, assessment)}`
  },
  notification: ({ trouble }) =>
    trouble?.known
      ? `Shows notifications: ${lowerFirst(trouble.meaning)}`
      : 'Not activated: shows notifications',
  unlicensed: ({ trouble }) => (trouble?.known ? `Unlicensed: ${lowerFirst(trouble.meaning)}` : 'Unlicensed'),
  silent: ({ assessment }) =>
    assessment.silentSince === undefined ? 'Silent' : `Silent since ${sayDay(assessment.silentSince)}`,
}

const DETAIL: Readonly<Record<Condition, (telling: Telling) => string>> = {
  licensed: licensedDetail,
  grace: (telling) => join(reckoned(telling), troubleDetail(telling), seen(telling)),
  notification: (telling) => join(troubleDetail(telling), seen(telling)),
  unlicensed: (telling) => join(troubleDetail(telling), seen(telling)),
  silent: ({ facts, now }) =>
    endedBeforeSeen(facts) ??
    join(
      `Last reported ${sayAgo(facts.observedAt, now)}: ${LAST_WORD[facts.status]}.`,
      facts.channel === 'AVMA'
        ? 'Its Hyper-V host renews it every seven days, so it may still be licensed.'
        : 'It has probably shown notifications since.',
    ),
}

const LAST_WORD: Readonly<Record<LicenseStatus, string>> = {
  licensed: 'licensed',
  initialGrace: 'in its initial grace period',
  outOfToleranceGrace: 'in grace',
  nonGenuineGrace: 'in non-genuine grace',
  extendedGrace: 'in extended grace',
  notification: 'in notification',
  unlicensed: 'unlicensed',
}

/** Channels of which "permanently" would say too much. */
const NO_WORD_ON_THE_END: ReadonlySet<Channel> = new Set(['Subscription', 'KMS host', 'AVMA', 'Unknown'])

function licensedHeadline({ facts, assessment }: Telling): string {
  const licensed = ['Licensed', channelPhrase(facts.channel, facts.activatedBy)].filter(Boolean).join(' ')
  if (assessment.until !== undefined) {
    if (facts.channel === 'Evaluation' && atTheLatest(assessment) !== '') {
      return `${licensed}, end unknown: ${sayDay(assessment.until)} at the latest`
    }
    return `${licensed} until ${sayDay(assessment.until)}${atTheLatest(assessment)}`
  }
  const needsNoWord = NO_WORD_ON_THE_END.has(facts.channel)
  return needsNoWord ? licensed : `${licensed}, permanently`
}

function licensedDetail(telling: Telling): string {
  const { facts, trouble } = telling
  if (trouble !== undefined)
    return join(renewal(telling), `The last attempt failed: ${lowerFirst(trouble.meaning)}.`, trouble.detail)
  if (facts.channel === 'KMS host') return join(hostCount(facts), seen(telling))
  if (facts.channel === 'Evaluation')
    return join('An evaluation cannot be renewed.', seen(telling), bound(telling))
  return join(renewal(telling) ?? seen(telling), bound(telling))
}

/** When it was renewed and what comes next. A single week without news is no alarm, so it gets no number. */
function renewal({ facts, assessment, now }: Telling): string | undefined {
  const { lastRenewedAt, renewBy, missedRenewals = 0 } = assessment
  if (lastRenewedAt === undefined || renewBy === undefined) return undefined
  const by =
    facts.kmsHost === undefined || facts.activatedBy === 'directory'
      ? ''
      : ` by ${shortHostName(facts.kmsHost)}`
  const last = `Last renewed ${sayAgo(lastRenewedAt, now)}${by}`
  if (missedRenewals === 0) return `${last}; next attempt by ${sayDayNear(renewBy, now)}.`
  if (missedRenewals === 1)
    return `${last}; the renewal due by ${sayDayNear(renewBy, now)} has not been seen yet.`
  return `${last}; ${missedRenewals} renewals due since then have not been seen.`
}

const seen = ({ facts, now }: Telling) => `Seen ${sayAgo(facts.observedAt, now)}.`

function bound({ assessment }: Telling): string | undefined {
  const isAssumed = assessment.evidence.some((piece) => piece.kind === 'assumedValidity')
  return isAssumed
    ? 'The source named no end date; 180 days from that reading is the latest possible.'
    : undefined
}

function atTheLatest({ evidence }: Assessment): string {
  return evidence.some((piece) => piece.kind === 'assumedValidity' || piece.kind === 'assumedGrace')
    ? ' at the latest'
    : ''
}

function graceCause(facts: LicenseFacts, assessment: Assessment): string {
  if (assessment.effectiveStatus === 'initialGrace') return 'not activated yet'
  if (assessment.effectiveStatus === 'nonGenuineGrace') return 'validation failed'
  if (assessment.effectiveStatus === 'extendedGrace') return 'the time-based license ended'
  if (facts.status === 'licensed')
    return `the activation ran out${assessment.since ? ` on ${sayDay(assessment.since)}` : ''}`
  if (facts.channel === 'KMS client') return 'the activation ran out or the hardware changed'
  return 'the hardware changed'
}

const NEEDS_REASON: ReadonlySet<LicenseStatus> = new Set(['notification', 'unlicensed', 'nonGenuineGrace'])

/** A source that says the end was over when it was taken was taken earlier than it is said to be. */
function endedBeforeSeen({ status, expiresAt, observedAt }: LicenseFacts): string | undefined {
  const isOver = Date.parse(expiresAt ?? '') < Date.parse(observedAt)
  if (status !== 'licensed' || expiresAt === undefined || !isOver) return undefined
  return `The source says licensed until ${sayDay(expiresAt)} but is dated ${sayDay(observedAt)}: it is older than that, or a clock is wrong.`
}

/** Whether the count of a KMS host is enough, and for whom. */
function hostCount({ hostCount: count, family }: LicenseFacts): string | undefined {
  if (count === undefined) return undefined
  if (family === 'office') {
    return count >= OFFICE_THRESHOLD
      ? `Its count is ${count}: enough for Office.`
      : `Its count is ${count}; Office needs ${OFFICE_THRESHOLD}.`
  }
  if (count >= CLIENT_THRESHOLD) return `Its count is ${count}: enough for clients and servers.`
  return count >= SERVER_THRESHOLD
    ? `Its count is ${count}: enough for servers; client editions need ${CLIENT_THRESHOLD}.`
    : `Its count is ${count}; servers need ${SERVER_THRESHOLD}, client editions ${CLIENT_THRESHOLD}.`
}

function personSees({ facts, assessment, now }: Telling): string | undefined {
  if (assessment.condition === 'silent') return undefined
  const { generation, channel } = facts
  // Vista shows notifications from its first service pack on; without it, it says that it is unlicensed.
  const isVistaRtm = generation === 'Windows Vista' && facts.status === 'unlicensed'
  const seenThere = whatPersonSees(
    {
      status: assessment.effectiveStatus,
      generation,
      ...(isVistaRtm && { servicePack: 'none' }),
      isEvaluation: channel === 'Evaluation',
      endsAt: assessment.until,
      renewsItself: renewsItself(facts),
    },
    now,
  )
  return seenThere.sights.includes('nothing') ? undefined : saySights(seenThere)
}

/** Said when the grace is our reckoning and nobody has reported it. */
function reckoned({ facts }: Telling): string | undefined {
  const wrongTime = endedBeforeSeen(facts)
  if (wrongTime !== undefined) return wrongTime
  return facts.status === 'licensed' ? 'No newer report; calculated from its last renewal.' : undefined
}

function troubleDetail({ trouble, facts }: Telling): string | undefined {
  if (trouble === undefined) return NEEDS_REASON.has(facts.status) ? 'The source gave no reason.' : undefined
  return join(trouble.detail, `${trouble.cause}.`, `Reason ${trouble.code}.`)
}

const join = (...sentences: (string | undefined)[]) => sentences.filter(Boolean).join(' ')
