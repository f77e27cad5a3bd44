import type {
  Channel,
  KmsHostObservation,
  LicenseObservation,
  LicenseStatus,
  ObservedProduct,
} from '@/lib/activation/observation'
import { channelOf } from '@/lib/activation/product/channel'
import { cleanPartialKey, maskProductKeys } from '@/lib/activation/product/product-key'
import { readMoment } from '../moments'
import type { ReadContext } from '../reader'
import { present, presentOrAbsent } from '../transcript/present'
import { productMarks } from '../transcript/product-marks'
import { guidOf, installationIdOf, productIdOf } from '../transcript/values'
import {
  type CimObject,
  cleanReason,
  countOf,
  flagOf,
  isWindowsProduct,
  type PropertyName,
  textOf,
} from './cim-object'
import { expiryOf } from './expiry'
import { isKmsMachine, kmsClientOf, kmsHostOf } from './kms-properties'
import { clientOf, type Machine } from './machine'
import type { ServiceFacts } from './service-facts'
import { statusFromWord } from './status-word'

/** A product object with the machine it is from and, where the file has it, that machine's service object. */
export interface ProductOnMachine {
  product: CimObject
  machine: Machine
  service?: ServiceFacts | undefined
}

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
    extendedPid: productIdOf(textOf(product, 'ProductKeyID')),
    installationId: installationIdOf(textOf(product, 'OfflineInstallationId')),
  }
  if (observed.channel === 'KMS host' || isKmsMachine(product)) {
    const host = client.name === undefined ? {} : { name: client.name }
    const counters = kmsHostOf(product, service)
    return { observation: present({ kind: 'kmsHost', observedAt, host, ...facts, ...counters, ...ids }) }
  }
  const activatedBy = activatedByOf(product, observed.channel, status)
  const usesKms = observed.channel === 'KMS client' && activatedBy !== 'directory' && activatedBy !== 'token'
  const observation: LicenseObservation = {
    kind: 'license',
    observedAt,
    client: present({ ...client, cmid: service?.cmid }),
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
  return { observation: present(observation) }
}

function productOf(product: CimObject): ObservedProduct {
  const name = plainText(product, 'Name')
  const description = plainText(product, 'Description')
  return present<ObservedProduct>({
    name,
    description,
    activationId: guidOf(textOf(product, 'ID')),
    applicationId: guidOf(textOf(product, 'ApplicationID')),
    channel: channelOf({ name, description, productKeyChannel: textOf(product, 'ProductKeyChannel') }),
    partialKey: cleanPartialKey(textOf(product, 'PartialProductKey')),
    ...(flagOf(product, 'LicenseIsAddon') === true ? { isAddon: true } : {}),
    ...productMarks(name, description),
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

/** What activated a licensed product. VLActivationType: 1 directory, 2 KMS, 3 token. */
function activatedByOf(
  product: CimObject,
  channel: Channel | undefined,
  status: LicenseStatus,
): LicenseObservation['activatedBy'] {
  if (status !== 'licensed') return undefined
  if (channel === 'AVMA') return 'avma'
  const type = countOf(product, 'VLActivationType')
  if (type !== undefined) return ([undefined, 'directory', 'kms', 'token'] as const)[type]
  // Windows 7 has no such property; a KMS client that knows its host was activated there.
  const foundHost = textOf(product, 'DiscoveredKeyManagementServiceMachineName')
  return channel === 'KMS client' && foundHost !== undefined ? 'kms' : undefined
}

/** Office counts its rearms apart; the service's number is that of Windows. */
function rearmsOf(product: CimObject, service: ServiceFacts | undefined): LicenseObservation['rearms'] {
  const windows = countOf(product, 'RemainingAppReArmCount') ?? service?.windowsRearms
  return presentOrAbsent({
    windows: isWindowsProduct(product) ? windows : undefined,
    sku: countOf(product, 'RemainingSkuReArmCount'),
  })
}
