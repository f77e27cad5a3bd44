import type { Channel } from '@/lib/activation/observation'
import { FIELD_NAMES, plainName } from '../fields/field-names'

/**
 * What a VAMT product or key row says, whichever way it was written: the fields of all structured sources, and those that
 * only VAMT has, by the names of its database (base.ActiveProduct, base.VolumeClient, base.ProductKey), of the product
 * list in its window, and of CIL files.
 */
const NAMES = {
  computer: FIELD_NAMES.Machine,
  domain: FIELD_NAMES.Domain,
  networkType: ['networktype'],
  productName: ['productname', ...FIELD_NAMES.Name],
  productDescription: FIELD_NAMES.Description,
  activationId: FIELD_NAMES.ID,
  applicationId: FIELD_NAMES.ApplicationID,
  keyType: ['productkeytype', 'keytype', 'productkeytypename', 'licensetype'],
  partialKey: FIELD_NAMES.PartialProductKey,
  status: [...FIELD_NAMES.LicenseStatus, 'status'],
  reason: FIELD_NAMES.LicenseStatusReason,
  graceMinutes: FIELD_NAMES.GracePeriodRemaining,
  graceEnd: ['graceexpirationdate', 'graceperiodexpirationdate', 'graceexpiration', 'expirationdate'],
  statusReadAt: ['licensestatuslastupdated', 'lastupdated', 'lastupdate', 'statuslastupdated'],
  cmid: FIELD_NAMES.ClientMachineID,
  kmsHost: FIELD_NAMES.KeyManagementServiceMachine,
  kmsPort: FIELD_NAMES.KeyManagementServicePort,
  activationType: FIELD_NAMES.VLActivationType,
  extendedPid: FIELD_NAMES.ProductKeyID,
  installationId: FIELD_NAMES.OfflineInstallationId,
  fullKey: ['keyvalue', 'productkey', 'key'],
  keyDescription: ['keydescription', 'supportededitions', 'edition'],
  remainingActivations: ['remainingactivations', 'remainingactivationcount', 'activationsremaining'],
  totalActivations: ['totalactivations', 'maxactivations', 'activationlimit', 'activationstotal'],
  usedActivations: ['activationsused', 'usedactivations', 'activated', 'seatsused'],
  /** Of the admin centre of Microsoft 365, whose page shows "12/50". */
  usedOfTotal: ['activations', 'seats', 'activationsorseats', 'activationsseats', 'activationsusedtotal'],
} as const satisfies Record<string, readonly string[]>

export type VamtField = keyof typeof NAMES

/** Values by plain name ("Partial Product Key" and PartialProductKey are the same). */
export type VamtValues = ReadonlyMap<string, string>

const KNOWN = new Set<string>(Object.values(NAMES).flat())

export const isVamtName = (name: string) => KNOWN.has(plainName(name))

/** The first value that is there under any name of a field, trimmed. */
export function fieldOf(values: VamtValues, field: VamtField): string | undefined {
  for (const name of NAMES[field]) {
    const value = values.get(name)?.trim()
    if (value !== undefined && value !== '') return value
  }
  return undefined
}

/** True when the source has a place for the field, be it empty. */
export function hasField(values: VamtValues, field: VamtField): boolean {
  return NAMES[field].some((name) => values.has(name))
}

/** Product key types by their words and by their number in VAMT's own database. */
const CHANNELS: readonly (readonly [pattern: RegExp, channel: Channel])[] = [
  [/^(?:GVLK|6|(?:Volume:)?KMS ?client)$/i, 'KMS client'],
  [/^(?:CSVLK|5|Volume:CSVLK|KMS(?: host)?)$/i, 'KMS host'],
  [/^(?:MAK|7|Volume:MAK)$/i, 'MAK'],
  [/^(?:Retail|1)$/i, 'Retail'],
  [/^(?:OEM.*|2|3|4|12)$/i, 'OEM'],
  [/^(?:TB ?SUB|11|Subscription)$/i, 'Subscription'],
  [/^(?:TB ?(?:EVAL|TRIAL|PROMO)|8|9|10|Evaluation)$/i, 'Evaluation'],
  [/^(?:AVMA|13)$/i, 'AVMA'],
]

/** The channel a product key type stands for. */
export function channelOfKeyType(keyType: string | undefined): Channel | undefined {
  return CHANNELS.find(([pattern]) => pattern.test(keyType ?? ''))?.[1]
}
