/** The kinds of things a reason code speaks of. */
export type ReasonArea =
  | 'access'
  | 'adba'
  | 'avma'
  | 'collector'
  | 'dns'
  | 'esu'
  | 'general'
  | 'genuine'
  | 'grace'
  | 'hardware'
  | 'key'
  | 'kms-client'
  | 'kms-count'
  | 'kms-host'
  | 'licensed'
  | 'mak'
  | 'network'
  | 'oem'
  | 'offline'
  | 'rearm'
  | 'server'
  | 'service'
  | 'store'
  | 'time'
  | 'timebased'
  | 'token'

export type ReasonSeverity = 'ok' | 'info' | 'warn' | 'error' | 'critical'

/** Who usually can do something about it. */
export type ReasonOwner =
  | 'none'
  | 'helpdesk'
  | 'kms-admin'
  | 'licensing'
  | 'network'
  | 'compliance'
  | 'collector'

/** Where a row comes from; see REASON_SOURCES. */
export type ReasonEvidence = 'D' | 'H' | 'O' | 'F' | 'K'

export interface ReasonRow {
  /** '0xC004F038' form */
  code: string
  symbol?: string
  area: ReasonArea
  severity: ReasonSeverity
  owner: ReasonOwner
  meaning: string
  cause: string
  remedy: string
  evidence: ReasonEvidence
  /** Where this row itself was checked, when that is more than its kind of evidence. */
  source?: string
}

/** The meaning and symbol come from these; the wording is ours. Table of 2025-11, corrected in 2026-11. */
export const REASON_SOURCES: Readonly<Record<ReasonEvidence, string>> = {
  D: 'Microsoft Learn: activation error codes, slmgr.vbs messages',
  H: 'Windows SDK: slerror.h',
  O: 'Office: slerror.xml',
  F: 'Field reports',
  K: 'General Windows knowledge, not confirmed in Microsoft’s activation pages',
}
