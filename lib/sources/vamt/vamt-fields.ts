import type { Channel } from '@/lib/activation/observation'

/**
 * What a VAMT product or key row says, whichever way it was written. The names on the right are those of
 * the VAMT 3 database (base.ActiveProduct, base.VolumeClient, base.ProductKey), of the product list in
 * its window, and of CIL files; letters and digits only, lower-cased.
 */
const NAMES = {
  computer: ['fullyqualifieddomainname', 'computername', 'machinename', 'hostname', 'networkname', 'fqdn'],
  domain: ['domainworkgroupname', 'domain', 'networkname', 'domainworkgroup', 'domainorworkgroup'],
  networkType: ['networktype'],
  productName: ['productname', 'product', 'skuname', 'name'],
  productDescription: ['productdescription', 'description'],
  activationId: ['sku', 'skuid', 'activationid', 'productskuid'],
  applicationId: ['applicationid', 'appid'],
  keyType: ['productkeytype', 'keytype', 'productkeytypename', 'licensetype'],
  partialKey: ['partialproductkey', 'partialkey', 'lastfive', 'last5characters'],
  status: ['licensestatus', 'licensestatustext', 'status'],
  reason: ['licensestatusreason', 'statusreason'],
  graceMinutes: ['graceperiodremaining', 'graceperiodremainingminutes', 'remaininggrace', 'graceremaining'],
  graceEnd: ['graceexpirationdate', 'graceperiodexpirationdate', 'graceexpiration', 'expirationdate'],
  statusReadAt: ['licensestatuslastupdated', 'lastupdated', 'lastupdate', 'statuslastupdated'],
  cmid: ['cmid', 'clientmachineid'],
  kmsHost: ['kmshost', 'keymanagementservicehost', 'kmshostname'],
  kmsPort: ['kmsport', 'keymanagementserviceport'],
  activationType: ['vlactivationtype', 'activationtype', 'volumeactivationtype'],
  extendedPid: ['productkeyid', 'extendedpid', 'keyid'],
  installationId: ['installationid', 'iid'],
  fullKey: ['keyvalue', 'productkey'],
  keyDescription: ['keydescription', 'supportededitions', 'edition'],
  remainingActivations: ['remainingactivations', 'remainingactivationcount', 'activationsremaining'],
  totalActivations: ['totalactivations', 'maxactivations', 'activationlimit'],
} as const satisfies Record<string, readonly string[]>

export type VamtField = keyof typeof NAMES

/** Values by plain name ("Partial Product Key" and PartialProductKey are the same). */
export type VamtValues = ReadonlyMap<string, string>

export function plainName(name: string): string {
  return name.replace(/[^A-Za-z0-9]/g, '').toLowerCase()
}

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
