import type { Condition } from '@/lib/activation/license/lapse'
import type { LicenseStatus } from '@/lib/activation/observation'
import { conditionLabel } from '@/lib/activation/words/labels'
import { stateNow } from '../clients/client-row'

/** One licensed product on one machine, as the list shows it. Times are ISO 8601 UTC. */
export interface LicenseRow {
  id: number
  /** the machine */
  name: string
  product: string
  generation: string | null
  condition: Condition
  status: LicenseStatus
  channel: string
  reason: string | null
  expiresAt: string | null
  lastFive: string | null
  kmsHost: string | null
  activatedBy: string | null
  observedAt: string
  site: string | null
  owner: string | null
  department: string | null
  tags: string[] | null
}

/** A row as the record has it, whose state may have changed by itself since. */
export interface RecordedLicense extends LicenseRow {
  /** tells the licenses of a machine apart, and orders them */
  slot: string
  changesAt: string | null
}

/** The parts of a row of the view `license_row`. */
export const LICENSE_ROW_SQL = `id, name, slot, product_label AS product, generation, condition, status, channel, reason,
  expires_at, partial_key AS last_five, kms_host, activated_by, observed_at, changes_at,
  (SELECT nullif(s.name, '') FROM site s WHERE s.id = site_id) AS site, owner, department, tags`

/** The row as it is at `now`, by the time rule. */
export function assessLicense({ slot: _, changesAt, ...row }: RecordedLicense, now: Date): LicenseRow {
  return { ...row, ...stateNow({ ...row, changesAt }, now) } as LicenseRow
}

/** The columns of the list and of the export, in their order. */
export const LICENSE_COLUMNS = [
  { id: 'name', header: 'Machine', text: (row) => row.name },
  { id: 'state', header: 'State', text: (row) => conditionLabel(row.condition) },
  { id: 'product', header: 'Product', text: (row) => row.product },
  { id: 'reason', header: 'Reason', text: (row) => row.reason },
  { id: 'channel', header: 'Channel', text: (row) => row.channel },
  { id: 'host', header: 'Activated by', text: (row) => row.kmsHost ?? row.activatedBy },
  { id: 'expires', header: 'Expires', text: (row) => row.expiresAt },
  { id: 'key', header: 'Last five', text: (row) => row.lastFive },
  { id: 'news', header: 'Last report', text: (row) => row.observedAt },
  { id: 'site', header: 'Site', text: (row) => row.site, optional: true },
  { id: 'owner', header: 'Owner', text: (row) => row.owner, optional: true },
  { id: 'department', header: 'Department', text: (row) => row.department, optional: true },
  { id: 'tag', header: 'Tags', text: (row) => row.tags?.join('; ') ?? null, optional: true },
] as const satisfies readonly LicenseColumn[]

interface LicenseColumn {
  id: string
  header: string
  text: (row: LicenseRow) => string | null
  /** hidden until chosen */
  optional?: true
}

export const isOptional = (column: LicenseColumn) => column.optional === true

export type LicenseColumnId = (typeof LICENSE_COLUMNS)[number]['id']
