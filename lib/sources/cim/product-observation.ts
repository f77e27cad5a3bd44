import type {
  Channel,
  InstalledKeyObservation,
  KmsHostObservation,
  LicenseObservation,
  LicenseStatus,
  ObservedProduct,
} from '@/lib/activation/observation'
import { channelOf } from '@/lib/activation/product/channel'
import { cleanPartialKey, maskProductKeys } from '@/lib/activation/product/product-key'
import { unclearDate } from '../date-question'
import { type DayOrder, readMoment } from '../moments'
import type { ReadContext } from '../reader'
import { failureReason } from '../told-reason'
import { present, presentOrAbsent } from '../transcript/present'
import { productMarks } from '../transcript/product-marks'
import { guidOf, installationIdOf, productIdOf, remainingMinutesOf } from '../transcript/values'
import { type CimObject, countOf, flagOf, isWindowsProduct, type PropertyName, textOf } from './cim-object'
import { expiryOf } from './expiry'
import { isKmsMachine, kmsClientOf, kmsHostOf } from './kms-properties'
import { clientOf, type Machine, machineInName } from './machine'
import { type ServiceFacts, serviceFactsOf } from './service-facts'
import { isTranslation, statusFromWord } from './status-word'
import { yesOrNo } from './yes-or-no'

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
  if (product.values.has('PartialProductKey')) return textOf(product, 'PartialProductKey') !== undefined
  return statusFromWord(textOf(product, 'LicenseStatus')) !== 'unlicensed'
}

type Stated = { status: LicenseStatus } | { problem: string; isNotLicensed?: true }

/**
 * The status: from its own field, which some tools fill with slmgr's expiration of a licensed product ("259193 minute(s)
 * (179 day(s))"), else from a yes to "is it licensed".
 */
function statusOf(product: CimObject): Stated {
  const told = textOf(product, 'LicenseStatus')
  const status = statusFromWord(told)
  const licensed = flagOf(product, 'IsLicensed') ?? (status === undefined ? yesOrNo(told) : undefined)
  if (status !== undefined && isTranslation(told) && !showsProduct(product)) return { problem: UNBACKED }
  if (status !== undefined) {
    const agrees = licensed === undefined || licensed === (status === 'licensed')
    return agrees ? { status } : { problem: CONTRADICTION }
  }
  const subscription = textOf(product, 'SubscriptionStatusValue')
  if (told === undefined && subscription !== undefined) {
    return subscription === '1' ? { status: 'licensed' } : { problem: NO_SUBSCRIPTION }
  }
  const isFlagAlone = told === undefined || yesOrNo(told) === licensed
  if (isFlagAlone && licensed === true) return { status: 'licensed' }
  if (isFlagAlone && licensed === false) return { problem: WHICH_STATE, isNotLicensed: true }
  if (/minute/i.test(told ?? '') && remainingMinutesOf(told) !== undefined) return { status: 'licensed' }
  return { problem: 'LicenseStatus is neither 0 to 6 nor the name of a status' }
}

const showsProduct = (product: CimObject) =>
  (['ID', 'Description', 'PartialProductKey', 'Name'] as const).some(
    (property) => textOf(product, property) !== undefined,
  )

const UNBACKED =
  'this word for the license status is known as a translation only, and nothing beside it shows a product. Send LicenseStatus as a number'
const CONTRADICTION = 'the license status and the yes or no beside it contradict each other'
const WHICH_STATE =
  'it says "not licensed" and not which state that is: grace, notification or unlicensed. Send slmgr.vbs /dlv, or LicenseStatus as a number'
const NO_SUBSCRIPTION =
  'the subscription is not active, which says nothing of the license below it. Send Get-OSLicenseInfo or slmgr.vbs /dlv'
const FOREIGN = 'its name is of neither Windows nor Office'

/** Words without which a text speaks of some other maker's license. */
const MICROSOFT =
  /windows|\bwin ?\d|office|visio|project|server|edition|enterprise|education|\bpro|channel|volume|retail|\boem|kms|\bmak\b/i

function isForeign(product: CimObject): boolean {
  if (guidOf(textOf(product, 'ID')) !== undefined) return false
  const texts = [textOf(product, 'Name'), textOf(product, 'Description')].filter((text) => text !== undefined)
  return texts.length > 0 && !MICROSOFT.test(texts.join(' '))
}

/** unclear: a date of it that was left out because day and month cannot be told apart; note: how its reason code was read. */
type ProductReading =
  | {
      observation: LicenseObservation | KmsHostObservation
      unclear?: string | undefined
      note?: string | undefined
    }
  | { problem: string; isNotLicensed?: true }

/** A key of Windows or Office that is installed, where nothing says which state its license is in. */
export function observeKey(
  { product, machine }: ProductOnMachine,
  { hostName, observedAt }: ReadContext,
): InstalledKeyObservation {
  const { isVirtual: _, ...client } = clientOf(machine, hostName)
  const at = machine.collectedAt ?? observedAt
  return { kind: 'installedKey', observedAt: at, client, product: productOf(product) }
}

/** The observation of one product; `problem` when its status cannot be read. */
export function observeProduct(
  { product, machine, service = serviceFactsOf(product) }: ProductOnMachine,
  context: ReadContext,
): ProductReading {
  const stated = statusOf(product)
  if ('problem' in stated) return stated
  if (isForeign(product)) return { problem: FOREIGN }
  const { status } = stated
  const observed = productOf(product)
  const told = context.dayOrder
  const observedAt = momentOf(product, 'TrustedTime', told) ?? machine.collectedAt ?? context.observedAt
  const client = clientOf(machine, context.hostName)
  const reason = failureReason(textOf(product, 'LicenseStatusReason'))
  const facts = {
    product: observed,
    status,
    // A licensed product carries an informational code there (0x4004F040, 0x4004F401): no reason.
    reason: status === 'licensed' ? undefined : reason.code,
  }
  const note = status === 'licensed' ? undefined : reason.note
  const ids = {
    extendedPid: productIdOf(textOf(product, 'ProductKeyID')),
    installationId: installationIdOf(textOf(product, 'OfflineInstallationId')),
  }
  if (observed.channel === 'KMS host' || isKmsMachine(product)) {
    const host = client.name === undefined ? {} : { name: client.name }
    const counters = kmsHostOf(product, service)
    const observation = present<KmsHostObservation>({
      kind: 'kmsHost',
      observedAt,
      host,
      ...facts,
      ...counters,
      ...ids,
    })
    return { observation, note, unclear: unclearDate([textOf(product, 'TrustedTime')], told) }
  }
  const activatedBy = activatedByOf(product, observed.channel, status)
  const mayUseKms = observed.channel === 'KMS client' || observed.channel === 'Unknown'
  const usesKms = mayUseKms && activatedBy !== 'directory' && activatedBy !== 'token'
  const minutes = minutesOf(product)
  const observation: LicenseObservation = {
    kind: 'license',
    observedAt,
    client: present({ ...client, cmid: service?.cmid }),
    ...facts,
    ...expiryOf(status, observedAt, { minutes, endDate: endOf(product, told) }),
    kms: usesKms ? kmsClientOf(product, service) : undefined,
    rearms: rearmsOf(product, service),
    activatedBy,
    ...ids,
  }
  const end = minutes === undefined ? textOf(product, 'EvaluationEndDate') : undefined
  return {
    observation: present(observation),
    note,
    unclear: unclearDate([textOf(product, 'TrustedTime'), end], told),
  }
}

function productOf(product: CimObject): ObservedProduct {
  const name = machineInName(product) === undefined ? plainText(product, 'Name') : undefined
  const description = plainText(product, 'Description')
  return present<ObservedProduct>({
    name: name ?? nameOfSubscription(product) ?? nameInXpr(product) ?? nameOfSystem(product),
    description,
    activationId: guidOf(textOf(product, 'ID')),
    applicationId: guidOf(textOf(product, 'ApplicationID')),
    channel: product.values.has('SubscriptionStatusValue')
      ? 'Subscription'
      : channelOf({ name, description, productKeyChannel: textOf(product, 'ProductKeyChannel') }),
    partialKey: cleanPartialKey(textOf(product, 'PartialProductKey')),
    ...(flagOf(product, 'LicenseIsAddon') === true ? { isAddon: true } : {}),
    ...productMarks(name, description),
  })
}

function nameOfSubscription(product: CimObject): string | undefined {
  const edition = plainText(product, 'SubscriptionEdition')
  return edition === undefined || edition.includes(' ') ? edition : `Windows(R), ${edition} edition`
}

/** `Windows(R), Professional edition: The machine is permanently activated.` */
const nameInXpr = (product: CimObject) => /^(Windows.*? edition):/.exec(textOf(product, 'Xpr') ?? '')?.[1]

/** A list that names the system and nothing else of a product means that of Windows. */
function nameOfSystem(product: CimObject): string | undefined {
  const says = (['Description', 'ID', 'ProductKeyChannel'] as const).some((field) => textOf(product, field))
  const system = plainText(product, 'OperatingSystem')
  return says || !/windows.*\s\S/i.test(system ?? '') ? undefined : system
}

function plainText(product: CimObject, property: PropertyName): string | undefined {
  const text = textOf(product, property)
  return text === undefined ? undefined : maskProductKeys(text)
}

const endOf = (product: CimObject, told: DayOrder | undefined) =>
  momentOf(product, 'EvaluationEndDate', told) ?? momentOf(product, 'SubscriptionExpiry', told)

function momentOf(
  product: CimObject,
  property: PropertyName,
  told: DayOrder | undefined,
): string | undefined {
  const moment = readMoment(textOf(product, property), { told })
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

const DAY_MINUTES = 24 * 60

/** Minutes until the license ends, from minutes, from slmgr's words for them, or from days. */
function minutesOf(product: CimObject): number | undefined {
  const minutes = countOf(product, 'GracePeriodRemaining')
  if (minutes !== undefined) return minutes
  const said = [textOf(product, 'GracePeriodRemaining'), textOf(product, 'LicenseStatus')]
  const spelled = said.map(remainingMinutesOf).find((found) => found !== undefined)
  if (spelled !== undefined) return spelled
  const days = countOf(product, 'GraceDaysRemaining')
  return days === undefined ? undefined : days * DAY_MINUTES
}

/** Office counts its rearms apart; the service's number is that of Windows. */
function rearmsOf(product: CimObject, service: ServiceFacts | undefined): LicenseObservation['rearms'] {
  const own = countOf(product, 'RemainingAppReArmCount') ?? countOf(product, 'RemainingWindowsReArmCount')
  const windows = own ?? service?.windowsRearms
  return presentOrAbsent({
    windows: isWindowsProduct(product) ? windows : undefined,
    sku: countOf(product, 'RemainingSkuReArmCount'),
  })
}
