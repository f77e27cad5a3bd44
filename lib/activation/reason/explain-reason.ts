import type { Channel } from '../observation'
import type { OwnReason } from '../reference/own-entry'
import type { OwnMark } from '../reference/own-mark'
import { lowerFirst } from '../words/lower-first'
import { normaliseCode } from './reason-code'
import { reasonRow } from './reason-codes'
import { reasonRange } from './reason-ranges'
import {
  REASON_SOURCES,
  type ReasonArea,
  type ReasonOwner,
  type ReasonRow,
  type ReasonSeverity,
} from './reason-row'

export interface ReasonExplanation {
  /** '0xC004F038' form; as given when it is no code at all. */
  code: string
  symbol?: string
  area: ReasonArea
  severity: ReasonSeverity
  /** Who usually can do something about it. */
  owner: ReasonOwner
  meaning: string
  cause: string
  remedy: string
  /** What the given facts add: 'kms01 reported 19; this client needs 25.' */
  detail?: string
  source: string
  /** False when only the range of the code is known. */
  known: boolean
  /** What we noted of it ourselves; stands beside what is published. */
  own?: OwnReason & { mark: OwnMark }
}

/** Our notes on codes, by code. */
export type OwnReasons = ReadonlyMap<string, { value: OwnReason; mark: OwnMark }>

const NO_NOTES: OwnReasons = new Map()

/** What is known of the case at hand; every part optional. */
export interface ReasonFacts {
  channel?: Channel | undefined
  /** KMS host that answered or was asked. */
  kmsHost?: string | undefined
  port?: number | undefined
  /** Current count the host reported. */
  hostCount?: number | undefined
  /** What the client needs: 25 or 5. */
  minimumCount?: number | undefined
  /** Client clock minus host clock, minutes. */
  clockSkewMinutes?: number | undefined
  /** Code of the newest request event, where the given code is only an umbrella. */
  requestCode?: string | undefined
  productLabel?: string | undefined
  /** Rearms the machine says it has left. */
  rearmsLeft?: number | undefined
}

/**
 * Explains a reason code in any spelling. An unlisted code is explained by its range (`known: false`); what is
 * no code at all comes back with area 'general'. notes: what we say of codes ourselves.
 */
export function explainReason(
  code: string | number,
  facts: ReasonFacts = {},
  notes: OwnReasons = NO_NOTES,
): ReasonExplanation {
  const normalised = normaliseCode(code)
  if (normalised === undefined) return unlisted(String(code))
  const note = notes.get(normalised)
  const published = publishedReason(normalised, facts)
  if (note === undefined) return published
  const { value, mark } = note
  const own = { ...value, mark }
  if (published.known || value.meaning === undefined) return { ...published, own }
  return { ...published, meaning: value.meaning, source: `${mark.source}, ${mark.dated}`, known: true, own }
}

function publishedReason(normalised: string, facts: ReasonFacts): ReasonExplanation {
  const row = reasonRow(normalised)
  if (row === undefined) return unlisted(normalised)
  const { evidence, source, ...texts } = { ...row, ...MACHINE_TEXTS[normalised]?.(facts) }
  const detail = detailOf(row.code, facts)
  return { ...texts, detail, source: source ?? REASON_SOURCES[evidence], known: true }
}

function unlisted(code: string): ReasonExplanation {
  const range = reasonRange(code)
  return {
    code,
    area: range?.area ?? 'general',
    severity: /^0x[04]/.test(code) ? 'info' : 'error',
    owner: range?.owner ?? 'helpdesk',
    meaning:
      range === undefined
        ? 'Not a known code of Windows activation'
        : `Unknown code; its range: ${range.meaning}`,
    cause: 'The reference does not list this code',
    remedy: `Look it up in Windows: slui.exe 0x2a ${code}`,
    source: range === undefined ? 'No source' : 'Ranges of the Windows SDK (slerror.h, winerror.h)',
    known: false,
  }
}

/** Codes whose texts depend on the machine: by its channel, or by the rearms it has left. */
const MACHINE_TEXTS: Readonly<Record<string, (facts: ReasonFacts) => Partial<ReasonRow> | undefined>> = {
  '0xC004F009': ({ rearmsLeft }) =>
    rearmsLeft === 0 ? { remedy: 'Activate it: no rearm is left' } : undefined,
  '0xC004F00F': ({ channel }) => OUT_OF_TOLERANCE[channel ?? 'Unknown'],
}

const OUT_OF_TOLERANCE: Partial<Record<Channel, Partial<ReasonRow>>> = {
  'KMS client': {
    meaning: 'The KMS activation ran out, or the hardware changed',
    cause: 'No renewal for 180 days, no KMS host it could reach, or the machine was moved or copied',
    remedy: 'Connect the client to a KMS host and run slmgr.vbs /ato',
  },
  MAK: {
    meaning: 'The hardware changed too much for the activation it had',
    cause: 'Mainboard change, P2V, or a virtual machine that was moved or copied',
    remedy: 'Activate again; this uses one more activation of the MAK',
  },
}

type Detail = (facts: ReasonFacts) => string | undefined

/** Sentences from the facts of the case, per code. */
const DETAILS: Readonly<Record<string, Detail>> = {
  '0xC004F038': ({ kmsHost, hostCount, minimumCount }) => {
    const host = kmsHost ?? 'The KMS host'
    if (hostCount === undefined) {
      return minimumCount === undefined ? undefined : `This client needs a count of ${minimumCount}.`
    }
    if (minimumCount === undefined) return `${host} reported ${hostCount}.`
    return `${host} reported ${hostCount}; this client needs ${minimumCount}.`
  },
  '0xC004F042': ({ kmsHost, productLabel }) =>
    kmsHost && productLabel ? `The key of ${kmsHost} does not serve ${productLabel}.` : undefined,
  '0xC004F041': ({ kmsHost }) => (kmsHost ? `Activate ${kmsHost} itself first.` : undefined),
  '0xC004F06C': ({ clockSkewMinutes }) =>
    clockSkewMinutes === undefined
      ? undefined
      : `The clocks differ by ${skewWords(clockSkewMinutes)}; 4 hours are allowed.`,
  '0xC004F074': ({ requestCode, kmsHost }) => {
    if (requestCode !== undefined)
      return `The newest request failed with ${requestCode}: ${meaningOf(requestCode)}.`
    return kmsHost ? `The client tried ${kmsHost}.` : undefined
  },
  '0x800706BA': ({ kmsHost, port }) =>
    kmsHost ? `Nothing answered on ${kmsHost}, TCP ${port ?? 1688}.` : undefined,
}

const detailOf = (code: string, facts: ReasonFacts) => DETAILS[code]?.(facts)

const meaningOf = (code: string) => lowerFirst(explainReason(code).meaning)

function skewWords(minutes: number): string {
  const size = Math.abs(Math.round(minutes))
  return size < 120 ? `${size} minutes` : `${Math.floor(size / 60)} h ${size % 60} min`
}

/** True for codes that only remark on a licensed or healthy state and must never be shown as an error. */
export function isHarmless(code: string): boolean {
  const severity = reasonRow(normaliseCode(code) ?? '')?.severity
  return severity === 'ok' || severity === 'info'
}
