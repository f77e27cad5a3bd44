import type { ExchangeState } from './exchange-state'
import type { NumberDamage } from './number-damage'

/** One line of an answer file, as it was read. Absent: the column or the cell is not there. */
export interface AnswerLine {
  /** 1-based in its file; the position of a typed answer. */
  line: number
  installationId?: string | undefined
  confirmationId?: string | undefined
  /** The request's reference, 'P12-007', where the file kept that column. */
  reference?: string | undefined
  /** Why the line cannot be read at all. */
  problem?: string | undefined
}

/** A request that answers are matched to. */
export interface AskedRequest {
  row: number
  reference: string
  /** Digits only. */
  installationId: string
  state: ExchangeState
  /** Digits only, once answered. */
  confirmationId?: string | undefined
}

export type AnswerRefusal =
  | { kind: 'unreadable'; reason: string }
  | { kind: 'noInstallationId' }
  /** looksLike: reference of the request whose installation ID this once was. */
  | { kind: 'installationIdDamaged'; damage: NumberDamage; looksLike?: string }
  /** Its beginning is that of a request, its end is missing. */
  | { kind: 'installationIdCut'; digits: number; needed: number; looksLike: string }
  /** Belongs to no request of this package. */
  | { kind: 'unknown'; otherPackage?: number }
  /** The line's own reference and its installation ID point at different requests. */
  | { kind: 'mismatch'; says: string; belongsTo: string }
  | { kind: 'confirmationIdDamaged'; damage: NumberDamage }
  | { kind: 'confirmationIdIsInstallationId' }
  /** The same answer stands in an earlier line too. */
  | { kind: 'duplicate'; line: number }
  /** Another line gives the same machine another confirmation ID: which one is right cannot be told. */
  | { kind: 'conflicting'; line: number }
  /** Another answer was taken before. */
  | { kind: 'conflictsWithStored'; reference: string }
  /** One confirmation ID for two machines, as filling down makes it. */
  | { kind: 'shared'; with: string }
  | { kind: 'cancelled'; reference: string }

export type AnswerVerdict =
  /** isUsual: 48 digits. isLate: the request had expired. */
  | {
      kind: 'take'
      row: number
      reference: string
      confirmationId: string
      isUsual: boolean
      isLate: boolean
    }
  /** The very same answer was taken before: nothing changes. */
  | { kind: 'known'; row: number; reference: string }
  /** The line holds no answer yet. */
  | { kind: 'unanswered'; row: number; reference: string }
  | { kind: 'refused'; refusal: AnswerRefusal }

export interface JudgedAnswer {
  line: number
  verdict: AnswerVerdict
}
