import { licenseAfterRequest } from '../kms/kms-request'
import { KMS_VALIDITY_MINUTES, MINUTE_MS } from '../kms/timers'
import type {
  Channel,
  KmsClientExchange,
  LicenseObservation,
  LicenseStatus,
  Observation,
  ObservedProduct,
} from '../observation'
import { channelOf } from '../product/channel'
import { type ProductCatalogue, SEED_CATALOGUE } from '../product/product-catalogue'
import { productByActivationId } from '../product/products-by-id'
import { SUCCESS_CODE } from '../reason/reason-code'
import { licenseSlot } from './license-slot'

/** What one observation says of one license: who, which, when and how it stands. */
export interface ObservedLicense {
  kind: Observation['kind']
  /** Machine name, else CMID; absent when the source named neither. */
  client?: string | undefined
  slot: string
  /** ISO 8601 UTC. */
  at: string
  product: ObservedProduct
  channel: Channel
  status: LicenseStatus
  reason?: string | undefined
  remainingMinutes?: number | undefined
  expiresAt?: string | undefined
  activatedBy?: LicenseObservation['activatedBy'] | undefined
  kmsHost?: string | undefined
  minimumCount?: number | undefined
  hostCount?: number | undefined
  extendedPid?: string | undefined
  activationIntervalMinutes?: number | undefined
  renewalIntervalMinutes?: number | undefined
  rearmsLeft?: number | undefined
}

/**
 * The license an observation speaks of; absent for what says nothing about a license by itself: failed
 * directory activations, answers without their question, DNS failures and key counts. catalogue: the tables
 * that place products, with entries of ours.
 */
export function observedLicense(
  observation: Observation,
  catalogue: ProductCatalogue = SEED_CATALOGUE,
): ObservedLicense | undefined {
  switch (observation.kind) {
    case 'license':
      return ofReading(observation, catalogue)
    case 'kmsHost':
      return ofHost(observation, catalogue)
    case 'kmsRequest':
      return ofRequest(observation, catalogue)
    case 'kmsClientExchange':
      return observation.step === 'request' ? ofQuestion(observation, catalogue) : undefined
    case 'directoryActivation':
      return ofDirectory(observation, catalogue)
    case 'dnsPublishFailure':
    case 'kmsService':
    case 'keyCount':
    case 'collectionAttempt':
    case 'installedKey':
    case 'machineReading':
      return undefined
  }
}

/** The license after a host's answer (event 12289) to this question (12288) of the same client. */
export function licenseAfterAnswer(
  question: KmsClientExchange,
  answer: KmsClientExchange,
  catalogue: ProductCatalogue = SEED_CATALOGUE,
): ObservedLicense | undefined {
  const asked = ofQuestion(question, catalogue)
  if (asked === undefined) return undefined
  const { hostCount, activationIntervalMinutes, renewalIntervalMinutes, at } = answer
  const told = { ...asked, at, hostCount, activationIntervalMinutes, renewalIntervalMinutes }
  if (answer.hresult !== SUCCESS_CODE) return { ...told, reason: answer.hresult }
  return { ...told, reason: undefined, activatedBy: 'kms', ...licensedFrom(at) }
}

/** A rearm needs one of the machine's and one of the product's. */
function fewestRearms(rearms: LicenseObservation['rearms']): number | undefined {
  const counts = [rearms?.windows, rearms?.sku].filter((count) => count !== undefined)
  return counts.length === 0 ? undefined : Math.min(...counts)
}

function ofReading(reading: LicenseObservation, catalogue: ProductCatalogue): ObservedLicense {
  const { client, product, kms, status } = reading
  const channel = observedChannel(product, catalogue)
  const isKms = status === 'licensed' && channel === 'KMS client' && kms?.host !== undefined
  return {
    kind: reading.kind,
    client: client.name ?? client.cmid,
    slot: licenseSlot(product, {}, catalogue),
    at: reading.observedAt,
    product,
    channel,
    status,
    reason: reasonOf(reading.reason),
    remainingMinutes: reading.remainingMinutes,
    expiresAt: reading.expiresAt,
    activatedBy: reading.activatedBy ?? (isKms ? 'kms' : undefined),
    kmsHost: kms?.host,
    extendedPid: reading.extendedPid,
    activationIntervalMinutes: kms?.activationIntervalMinutes,
    renewalIntervalMinutes: kms?.renewalIntervalMinutes,
    rearmsLeft: fewestRearms(reading.rearms),
  }
}

function ofHost(
  host: Extract<Observation, { kind: 'kmsHost' }>,
  catalogue: ProductCatalogue,
): ObservedLicense {
  const { kind, product, status, reason, observedAt, extendedPid } = host
  const slot = licenseSlot(product, {}, catalogue)
  const own = { kind, client: host.host.name, slot, at: observedAt, product, status, extendedPid }
  return { ...own, channel: 'KMS host', reason: reasonOf(reason), hostCount: host.currentCount }
}

function ofRequest(
  request: Extract<Observation, { kind: 'kmsRequest' }>,
  catalogue: ProductCatalogue,
): ObservedLicense {
  const { activationId, minimumCount, client } = request
  const product: ObservedProduct = { activationId, channel: 'KMS client' }
  const after = licenseAfterRequest(request)
  return {
    kind: request.kind,
    client: client.name || client.cmid,
    slot: licenseSlot(product, { minimumCount }, catalogue),
    at: request.at,
    product,
    channel: 'KMS client',
    ...after,
    activatedBy: after.status === 'licensed' && after.reason === undefined ? 'kms' : undefined,
    kmsHost: request.host?.name,
    minimumCount,
  }
}

function ofQuestion(question: KmsClientExchange, catalogue: ProductCatalogue): ObservedLicense | undefined {
  const { activationId, status, minimumCount, remainingMinutes, at } = question
  if (activationId === undefined || status === undefined) return undefined
  const product: ObservedProduct = { activationId, channel: 'KMS client' }
  return {
    kind: question.kind,
    client: question.client.name ?? question.client.cmid,
    slot: licenseSlot(product, minimumCount === undefined ? {} : { minimumCount }, catalogue),
    at,
    product,
    channel: 'KMS client',
    status,
    reason: reasonOf(question.hresult),
    remainingMinutes,
    kmsHost: question.host?.name,
    minimumCount,
  }
}

function ofDirectory(
  event: Extract<Observation, { kind: 'directoryActivation' }>,
  catalogue: ProductCatalogue,
) {
  if (event.hresult !== SUCCESS_CODE) return undefined
  const { activationId, at, client } = event
  const product: ObservedProduct = { activationId, channel: 'KMS client' }
  // Without an activation ID only the name of the activation object tells what was activated.
  const slot =
    activationId === undefined
      ? slotOfObject(event.activationObjectName)
      : licenseSlot(product, {}, catalogue)
  if (slot === undefined) return undefined
  const license: ObservedLicense = {
    kind: event.kind,
    client: client.name,
    slot,
    at,
    product,
    channel: 'KMS client',
    activatedBy: 'directory',
    ...licensedFrom(at),
  }
  return license
}

const slotOfObject = (name: string | undefined) => (/^Windows/i.test(name ?? '') ? 'windows' : undefined)

const reasonOf = (code: string | undefined) => (code === SUCCESS_CODE ? undefined : code)

function licensedFrom(at: string) {
  const expiresAt = new Date(Date.parse(at) + KMS_VALIDITY_MINUTES * MINUTE_MS).toISOString()
  return { status: 'licensed' as const, expiresAt, remainingMinutes: KMS_VALIDITY_MINUTES }
}

function observedChannel(product: ObservedProduct, { products }: ProductCatalogue): Channel {
  if (product.channel !== undefined && product.channel !== 'Unknown') return product.channel
  const byText = channelOf(product)
  if (byText !== 'Unknown') return byText
  return productByActivationId(product.activationId, products)?.channel ?? 'Unknown'
}
