import type { Condition } from '@/lib/activation/license/assess'
import type { LicenseStatus } from '@/lib/activation/observation'
import { conditionLabel } from '@/lib/activation/words/labels'
import type { ClientColumn } from '@/lib/format/client-fields'

/** One machine as the list shows it. Times are ISO 8601 UTC. */
export interface ClientRow {
  name: string
  condition: Condition
  status: LicenseStatus | null
  product: string | null
  generation: string | null
  channel: string | null
  activatedBy: string | null
  kmsHost: string | null
  expiresAt: string | null
  observedAt: string | null
  reason: string | null
  cmid: string | null
  lastFive: string | null
  domain: string | null
  isVirtual: boolean | null
  /** worst condition among the other licenses; null = all well or none */
  otherCondition: Condition | null
  licenseCount: number
  isSample: boolean
}

/** Where each part of a row comes from in `client`. */
export const ROW_SQL: Readonly<Record<keyof ClientRow, string>> = {
  name: 'name',
  condition: 'condition',
  status: 'status',
  product: 'product_label',
  generation: 'generation',
  channel: 'channel',
  activatedBy: 'activated_by',
  kmsHost: 'kms_host',
  expiresAt: 'expires_at',
  observedAt: 'observed_at',
  reason: 'reason',
  cmid: 'cmid',
  lastFive: 'partial_key',
  domain: 'domain',
  isVirtual: 'is_virtual',
  otherCondition: 'other_condition',
  licenseCount: 'license_count',
  isSample: 'is_sample',
}

/** Each column as a cell of the export. Times are ISO 8601 UTC, so that spreadsheets can sort them. */
export const EXPORT_CELL: Readonly<Record<ClientColumn, (row: ClientRow) => string | null>> = {
  name: (row) => row.name,
  state: (row) => conditionLabel(row.condition),
  reason: (row) => row.reason,
  product: (row) => row.product,
  channel: (row) => row.channel,
  host: (row) => row.kmsHost ?? row.activatedBy,
  expires: (row) => row.expiresAt,
  news: (row) => row.observedAt,
  other: (row) => row.otherCondition && conditionLabel(row.otherCondition),
  cmid: (row) => row.cmid,
  key: (row) => row.lastFive,
  domain: (row) => row.domain,
}
