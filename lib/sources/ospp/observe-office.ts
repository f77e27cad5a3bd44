import type { LicenseObservation, LicenseStatus, ObservedProduct } from '@/lib/activation/observation'
import { channelOf } from '@/lib/activation/product/channel'
import { cleanPartialKey, maskProductKeys } from '@/lib/activation/product/product-key'
import type { OsppField } from '../labels/ospp-labels'
import { toldReason } from '../told-reason'
import { minutesAfter } from '../transcript/later'
import { present, presentOrAbsent } from '../transcript/present'
import { productMarks } from '../transcript/product-marks'
import {
  addressOf,
  guidOf,
  hostAndPortOf,
  intervalMinutesOf,
  minutesBehindDays,
  plainTextOf,
  productIdOf,
  remainingMinutesOf,
} from '../transcript/values'
import type { OfficeBlock } from './office-block'

/** The license of one Office product at the given time. betaEnd: end of a beta, where there is a real one. */
export function observeOffice(
  { rows, machine }: OfficeBlock,
  status: LicenseStatus,
  { observedAt, betaEnd }: { observedAt: string; betaEnd?: string | undefined },
): LicenseObservation {
  const value = (field: OsppField) => rows.get(field)?.value
  const product = productOf(value)
  const grace = value('remainingGrace')
  const minutes = remainingMinutesOf(grace) ?? minutesBehindDays(grace)
  const kms = kmsOf(value)
  // On a licensed product the code is there "for information purposes only".
  const reason = status === 'licensed' ? undefined : toldReason(value('errorCode')).code
  return present<LicenseObservation>({
    kind: 'license',
    observedAt,
    client: present({ name: machine, cmid: guidOf(value('cmid')) }),
    product,
    status,
    reason,
    remainingMinutes: minutes,
    expiresAt: minutes === undefined ? betaEnd : minutesAfter(observedAt, minutes),
    kms,
    activatedBy: status === 'licensed' ? activatedByOf(rows, product, kms) : undefined,
  })
}

function productOf(value: (field: OsppField) => string | undefined): ObservedProduct {
  const name = textOf(value('name'))
  const description = textOf(value('description'))
  return present({
    name,
    description,
    activationId: guidOf(value('skuId')) ?? guidOf(value('actId')),
    channel: channelOf({ name, description }),
    partialKey: cleanPartialKey(value('partialKey')),
    ...productMarks(name, description),
  })
}

function textOf(value: string | undefined): string | undefined {
  const text = plainTextOf(value)
  return text === undefined ? undefined : maskProductKeys(text)
}

function kmsOf(value: (field: OsppField) => string | undefined): LicenseObservation['kms'] {
  const registered = hostAndPortOf(value('registeredHost'))
  const found = hostAndPortOf(value('dnsHost'))
  const isRegistered = registered.host !== undefined
  const byDns = found.host === undefined ? undefined : 'dns'
  return presentOrAbsent({
    ...(isRegistered ? registered : found),
    foundBy: isRegistered ? 'registered' : byDns,
    hostAddress: addressOf(value('hostAddress')),
    hostExtendedPid: productIdOf(value('hostPid')),
    activationIntervalMinutes: intervalMinutesOf(value('activationInterval')),
    renewalIntervalMinutes: intervalMinutesOf(value('renewalInterval')),
    hostCaching: cachingOf(value('hostCaching')),
  })
}

function cachingOf(value: string | undefined): boolean | undefined {
  if (/^enabled/i.test(value ?? '')) return true
  return /^disabled/i.test(value ?? '') ? false : undefined
}

/** A KMS client that names its host was activated there; without the block it may have been the directory. */
function activatedByOf(
  rows: OfficeBlock['rows'],
  product: ObservedProduct,
  kms: LicenseObservation['kms'],
): LicenseObservation['activatedBy'] {
  if (rows.has('directoryDetail')) return 'directory'
  return product.channel === 'KMS client' && kms?.host !== undefined ? 'kms' : undefined
}
