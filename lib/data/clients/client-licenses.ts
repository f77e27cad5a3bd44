import type { DiagnosisWords } from '@/lib/activation/diagnosis/diagnosis-sentence'
import { graceDays, KMS_VALIDITY_MINUTES } from '@/lib/activation/kms/timers'
import { type Assessment, assess, type LicenseFacts } from '@/lib/activation/license/assess'
import { isLeftOver } from '@/lib/activation/license/left-over'
import { describeLicense, type LicenseDescription } from '@/lib/activation/license/sentence'
import type { Channel, LicenseObservation, LicenseStatus } from '@/lib/activation/observation'
import type { ProductFamily } from '@/lib/activation/product/product-table'
import { productByActivationId } from '@/lib/activation/product/products-by-id'
import { explainReason, isHarmless, type ReasonExplanation } from '@/lib/activation/reason/explain-reason'
import type { ReferenceBook } from '@/lib/activation/reference/reference-book'
import { readRows } from '../rows'

/** Where a fact comes from. */
export interface Source {
  importId: string | null
  fileName: string | null
  /** the source that sent it: of a token or a folder by its name, else who imported it */
  sender: string | null
  line: number | null
  observedAt: string
}

/** One license of a client: what is known, what follows from it, and the words for it. */
export interface ClientLicense {
  id: number
  slot: string
  isPrimary: boolean
  isAddon: boolean
  managedPerUser: boolean
  productLabel: string
  productName: string | null
  description: string | null
  channel: Channel
  reportedStatus: LicenseStatus
  reason: string | null
  lastFive: string | null
  activationId: string | null
  activatedBy: string | null
  kms: {
    host: string | null
    port: number | null
    foundBy: string | null
    address: string | null
    extendedPid: string | null
    activationIntervalMinutes: number | null
    renewalIntervalMinutes: number | null
    hostCaching: boolean | null
  }
  rearms: { windows: number | null; sku: number | null }
  extendedPid: string | null
  installationId: string | null
  assessment: Assessment
  words: LicenseDescription
  /** what is probably wrong, once somebody has asked (lib/operations/diagnosis) */
  diagnosis?: DiagnosisWords
  /** absent without a reason, or when the reason is only a remark */
  explanation?: ReasonExplanation
  /** share of the validity or the grace period that is left, 0 to 1 */
  left?: number
  source: Source
}

interface LicenseRow {
  id: number
  slot: string
  isPrimary: boolean
  isAddon: boolean
  managedPerUser: boolean
  productLabel: string
  generation: string | null
  productName: string | null
  description: string | null
  activationId: string | null
  channel: Channel
  lastFive: string | null
  reportedStatus: LicenseStatus
  reason: string | null
  remainingMinutes: number | null
  expiresAt: string | null
  observedAt: string
  since: string
  lastRenewedAt: string | null
  activatedBy: LicenseObservation['activatedBy'] | null
  host: string | null
  port: number | null
  foundBy: string | null
  address: string | null
  hostExtendedPid: string | null
  activationIntervalMinutes: number | null
  renewalIntervalMinutes: number | null
  hostCaching: boolean | null
  rearmsWindows: number | null
  rearmsSku: number | null
  extendedPid: string | null
  installationId: string | null
  importId: string | null
  line: number | null
  fileName: string | null
  sender: string | null
  hostCount: number | null
  isVirtual: boolean | null
}

/** The licenses of a client, the primary one first, then by product. book: the reference with entries of ours. */
export async function loadClientLicenses(
  clientId: number,
  now: Date,
  book: ReferenceBook,
): Promise<ClientLicense[]> {
  const rows = await readRows<LicenseRow>(
    `SELECT l.id, l.slot, l.is_primary, l.is_addon, l.managed_per_user, l.product_label, l.generation, l.product_name,
            l.description, l.activation_id, l.channel, l.partial_key AS last_five, l.reported_status, l.reason,
            l.remaining_minutes, l.expires_at, l.observed_at, l.since, l.last_renewed_at, l.activated_by,
            l.kms_host AS host, l.kms_port AS port, l.kms_found_by AS found_by, l.kms_host_address AS address,
            l.kms_host_extended_pid AS host_extended_pid, l.activation_interval_minutes, l.renewal_interval_minutes,
            l.host_caching, l.rearms_windows, l.rearms_sku, l.extended_pid, l.installation_id, l.import_id, l.line,
            i.file_name, coalesce(i.source, i.created_by) AS sender, c.is_virtual,
            (SELECT s.current_count FROM kms_host h JOIN kms_host_service s ON s.host_id = h.id
              WHERE h.name = l.kms_host
                AND s.application = CASE WHEN l.slot LIKE 'office:%' THEN 'office' ELSE 'windows' END) AS host_count
       FROM license l JOIN client c ON c.id = l.client_id LEFT JOIN import i ON i.id = l.import_id
      WHERE l.client_id = $1 ORDER BY l.is_primary DESC, l.is_addon, l.product_label`,
    [clientId],
  )
  const onMachine = rows.map(({ slot, reportedStatus }) => ({ slot, status: reportedStatus }))
  return rows.map((row) => toLicense(row, { isLeftOver: isLeftOver(row.slot, onMachine) }, now, book))
}

function toLicense(
  row: LicenseRow,
  beside: Pick<LicenseFacts, 'isLeftOver'>,
  now: Date,
  book: ReferenceBook,
): ClientLicense {
  const facts = { ...factsOf(row), ...beside }
  const assessment = assess(facts, now.getTime())
  const hasTrouble = row.reason !== null && !isHarmless(row.reason)
  return {
    id: row.id,
    slot: row.slot,
    isPrimary: row.isPrimary,
    isAddon: row.isAddon,
    managedPerUser: row.managedPerUser,
    productLabel: row.productLabel,
    productName: row.productName,
    description: row.description,
    channel: row.channel,
    reportedStatus: row.reportedStatus,
    reason: row.reason,
    lastFive: row.lastFive,
    activationId: row.activationId,
    activatedBy: row.activatedBy ?? null,
    kms: {
      host: row.host,
      port: row.port,
      foundBy: row.foundBy,
      address: row.address,
      extendedPid: row.hostExtendedPid,
      activationIntervalMinutes: row.activationIntervalMinutes,
      renewalIntervalMinutes: row.renewalIntervalMinutes,
      hostCaching: row.hostCaching,
    },
    rearms: { windows: row.rearmsWindows, sku: row.rearmsSku },
    extendedPid: row.extendedPid,
    installationId: row.installationId,
    assessment,
    words: describeLicense(facts, assessment, now.getTime(), book.cloudHosts),
    explanation:
      hasTrouble && row.reason
        ? explainReason(row.reason, { ...facts, kmsHost: row.host ?? undefined }, book.reasons)
        : undefined,
    left: shareLeft(row, assessment, now),
    source: {
      importId: row.importId,
      fileName: row.fileName,
      sender: row.sender,
      line: row.line,
      observedAt: row.observedAt,
    },
  }
}

function factsOf(row: LicenseRow): LicenseFacts {
  return {
    status: row.reportedStatus,
    channel: row.channel,
    observedAt: row.observedAt,
    expiresAt: row.expiresAt ?? undefined,
    remainingMinutes: row.remainingMinutes ?? undefined,
    generation: row.generation ?? undefined,
    reason: row.reason ?? undefined,
    activatedBy: row.activatedBy ?? undefined,
    kmsHost: row.host ?? undefined,
    isVirtual: row.isVirtual ?? undefined,
    renewalIntervalMinutes: row.renewalIntervalMinutes ?? undefined,
    activationIntervalMinutes: row.activationIntervalMinutes ?? undefined,
    statusSince: row.since,
    managedPerUser: row.managedPerUser,
    isAddon: row.isAddon,
    productLabel: row.productLabel,
    family: familyOf(row),
    hostCount: row.hostCount ?? undefined,
    lastRenewedAt: row.lastRenewedAt ?? undefined,
    rearmsLeft: row.rearmsWindows === 0 || row.rearmsSku === 0 ? 0 : undefined,
  }
}

function familyOf(row: LicenseRow): ProductFamily | undefined {
  const known = productByActivationId(row.activationId ?? undefined)?.family
  if (known !== undefined) return known
  if (row.slot.startsWith('office:')) return 'office'
  if (row.slot !== 'windows') return undefined
  return row.generation?.startsWith('Windows Server') ? 'server' : 'client'
}

const DAY_MS = 86_400_000

/** Of what the effective status has in all: 180 days when licensed, the grace of the generation otherwise. */
function shareLeft(
  row: LicenseRow,
  { condition, effectiveStatus, until }: Assessment,
  now: Date,
): number | undefined {
  if (until === undefined) return undefined
  const whole =
    condition === 'licensed'
      ? KMS_VALIDITY_MINUTES * 60_000
      : graceDays(effectiveStatus, row.generation ?? undefined) * DAY_MS
  return Math.min(1, Math.max(0, (Date.parse(until) - now.getTime()) / whole))
}
