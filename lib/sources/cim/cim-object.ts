import { applicationOf } from '@/lib/activation/product/application'
import { normaliseCode } from '@/lib/activation/reason/reason-code'

/** One WMI object as text: lower-cased property name to value, only the properties that are used. */
export interface CimObject {
  /** 1-based line on which it begins. */
  line: number
  values: ReadonlyMap<string, string>
}

/**
 * The properties of SoftwareLicensingProduct, OfficeSoftwareProtectionProduct and their service classes
 * that become observations. Everything else is dropped unread, above all OA3xOriginalProductKey, the
 * full product key of the firmware.
 */
const USED_PROPERTIES = [
  'PSComputerName',
  '__SERVER',
  'CSName',
  'SystemName',
  'ComputerName',
  'MachineName',
  'HostName',
  'ID',
  'ApplicationID',
  'Name',
  'Description',
  'PartialProductKey',
  'ProductKeyID',
  'ProductKeyChannel',
  'OfflineInstallationId',
  'LicenseStatus',
  'LicenseStatusReason',
  'LicenseIsAddon',
  'GracePeriodRemaining',
  'EvaluationEndDate',
  'TrustedTime',
  'RemainingAppReArmCount',
  'RemainingSkuReArmCount',
  'VLActivationType',
  'VLActivationInterval',
  'VLRenewalInterval',
  'ADActivationObjectName',
  'AutomaticVMActivationHostMachineName',
  'DiscoveredKeyManagementServiceMachineName',
  'DiscoveredKeyManagementServiceMachinePort',
  'DiscoveredKeyManagementServiceMachineIpAddress',
  'KeyManagementServiceMachine',
  'KeyManagementServicePort',
  'KeyManagementServiceProductKeyID',
  'IsKeyManagementServiceMachine',
  'KeyManagementServiceCurrentCount',
  'KeyManagementServiceTotalRequests',
  'KeyManagementServiceFailedRequests',
  'KeyManagementServiceUnlicensedRequests',
  'KeyManagementServiceLicensedRequests',
  'KeyManagementServiceOOBGraceRequests',
  'KeyManagementServiceOOTGraceRequests',
  'KeyManagementServiceNonGenuineGraceRequests',
  'KeyManagementServiceNotificationRequests',
  'ClientMachineID',
  'RemainingWindowsReArmCount',
  'KeyManagementServiceHostCaching',
  'KeyManagementServiceListeningPort',
  'KeyManagementServiceDnsPublishing',
  'KeyManagementServiceLowPriority',
] as const

export type PropertyName = (typeof USED_PROPERTIES)[number]

const USED = new Map(USED_PROPERTIES.map((name) => [name.toLowerCase(), name]))

/** Longest value that is kept: an installation ID has 63 digits, a description about a hundred characters. */
const MAX_VALUE_LENGTH = 1024

/** Collects the used properties of one object. The first value of a property wins. */
export class CimObjectBuilder {
  readonly values = new Map<string, string>()

  has(property: string): boolean {
    return this.values.has(property.toLowerCase())
  }

  /** False when the property is of no use here and was dropped. */
  set(property: string, value: string): boolean {
    const key = property.toLowerCase()
    if (!USED.has(key)) return false
    if (!this.values.has(key)) this.values.set(key, value.trim().slice(0, MAX_VALUE_LENGTH))
    return true
  }

  /** A console wrapped the value: adds the next line of it. */
  extend(property: string, more: string): void {
    const key = property.toLowerCase()
    const value = this.values.get(key)
    if (value === undefined || value.length > MAX_VALUE_LENGTH) return
    // GUIDs, IDs and names are cut anywhere; texts with blanks are cut at a blank, which is lost.
    const glue = value.includes(' ') ? ' ' : ''
    this.values.set(key, value + glue + more.trim())
  }
}

export const isUsedProperty = (name: string) => USED.has(name.toLowerCase())

/** The value as text; absent when the property is missing or empty. */
export function textOf(object: CimObject, property: PropertyName): string | undefined {
  const value = object.values.get(property.toLowerCase())
  return value === undefined || value === '' ? undefined : value
}

/** A number that is not negative; 4294967295 (also as -1) means "not applicable" and is absent. */
export function countOf(object: CimObject, property: PropertyName): number | undefined {
  const value = textOf(object, property)
  if (value === undefined || !/^\d{1,10}$/.test(value)) return undefined
  const count = Number(value)
  return count >= 0xffffffff ? undefined : count
}

/** A number above 0: ports and intervals are 0 where nothing is set. */
export function positiveOf(object: CimObject, property: PropertyName): number | undefined {
  const count = countOf(object, property)
  return count === 0 ? undefined : count
}

/** True, False, 1 and 0 in any case. */
export function flagOf(object: CimObject, property: PropertyName): boolean | undefined {
  const value = textOf(object, property)?.toLowerCase()
  if (value === 'true' || value === '1') return true
  return value === 'false' || value === '0' ? false : undefined
}

/** A reason code as '0xC004F034'. Success is absent: it explains nothing. */
export function cleanReason(text: string | undefined): string | undefined {
  const code = normaliseCode(text ?? '')
  return code === '0x00000000' ? undefined : code
}

export type CimClass = 'product' | 'service'

/** What the object is, by the properties only one class has. */
export function classOf(object: CimObject): CimClass | undefined {
  if (object.values.has('licensestatus')) return 'product'
  const isService = object.values.has('clientmachineid') || object.values.has('remainingwindowsrearmcount')
  return isService ? 'service' : undefined
}

/** True for products of Windows itself, false for Office. */
export function isWindowsProduct(object: CimObject): boolean {
  const application = applicationOf({
    applicationId: textOf(object, 'ApplicationID'),
    name: textOf(object, 'Name'),
    description: textOf(object, 'Description'),
  })
  return application === 'windows'
}
