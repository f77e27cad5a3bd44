import type {
  KeyCountObservation,
  KmsHostObservation,
  LicenseObservation,
  ObservedProduct,
} from '@/lib/activation/observation'
import { channelOf } from '@/lib/activation/product/channel'
import { cleanPartialKey, maskProductKeys } from '@/lib/activation/product/product-key'
import { expiryOf } from '../cim/expiry'
import { cleanDomain, cleanHostName, fullHostName } from '../cim/host-name'
import { statusFromWord } from '../cim/status-word'
import { unclearDate } from '../date-question'
import { readMoment } from '../moments'
import type { ReadContext } from '../reader'
import { failureReason } from '../told-reason'
import { present, presentOrAbsent } from '../transcript/present'
import { productMarks } from '../transcript/product-marks'
import { guidOf, hostAndPortOf, installationIdOf, portOf, productIdOf } from '../transcript/values'
import { channelOfKeyType, fieldOf, hasField, type VamtValues } from './vamt-fields'

export type VamtResult =
  | {
      observation: LicenseObservation | KmsHostObservation | KeyCountObservation
      /** A date of the row that was left out because day and month cannot be told apart. */
      unclear?: string | undefined
    }
  | { problem: string }
  /** A row that is right and says nothing about activation, such as a key without a count. */
  | { nothing: true }

/** Columns by which a list counts the activations of keys. */
export const COUNTS = ['remainingActivations', 'usedOfTotal', 'usedActivations'] as const

/** True for a row of a list of keys: it counts activations and has no license status. */
export function isKeyRow(values: VamtValues): boolean {
  return COUNTS.some((field) => hasField(values, field)) && fieldOf(values, 'status') === undefined
}

/**
 * One row of VAMT's key list, or of the one that the admin centre of Microsoft 365 exports, as a count of activations. VAMT
 * writes -1 for a count it has not asked for.
 * Of the key itself only the last five leave this function.
 */
export function keyCountOf(values: VamtValues, context: ReadContext): VamtResult {
  const partialKey = cleanPartialKey(fieldOf(values, 'partialKey')) ?? lastFiveOf(fieldOf(values, 'fullKey'))
  if (partialKey === undefined) return { problem: 'a key row without the last five characters of its key' }
  const { remaining, total } = countsOf(values)
  if (remaining === undefined && total === undefined) return { nothing: true }
  const product = fieldOf(values, 'keyDescription') ?? fieldOf(values, 'productName')
  return {
    observation: present<KeyCountObservation>({
      kind: 'keyCount',
      observedAt: readAt(values, context),
      partialKey,
      product: product === undefined ? undefined : maskProductKeys(product),
      remaining,
      total,
    }),
    unclear: unclearDate([fieldOf(values, 'statusReadAt')], context.dayOrder),
  }
}

/** `12/50` and `12 of 50` are used and total. */
const USED_OF_TOTAL = /^\s*([\d.,]{1,9})\s*(?:\/|of)\s*([\d.,]{1,9})\s*$/i

function countsOf(values: VamtValues): { remaining: number | undefined; total: number | undefined } {
  const [, usedText, totalText] = USED_OF_TOTAL.exec(fieldOf(values, 'usedOfTotal') ?? '') ?? []
  const plain = (text: string | undefined) => numberOf(text?.replace(/[.,]/g, ''))
  const used = plain(usedText) ?? numberOf(fieldOf(values, 'usedActivations'))
  const total = plain(totalText) ?? numberOf(fieldOf(values, 'totalActivations'))
  const left = used === undefined || total === undefined ? undefined : Math.max(0, total - used)
  return { remaining: numberOf(fieldOf(values, 'remainingActivations')) ?? left, total }
}

/** One row of VAMT's product list. */
export function vamtProductOf(values: VamtValues, context: ReadContext): VamtResult {
  const name = computerName(values)
  if (name === undefined) return { problem: 'no computer name: a secure export leaves names out' }
  const statusText = fieldOf(values, 'status')
  if (/unknown/i.test(statusText ?? '')) return { problem: 'VAMT has not read the status of this product' }
  const status = statusFromWord(statusText)
  if (status === undefined) return { problem: 'no license status from 0 to 6 or by name' }
  const hasNoKey = hasField(values, 'partialKey') && fieldOf(values, 'partialKey') === undefined
  if (hasNoKey && status === 'unlicensed') return { nothing: true }
  const observedAt = readAt(values, context)
  const product = productOf(values)
  const reason = status === 'licensed' ? undefined : failureReason(fieldOf(values, 'reason')).code
  const ids = {
    extendedPid: productIdOf(fieldOf(values, 'extendedPid')),
    installationId: installationIdOf(fieldOf(values, 'installationId')),
  }
  const unclear = unclearDate(
    [fieldOf(values, 'statusReadAt'), fieldOf(values, 'graceEnd')],
    context.dayOrder,
  )
  if (product.channel === 'KMS host') {
    const host: KmsHostObservation = { kind: 'kmsHost', observedAt, host: { name }, product, status, reason }
    return { observation: present({ ...host, ...ids }), unclear }
  }
  const observation: LicenseObservation = {
    kind: 'license',
    observedAt,
    client: present({ name, cmid: guidOf(fieldOf(values, 'cmid')), domain: domainOf(values) }),
    product,
    status,
    reason,
    ...expiryOf(status, observedAt, {
      minutes: numberOf(fieldOf(values, 'graceMinutes')),
      endDate: endOfGrace(values, context),
    }),
    kms: kmsOf(values),
    activatedBy: status === 'licensed' ? activatedByOf(fieldOf(values, 'activationType')) : undefined,
    ...ids,
  }
  return { observation: present(observation), unclear }
}

function productOf(values: VamtValues): ObservedProduct {
  const name = masked(fieldOf(values, 'productName'))
  const description = masked(fieldOf(values, 'productDescription'))
  return present<ObservedProduct>({
    name,
    description,
    activationId: guidOf(fieldOf(values, 'activationId')),
    applicationId: guidOf(fieldOf(values, 'applicationId')),
    channel: channelOfKeyType(fieldOf(values, 'keyType')) ?? channelOf({ name, description }),
    partialKey: cleanPartialKey(fieldOf(values, 'partialKey')),
    ...productMarks(name, description),
  })
}

const masked = (text: string | undefined) => (text === undefined ? undefined : maskProductKeys(text))

function computerName(values: VamtValues): string | undefined {
  const name = cleanHostName(fieldOf(values, 'computer'))
  return fullHostName(name, domainOf(values))
}

function domainOf(values: VamtValues): string | undefined {
  const networkType = fieldOf(values, 'networkType')
  if (networkType !== undefined && !/domain|^1$/i.test(networkType)) return undefined
  return cleanDomain(fieldOf(values, 'domain'))
}

function kmsOf(values: VamtValues): LicenseObservation['kms'] {
  const { host } = hostAndPortOf(fieldOf(values, 'kmsHost'))
  return host === undefined ? undefined : presentOrAbsent({ host, port: portOf(fieldOf(values, 'kmsPort')) })
}

function activatedByOf(text: string | undefined): LicenseObservation['activatedBy'] {
  const type = text?.toLowerCase() ?? ''
  if (type === '1' || /^(?:ad|active ?directory)/.test(type)) return 'directory'
  if (type === '2' || type.startsWith('kms')) return 'kms'
  return type === '3' || type.startsWith('token') ? 'token' : undefined
}

function readAt(values: VamtValues, context: ReadContext): string {
  const moment = readMoment(fieldOf(values, 'statusReadAt'), { told: context.dayOrder })
  return moment.ok ? moment.at : context.observedAt
}

function endOfGrace(values: VamtValues, { dayOrder }: ReadContext): string | undefined {
  const moment = readMoment(fieldOf(values, 'graceEnd'), { told: dayOrder })
  return moment.ok ? moment.at : undefined
}

/** A number that is not negative; minutes may stand in a text ("41760 minute(s)"). */
function numberOf(text: string | undefined): number | undefined {
  const digits = /^\d{1,9}(?=$|\s*min)/.exec(text?.trim() ?? '')?.[0]
  return digits === undefined ? undefined : Number(digits)
}

const lastFiveOf = (key: string | undefined) => cleanPartialKey(key?.trim().slice(-5))
