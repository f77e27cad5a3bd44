import { licenseAfterRequest } from '@/lib/activation/kms/kms-request'
import { KMS_VALIDITY_MINUTES, MINUTE_MS } from '@/lib/activation/kms/timers'
import { endsAtOf } from '@/lib/activation/license/validity'
import type { LicenseObservation, LicenseStatus, Observation } from '@/lib/activation/observation'
import { cleanPartialKey, maskProductKeys } from '@/lib/activation/product/product-key'
import { SUCCESS_CODE } from '@/lib/activation/reason/reason-code'
import { fingerprintOf } from './fingerprint'
import type { StagedProduct, StagedProducts } from './staged-product'
import { code, copyLine, guid, integer, json, moment, type StagedValue, text } from './staged-value'

/**
 * The columns of the staging table: `portion`, the number of the call that brought the row or of the part it is merged in,
 * then those of `stagedLine` in its order.
 */
export const STAGE_COLUMNS = `portion smallint,
  kind text, at timestamptz(3), fingerprint uuid, name text, host text, cmid uuid, is_virtual boolean,
  product_no integer, status_before license_status, status_after license_status, code text,
  remaining_minutes integer, expires_at timestamptz(3), ends_at timestamptz(3), minimum_count integer,
  host_count integer, client_time timestamptz(3), domain text, details jsonb, line integer, record_id bigint`

/** What an observation comes to in the tables, before names and products have numbers. */
export interface StagedRow {
  kind: Observation['kind']
  at: string
  fingerprint: string
  line: number
  name?: string
  host?: string
  cmid?: string
  isVirtual?: boolean
  product?: StagedProduct
  statusBefore?: LicenseStatus
  /** What the license is from this moment on; absent when the observation does not tell. */
  statusAfter?: LicenseStatus
  code?: string
  remainingMinutes?: number
  expiresAt?: string
  minimumCount?: number
  hostCount?: number
  clientTime?: string
  domain?: string
  details?: object
  recordId?: number
}

/** Turns an observation into its row; `name`, `host` and `at` are already checked and clean. */
export function stagedRow(
  { observation, line, at, name, host }: Checked,
  products: StagedProducts,
): StagedRow {
  const recordId = recordIdOf(observation)
  const start = {
    kind: observation.kind,
    at,
    fingerprint: fingerprintOf(observation),
    line,
    name,
    host,
    recordId,
  }
  switch (observation.kind) {
    case 'kmsRequest':
      return { ...start, ...ofRequest(observation, products) }
    case 'license':
      return { ...start, ...ofReading(observation, products) }
    case 'kmsHost': {
      const { kind, observedAt, host: own, product, status, reason, ...details } = observation
      const staged = products.find(product, { extendedPid: observation.extendedPid })
      return {
        ...start,
        product: staged,
        statusAfter: status,
        code: reason,
        details: {
          ...details,
          currentCount: integer(details.currentCount),
          port: integer(details.port),
          requests: details.requests && wholeNumbers(details.requests),
          partialKey: cleanPartialKey(product.partialKey),
        },
      }
    }
    case 'kmsClientExchange':
      return { ...start, ...ofExchange(observation, products) }
    case 'directoryActivation': {
      const product = products.find({ activationId: observation.activationId }, { channel: 'KMS client' })
      const { activationObjectName, activationObjectDn } = observation
      const isSuccess = observation.hresult === SUCCESS_CODE
      return {
        ...start,
        product: observation.activationId === undefined ? undefined : product,
        code: observation.hresult,
        details: { activationObjectName, activationObjectDn },
        ...(isSuccess && licensedFrom(at)),
      }
    }
    case 'dnsPublishFailure':
      return { ...start, code: observation.hresult, details: { zone: observation.zone } }
    case 'kmsService':
      return {
        ...start,
        code: observation.hresult,
        details: { what: observation.what, zone: observation.zone },
      }
    // Without a name of a client: a machine that was only tried has not reported.
    case 'collectionAttempt': {
      const { kind, at: _, client, code: failure, ...details } = observation
      return { ...start, code: failure, details: { ...details, name: nameOf(client.name) } }
    }
    case 'machineReading': {
      const { kind, observedAt, client, ...details } = observation
      return { ...start, details: { ...details, name: nameOf(client.name) } }
    }
    case 'installedKey': {
      const { product } = observation
      const details = {
        machine: name,
        productName: product.name ?? product.description,
        channel: product.channel,
        lastFive: cleanPartialKey(product.partialKey),
      }
      // Without a name in its column, so that no machine comes of it.
      return { ...start, name: undefined, details }
    }
    case 'keyCount': {
      const { kind, observedAt, ...details } = observation
      return { ...start, details }
    }
  }
}

const nameOf = (name: string | undefined) => name?.trim().toLowerCase().replace(/\.$/, '')

const KMS_LOG = 'key management service'

/** Only the log of KMS holds little else than what is read here, so that its numbers tell of gaps. */
function recordIdOf(observation: Observation): number | undefined {
  if (!('event' in observation) || observation.event?.channel.toLowerCase() !== KMS_LOG) return undefined
  return observation.event.recordId
}

/** An observation that can be recorded. */
export interface Checked {
  observation: Observation
  line: number
  at: string
  /** machine the observation is about, lower case */
  name?: string
  /** KMS host that takes part in it, lower case */
  host?: string
}

type Part = Partial<StagedRow>

/** A success is good for 180 days from its moment. */
function licensedFrom(at: string): Part {
  const until = new Date(Date.parse(at) + KMS_VALIDITY_MINUTES * MINUTE_MS).toISOString()
  return { statusAfter: 'licensed', expiresAt: until, remainingMinutes: KMS_VALIDITY_MINUTES }
}

function ofRequest(request: Extract<Observation, { kind: 'kmsRequest' }>, products: StagedProducts): Part {
  const after = licenseAfterRequest(request)
  const { activationId, minimumCount } = request
  return {
    cmid: request.client.cmid,
    isVirtual: request.client.isVirtual,
    product: products.ofRequest(activationId, minimumCount),
    statusBefore: request.status,
    statusAfter: after.status,
    code: request.hresult,
    remainingMinutes: request.remainingMinutes,
    expiresAt: after.expiresAt,
    minimumCount,
    clientTime: request.clientTime,
  }
}

function ofReading(reading: LicenseObservation, products: StagedProducts): Part {
  const { kms, rearms, extendedPid, installationId, activatedBy } = reading
  const { host, ...rest } = kms ?? {}
  return {
    cmid: reading.client.cmid,
    isVirtual: reading.client.isVirtual,
    domain: reading.client.domain,
    product: products.find(reading.product, { extendedPid }),
    statusAfter: reading.status,
    code: reading.reason,
    remainingMinutes: reading.remainingMinutes,
    expiresAt: reading.expiresAt,
    details: {
      ...rest,
      port: integer(rest.port),
      activationIntervalMinutes: integer(rest.activationIntervalMinutes),
      renewalIntervalMinutes: integer(rest.renewalIntervalMinutes),
      rearms: rearms && wholeNumbers(rearms),
      activatedBy,
      extendedPid,
      installationId,
      partialKey: cleanPartialKey(reading.product.partialKey),
    },
  }
}

/**
 * A question (12288) tells what the client was when it asked. An answer (12289) does not name its product:
 * the merge finds the question it belongs to and gives it that one's license.
 */
function ofExchange(
  exchange: Extract<Observation, { kind: 'kmsClientExchange' }>,
  products: StagedProducts,
): Part {
  const { activationId, minimumCount, step, hresult } = exchange
  const { hostCount, activationIntervalMinutes, renewalIntervalMinutes } = exchange
  const isAnswered = step === 'response' && hresult === SUCCESS_CODE
  const product = activationId && products.find({ activationId }, { minimumCount, channel: 'KMS client' })
  return {
    cmid: exchange.client.cmid,
    isVirtual: exchange.client.isVirtual,
    product: product || undefined,
    statusBefore: exchange.status,
    statusAfter: step === 'request' && product ? exchange.status : undefined,
    code: hresult,
    remainingMinutes: exchange.remainingMinutes,
    expiresAt: minutesLater(exchange.at, exchange.remainingMinutes),
    minimumCount,
    hostCount,
    clientTime: exchange.clientTime,
    details: { step, port: exchange.host?.port, activationIntervalMinutes, renewalIntervalMinutes },
    ...(isAnswered && licensedFrom(exchange.at)),
  }
}

/** The merge casts these to integers; one value out of range must not stop a batch. */
function wholeNumbers(counts: object): Record<string, number> {
  const entries = Object.entries(counts).filter(
    (entry): entry is [string, number] => integer(entry[1]) !== undefined,
  )
  return Object.fromEntries(entries)
}

function minutesLater(at: string, minutes: number | undefined): string | undefined {
  return minutes ? new Date(Date.parse(at) + minutes * MINUTE_MS).toISOString() : undefined
}

/**
 * The line of a KMS request that a host logged well-formed: the same as `stagedLine(stagedRow(...))`, without
 * the objects in between. A log holds millions of these. Absent when anything about it needs cleaning.
 */
export function requestLine(
  { observation, line, at, name, host }: Checked,
  products: StagedProducts,
): string | undefined {
  if (observation.kind !== 'kmsRequest' || observation.hresult !== SUCCESS_CODE) return undefined
  const recordId = recordIdOf(observation)
  const { client, activationId, minimumCount, remainingMinutes, clientTime } = observation
  const isPlain =
    guid(client.cmid) !== undefined &&
    integer(minimumCount) !== undefined &&
    integer(remainingMinutes) !== undefined
  if (!isPlain || text(name) !== name || text(host) !== host) return undefined
  const product = products.ofRequest(activationId, minimumCount)
  const until = new Date(Date.parse(at) + KMS_VALIDITY_MINUTES * MINUTE_MS).toISOString()
  const told = clientTime === undefined ? undefined : moment(clientTime)
  return `kmsRequest\t${at}\t${fingerprintOf(observation)}\t${name}\t${host ?? '\\N'}\t${client.cmid}\t${client.isVirtual}\t${product.no}\t${observation.status}\tlicensed\t${SUCCESS_CODE}\t${remainingMinutes}\t${until}\t${until}\t${minimumCount}\t\\N\t${told ?? '\\N'}\t\\N\t\\N\t${line}\t${recordId ?? '\\N'}\n`
}

/** The row as a line of COPY text, with everything cleaned that the database would refuse. */
export function stagedLine(row: StagedRow): string {
  const expiresAt = moment(row.expiresAt)
  const remainingMinutes = integer(row.remainingMinutes)
  const values: StagedValue[] = [
    row.kind,
    row.at,
    row.fingerprint,
    text(row.name),
    text(row.host),
    guid(row.cmid),
    row.isVirtual,
    row.product?.no,
    row.statusBefore,
    row.statusAfter,
    code(row.code),
    remainingMinutes,
    expiresAt,
    row.statusAfter && moment(endOf(row, row.statusAfter, expiresAt)),
    integer(row.minimumCount),
    integer(row.hostCount),
    moment(row.clientTime),
    text(row.domain && maskProductKeys(row.domain.toLowerCase()), 255),
    row.details && json(row.details),
    row.line,
    row.recordId,
  ]
  return copyLine(values)
}

function endOf(row: StagedRow, status: LicenseStatus, expiresAt: string | undefined): string | undefined {
  if (status === 'licensed' && row.product?.channel === 'KMS client' && expiresAt) return expiresAt
  return endsAtOf({
    status,
    channel: row.product?.channel ?? 'Unknown',
    observedAt: row.at,
    expiresAt,
    remainingMinutes: row.remainingMinutes,
    generation: row.product?.generation,
  })
}
