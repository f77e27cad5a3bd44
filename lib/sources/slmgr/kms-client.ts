import type { Channel, LicenseObservation } from '@/lib/activation/observation'
import type { SlmgrField } from '../labels/slmgr-fields'
import { presentOrAbsent } from '../transcript/present'
import { addressOf, hostAndPortOf, intervalMinutesOf, productIdOf } from '../transcript/values'
import type { ProductBlock } from './product-block'

/** What the client says of its KMS host; absent when the text has none of it. */
export function kmsClientOf({ rows }: ProductBlock): LicenseObservation['kms'] {
  const value = (field: SlmgrField) => rows.get(field)?.value
  const registered = hostAndPortOf(value('registeredHost'))
  const found = hostAndPortOf(value('dnsHost'))
  const byRegistration = registered.host !== undefined
  const { host, port } = byRegistration ? registered : found
  return presentOrAbsent({
    host,
    port,
    foundBy: foundBy(host, byRegistration),
    hostAddress: addressOf(value('hostAddress')),
    hostExtendedPid: productIdOf(value('hostPid')),
    activationIntervalMinutes: intervalMinutesOf(value('activationInterval')),
    renewalIntervalMinutes: intervalMinutesOf(value('renewalInterval')),
    hostCaching: hostCachingOf(rows),
  })
}

function foundBy(host: string | undefined, byRegistration: boolean): 'dns' | 'registered' | undefined {
  if (host === undefined) return undefined
  return byRegistration ? 'registered' : 'dns'
}

function hostCachingOf(rows: ProductBlock['rows']): boolean | undefined {
  if (rows.has('hostCachingOn')) return true
  return rows.has('hostCachingOff') ? false : undefined
}

const KMS_ROWS: readonly SlmgrField[] = ['kmsClientBlock', 'cmid', 'registeredHost', 'dnsHost', 'hostPid']

/** Who activated a licensed product: told by the block slmgr prints below it. */
export function activatedByOf(
  { rows }: ProductBlock,
  channel: Channel | undefined,
): LicenseObservation['activatedBy'] {
  if (rows.has('directoryBlock') || rows.has('directoryDetail')) return 'directory'
  if (rows.has('tokenBlock') || rows.has('tokenDetail')) return 'token'
  if (channel === 'AVMA') return 'avma'
  const isKmsClient = channel === 'KMS client'
  return isKmsClient && KMS_ROWS.some((field) => rows.has(field)) ? 'kms' : undefined
}
