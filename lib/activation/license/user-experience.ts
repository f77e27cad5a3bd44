import { DAY_MS } from '../kms/timers'
import type { LicenseStatus } from '../observation'
import { releaseRank } from '../product/release-order'
import type { RuleBasis } from './grace-table'
import { isGrace } from './license-status'

/** What the person at the machine sees, by license status and generation. The words are in sight-sentence.ts. */

export type Sight =
  | 'nothing'
  /** Until it is activated, the machine can hardly be used. */
  | 'reducedFunctionality'
  /** At sign-in, on a black background: activate now or later. */
  | 'dialogAtSignIn'
  | 'blackDesktop'
  /** In the lower right corner: this copy is not genuine, or activate Windows. */
  | 'cornerMessage'
  /** From 30 days before the end of a validity that was not renewed. */
  | 'bannerBeforeEnd'
  /** Office: from day 25 of its grace on. */
  | 'noticeBeforeEnd'
  | 'redTitleBar'
  /** Evaluations of Windows Server. */
  | 'hourlyShutdown'

/** Generations that look alike to the person in front of them. */
export type SightEra = 'vista-rtm' | 'vista-sp1-to-7' | '8-or-later' | 'office'

export interface Seen {
  sights: readonly Sight[]
  basis: RuleBasis
  source: string
  /** YYYY-MM */
  date: string
}

const ARTICLE = { basis: 'documented', source: 'Volume Activation 2.0 article', date: '2008-03' } as const
const NOTE = {
  basis: 'documented',
  source: 'Editor’s note of the Volume Activation 2.0 article',
  date: '2008-03',
} as const
const TROUBLESHOOTING = {
  basis: 'documented',
  source: 'General KMS troubleshooting (Microsoft)',
  date: '2025-08',
} as const
const OFFICE = { basis: 'documented', source: 'Office KMS pages (Microsoft)', date: '2024-11' } as const
const KNOWN = { basis: 'unverified', source: 'General Windows knowledge', date: '2025-11' } as const

/** When grace is over, whatever the reason. */
type GraceOver = 'notification' | 'unlicensed'

const AFTER_GRACE: Readonly<Record<SightEra, Readonly<Record<GraceOver, Seen>>>> = {
  'vista-rtm': {
    // Notification came with SP1; a source that reports it speaks of a machine that has it.
    notification: { sights: ['dialogAtSignIn', 'blackDesktop', 'cornerMessage'], ...NOTE },
    unlicensed: { sights: ['reducedFunctionality'], ...ARTICLE },
  },
  'vista-sp1-to-7': {
    notification: { sights: ['dialogAtSignIn', 'blackDesktop', 'cornerMessage'], ...NOTE },
    unlicensed: { sights: ['dialogAtSignIn', 'blackDesktop', 'cornerMessage'], ...ARTICLE },
  },
  '8-or-later': {
    notification: { sights: ['cornerMessage'], ...KNOWN },
    unlicensed: { sights: ['cornerMessage'], ...KNOWN },
  },
  office: {
    notification: { sights: ['redTitleBar'], ...OFFICE },
    unlicensed: { sights: ['redTitleBar'], ...OFFICE },
  },
}

/** Who is looking at what. */
export interface Viewer {
  status: LicenseStatus
  /** As productOf names it. */
  generation?: string | undefined
  /** Of Windows Vista. Absent: SP1 or later. */
  servicePack?: 'none' | 'first or later' | undefined
  isEvaluation?: boolean | undefined
  /** When the status ends; ISO 8601 UTC. */
  endsAt?: string | undefined
  /** The end moves on by itself: KMS and directory. */
  renewsItself?: boolean | undefined
}

const LAST_WITH_BLACK_DESKTOP = releaseRank('Windows 7') ?? 0

/** The era of a generation; an unknown one counts as the newest. */
export function sightEra({ generation, servicePack }: Pick<Viewer, 'generation' | 'servicePack'>): SightEra {
  if (generation?.startsWith('Office')) return 'office'
  if (generation === 'Windows Vista' && servicePack === 'none') return 'vista-rtm'
  const rank = releaseRank(generation) ?? Number.POSITIVE_INFINITY
  return rank <= LAST_WITH_BLACK_DESKTOP ? 'vista-sp1-to-7' : '8-or-later'
}

/** Days before the end of a 180-day validity from which a banner warns when renewals fail. */
const BANNER_DAYS = 30
/** Office warns in the last 5 of its 30 days of grace. */
const OFFICE_NOTICE_DAYS = 5

/**
 * What the person sees at `now` (milliseconds since 1970). In grace, nothing yet. Where the body of the article
 * and its editor's note differ the note holds: a client that has not renewed for 180 days shows notifications;
 * it does not become "essentially unusable". Only Vista without a service pack ended in reduced functionality.
 */
export function whatPersonSees(viewer: Viewer, now: number): Seen {
  const era = sightEra(viewer)
  const { status } = viewer
  if (status === 'licensed') return whileLicensed(viewer, era, now)
  if (isGrace(status)) return inGrace(viewer, era, now)
  const isGraceOver = status === 'notification' || status === 'unlicensed'
  const seen = AFTER_GRACE[era][isGraceOver ? status : 'notification']
  const isServer = viewer.generation?.startsWith('Windows Server') === true
  if (viewer.isEvaluation !== true || !isServer) return seen
  return { ...seen, ...KNOWN, sights: [...seen.sights, 'hourlyShutdown'] }
}

const NOTHING: Seen = { sights: ['nothing'], ...ARTICLE }

function whileLicensed(viewer: Viewer, era: SightEra, now: number): Seen {
  const warns = era === '8-or-later' && viewer.renewsItself === true && endsWithin(viewer, BANNER_DAYS, now)
  return warns ? { sights: ['bannerBeforeEnd'], ...TROUBLESHOOTING } : NOTHING
}

function inGrace(viewer: Viewer, era: SightEra, now: number): Seen {
  const warns = era === 'office' && endsWithin(viewer, OFFICE_NOTICE_DAYS, now)
  return warns ? { sights: ['noticeBeforeEnd'], ...OFFICE } : NOTHING
}

function endsWithin({ endsAt }: Viewer, days: number, now: number): boolean {
  const left = Date.parse(endsAt ?? '') - now
  return left <= days * DAY_MS
}
