import type { KmsHostObservation, LicenseObservation, ObservedProduct } from '@/lib/activation/observation'
import { channelOf } from '@/lib/activation/product/channel'
import { cleanPartialKey, maskProductKeys } from '@/lib/activation/product/product-key'
import type { SlmgrField } from '../labels/slmgr-fields'
import { minutesAfter } from '../transcript/later'
import { present, presentOrAbsent } from '../transcript/present'
import { productMarks } from '../transcript/product-marks'
import { countOf, guidOf, installationIdOf, plainTextOf, portOf, productIdOf } from '../transcript/values'
import { activatedByOf, kmsClientOf } from './kms-client'
import type { LicenseState } from './license-state'
import type { ProductBlock } from './product-block'

type ReadState = Extract<LicenseState, { ok: true }>

/** Where and when the block's machine was seen. */
export interface Sighting {
  observedAt: string
  machine?: string
  /** End of an evaluation, where the text gives one. */
  evaluationEnd?: string
}

/** The observation of a block whose state is known: a KMS host's own view of itself, or a license. */
export function observeProduct(
  block: ProductBlock,
  state: ReadState,
  sighting: Sighting,
): LicenseObservation | KmsHostObservation {
  const product = productOf(block)
  const isHost = product.channel === 'KMS host' || block.rows.has('kmsHostBlock')
  return isHost
    ? observeHost(block, state, sighting, product)
    : observeLicense(block, state, sighting, product)
}

const reader = (block: ProductBlock) => (field: SlmgrField) => block.rows.get(field)?.value

function productOf(block: ProductBlock): ObservedProduct {
  const value = reader(block)
  const name = textOf(value('name'))
  const description = textOf(value('description'))
  const channel = channelOf({ name, description, productKeyChannel: value('keyChannel') })
  return present({
    name,
    description,
    activationId: guidOf(value('activationId')),
    applicationId: guidOf(value('applicationId')),
    channel: channel === 'Unknown' && block.rows.has('volumeExpiration') ? 'KMS client' : channel,
    partialKey: cleanPartialKey(value('partialKey')),
    ...productMarks(name, description),
  })
}

function textOf(value: string | undefined): string | undefined {
  const text = plainTextOf(value)
  return text === undefined ? undefined : maskProductKeys(text)
}

function observeLicense(
  block: ProductBlock,
  state: ReadState,
  { observedAt, machine, evaluationEnd }: Sighting,
  product: ObservedProduct,
): LicenseObservation {
  const value = reader(block)
  const { status, reason, minutes } = state
  const expiresAt = minutes === undefined ? evaluationEnd : minutesAfter(observedAt, minutes)
  return present<LicenseObservation>({
    kind: 'license',
    observedAt,
    client: present({ name: machine, cmid: guidOf(value('cmid')) }),
    product,
    status,
    reason,
    remainingMinutes: minutes,
    expiresAt,
    kms: kmsClientOf(block),
    rearms: presentOrAbsent({ windows: countOf(value('windowsRearms')), sku: countOf(value('skuRearms')) }),
    activatedBy: status === 'licensed' ? activatedByOf(block, product.channel) : undefined,
    extendedPid: productIdOf(value('extendedPid')),
    installationId: installationIdOf(value('installationId')),
  })
}

function observeHost(
  block: ProductBlock,
  { status, reason }: ReadState,
  { observedAt, machine }: Sighting,
  product: ObservedProduct,
): KmsHostObservation {
  const value = reader(block)
  return present<KmsHostObservation>({
    kind: 'kmsHost',
    observedAt,
    host: present({ name: machine }),
    product,
    status,
    reason,
    currentCount: countOf(value('currentCount')),
    port: portOf(value('listeningPort')),
    dnsPublishing: eitherOf(block, 'dnsPublishingOn', 'dnsPublishingOff'),
    priority: priorityOf(value('kmsPriority')),
    requests: requestsOf(block),
    extendedPid: productIdOf(value('extendedPid')),
    installationId: installationIdOf(value('installationId')),
  })
}

function eitherOf({ rows }: ProductBlock, on: SlmgrField, off: SlmgrField): boolean | undefined {
  if (rows.has(on)) return true
  return rows.has(off) ? false : undefined
}

function priorityOf(value: string | undefined): 'normal' | 'low' | undefined {
  if (/^normal/i.test(value ?? '')) return 'normal'
  return /^low/i.test(value ?? '') ? 'low' : undefined
}

function requestsOf(block: ProductBlock): KmsHostObservation['requests'] {
  const count = (field: SlmgrField) => countOf(reader(block)(field))
  return presentOrAbsent({
    total: count('totalRequests'),
    failed: count('failedRequests'),
    unlicensed: count('unlicensedRequests'),
    licensed: count('licensedRequests'),
    initialGrace: count('initialGraceRequests'),
    outOfToleranceGrace: count('outOfToleranceGraceRequests'),
    nonGenuineGrace: count('nonGenuineGraceRequests'),
    notification: count('notificationRequests'),
  })
}
