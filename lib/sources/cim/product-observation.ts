import { channelOf } from '@/lib/activation/channel'
import type {
  Channel,
  KmsHostObservation,
  LicenseObservation,
  LicenseStatus,
  ObservedProduct,
} from '@/lib/activation/observation'
import { cleanPartialKey, maskProductKeys } from '@/lib/activation/product-key'
import { readMoment } from '../moments'
import type { ReadContext } from '../reader'
import {
  type CimObject,
  cleanExtendedPid,
  cleanGuid,
  cleanInstallationId,
  cleanReason,
  countOf,
  flagOf,
  isWindowsProduct,
  type PropertyName,
  textOf,
} from './cim-object'
import { expiryOf } from './expiry'
import { isKmsMachine, kmsClientOf, kmsHostOf, present } from './kms-properties'
import { clientOf, type Machine } from './machine'
import type { ServiceFacts } from './service-facts'
import { statusFromWord } from './status-word'

/** A product object with the machine it is from and, where the file has it, that machine's service object. */
export interface ProductOnMachine {
  product: CimObject
  machine: Machine
  service?: ServiceFacts | undefined
}

const ESU = /\bESU\b|Extended Security Update/i
/** Microsoft 365 Apps: the license belongs to the user, and what this store says of it is stale. */
const PER_USER = /O365\w*_(?:Grace|Subscription)|RETAIL\(Subscription\)/i

/**
 * True for a product with a key. Products without one are license files that are not in use. Where the
 * source left the key out, any state but "unlicensed" shows that the product is in use.
 */
export function isInUse(product: CimObject): boolean {
  if (product.values.has('partialproductkey')) return textOf(product, 'PartialProductKey') !== undefined
  return statusFromWord(textOf(product, 'LicenseStatus')) !== 'unlicensed'
}

/** The observation of one product; `problem` when its status cannot be read. */
export function observeProduct(
  { product, machine, service }: ProductOnMachine,
  context: ReadContext,
): { observation: LicenseObservation | KmsHostObservation } | { problem: string } {
  const status = statusFromWord(textOf(product, 'LicenseStatus'))
  if (status === undefined) return { problem: 'LicenseStatus is neither 0 to 6 nor the name of a status' }
  const observed = productOf(product)
  const observedAt = momentOf(product, 'TrustedTime') ?? machine.collectedAt ?? context.observedAt
  const client = clientOf(machine, context.hostName)
  const facts = {
    product: observed,
    status,
    // A licensed product carries an informational code there (0x4004F040, 0x4004F401): no reason.
    reason: status === 'licensed' ? undefined : cleanReason(textOf(product, 'LicenseStatusReason')),
  }
  const ids = {
    extendedPid: cleanExtendedPid(textOf(product, 'ProductKeyID')),
    installationId: cleanInstallationId(textOf(product, 'OfflineInstallationId')),
  }
  if (observed.channel === 'KMS host' || isKmsMachine(product)) {
    const host = client.name === undefined ? {} : { name: client.name }
    const counters = kmsHostOf(product, service)
    return { observation: dropAbsent({ kind: 'kmsHost', observedAt, host, ...facts, ...counters, ...ids }) }
  }
  const activatedBy = activatedByOf(product, observed.channel, status)
  const usesKms = observed.channel === 'KMS client' && activatedBy !== 'directory' && activatedBy !== 'token'
  const observation: LicenseObservation = {
    kind: 'license',
    observedAt,
    client: dropAbsent({ ...client, cmid: service?.cmid }),
    ...facts,
    ...expiryOf(status, observedAt, {
      minutes: countOf(product, 'GracePeriodRemaining'),
      endDate: momentOf(product, 'EvaluationEndDate'),
    }),
    kms: usesKms ? kmsClientOf(product, service) : undefined,
    rearms: rearmsOf(product, service),
    activatedBy,
    ...ids,
  }
  return { observation: dropAbsent(observation) }
}

/** Without the properties that are undefined, so that an observation reads the same as JSON. */
export function dropAbsent<T extends object>(value: T): T {
  return present(value) ?? ({} as T)
}

function productOf(product: CimObject): ObservedProduct {
  const name = plainText(product, 'Name')
  const description = plainText(product, 'Description')
  const isAddon = flagOf(product, 'LicenseIsAddon') === true || ESU.test(`${name} ${description}`)
  const isPerUser = PER_USER.test(`${name} ${description}`)
  return dropAbsent<ObservedProduct>({
    name,
    description,
    activationId: cleanGuid(textOf(product, 'ID')),
    applicationId: cleanGuid(textOf(product, 'ApplicationID')),
    channel: channelOf({ name, description, productKeyChannel: textOf(product, 'ProductKeyChannel') }),
    partialKey: cleanPartialKey(textOf(product, 'PartialProductKey')),
    isAddon: isAddon ? true : undefined,
    managedPerUser: isPerUser ? true : undefined,
  })
}

function plainText(product: CimObject, property: PropertyName): string | undefined {
  const text = textOf(product, property)
  return text === undefined ? undefined : maskProductKeys(text)
}

function momentOf(product: CimObject, property: PropertyName): string | undefined {
  const moment = readMoment(textOf(product, property))
  return moment.ok ? moment.at : undefined
}

/** VLActivationType: 1 directory, 2 KMS, 3 token. Windows 7 has no such property, and KMS only. */
function activatedByOf(
  product: CimObject,
  channel: Channel | undefined,
  status: LicenseStatus,
): LicenseObservation['activatedBy'] {
  if (channel === 'AVMA') return status === 'licensed' ? 'avma' : undefined
  const type = countOf(product, 'VLActivationType')
  if (type === 1) return 'directory'
  if (type === 2) return 'kms'
  if (type === 3) return 'token'
  const foundHost = textOf(product, 'DiscoveredKeyManagementServiceMachineName')
  const isKms = channel === 'KMS client' && status === 'licensed' && foundHost !== undefined
  return isKms && !product.values.has('vlactivationtype') ? 'kms' : undefined
}

/** Office counts its rearms apart; the service's number is that of Windows. */
function rearmsOf(product: CimObject, service: ServiceFacts | undefined): LicenseObservation['rearms'] {
  const windows = countOf(product, 'RemainingAppReArmCount') ?? service?.windowsRearms
  return present({
    windows: isWindowsProduct(product) ? windows : undefined,
    sku: countOf(product, 'RemainingSkuReArmCount'),
  })
}
