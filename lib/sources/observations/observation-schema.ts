import { z } from 'zod'
import { COLLECTION_OUTCOMES, COLLECTION_WAYS } from '@/lib/activation/collection/outcome-table'
import type { Observation } from '@/lib/activation/observation'
import { channelOf } from '@/lib/activation/product/channel'
import { maskValues } from '@/lib/activation/product/mask-values'
import { normaliseCode } from '@/lib/activation/reason/reason-code'
import { productMarks } from '../transcript/product-marks'

/** Observations as others send them: the shapes of lib/activation/observation.ts, bounded and brought into one form. */

const LONGEST_TEXT = 1_000

/** The database takes no NUL. */
const text = (longest = LONGEST_TEXT) =>
  z
    .string()
    .max(longest)
    .transform((value) => value.replaceAll('\u0000', ''))
const machine = text(255).transform((name) => name.trim().toLowerCase())
const guid = z
  .string()
  .regex(/^\{?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?$/, 'This is no GUID.')
  .transform((id) => id.replace(/[{}]/g, '').toLowerCase())
const moment = z.iso
  .datetime({ offset: true, error: 'This is no ISO 8601 time with its zone.' })
  .transform((at) => new Date(at).toISOString())
const code = z.union([text(40), z.int()]).transform((value, context) => {
  const known = normaliseCode(value)
  if (known === undefined) context.addIssue('This is no 32-bit code.')
  return known ?? z.NEVER
})
const count = z.int().min(0).max(2_147_483_647)

const status = z.enum([
  'unlicensed',
  'licensed',
  'initialGrace',
  'outOfToleranceGrace',
  'nonGenuineGrace',
  'notification',
  'extendedGrace',
])

const product = z.object({
  name: text().optional(),
  description: text().optional(),
  activationId: guid.optional(),
  applicationId: guid.optional(),
  channel: z
    .enum(['KMS client', 'MAK', 'KMS host', 'Retail', 'OEM', 'Evaluation', 'AVMA', 'Subscription', 'Unknown'])
    .optional(),
  partialKey: z
    .string()
    .regex(/^[A-Za-z0-9]{5}$/, 'This is no last five.')
    .transform((ending) => ending.toUpperCase())
    .optional(),
  isAddon: z.boolean().optional(),
  managedPerUser: z.boolean().optional(),
})

/** Where an event stands in its log. */
const event = z.object({ recordId: z.int().min(0), channel: text(255), computer: machine }).optional()

const client = { name: machine.optional(), cmid: guid.optional(), isVirtual: z.boolean().optional() }
const host = z.object({ name: machine.optional() }).optional()

const license = z.object({
  kind: z.literal('license'),
  observedAt: moment,
  client: z.object({ ...client, domain: text(255).optional() }),
  product,
  status,
  reason: code.optional(),
  remainingMinutes: count.optional(),
  expiresAt: moment.optional(),
  kms: z
    .object({
      host: machine.optional(),
      port: count.optional(),
      foundBy: z.enum(['dns', 'registered']).optional(),
      hostAddress: text(64).optional(),
      hostExtendedPid: text(255).optional(),
      activationIntervalMinutes: count.optional(),
      renewalIntervalMinutes: count.optional(),
      hostCaching: z.boolean().optional(),
    })
    .optional(),
  rearms: z.object({ windows: count.optional(), sku: count.optional() }).optional(),
  activatedBy: z.enum(['kms', 'directory', 'token', 'avma']).optional(),
  extendedPid: text(255).optional(),
  installationId: text(80).optional(),
})

const kmsHost = z.object({
  kind: z.literal('kmsHost'),
  observedAt: moment,
  host: z.object({ name: machine.optional() }),
  product,
  status,
  reason: code.optional(),
  currentCount: count.optional(),
  port: count.optional(),
  dnsPublishing: z.boolean().optional(),
  priority: z.enum(['normal', 'low']).optional(),
  requests: z
    .object({
      total: count.optional(),
      failed: count.optional(),
      unlicensed: count.optional(),
      licensed: count.optional(),
      initialGrace: count.optional(),
      outOfToleranceGrace: count.optional(),
      nonGenuineGrace: count.optional(),
      notification: count.optional(),
    })
    .optional(),
  extendedPid: text(255).optional(),
  installationId: text(80).optional(),
})

const kmsRequest = z.object({
  kind: z.literal('kmsRequest'),
  at: moment,
  host,
  client: z.object({ name: machine, cmid: guid, isVirtual: z.boolean() }),
  hresult: code,
  minimumCount: count,
  status,
  remainingMinutes: count,
  activationId: guid,
  clientTime: moment.optional(),
  event,
})

const kmsClientExchange = z.object({
  kind: z.literal('kmsClientExchange'),
  step: z.enum(['request', 'response']),
  at: moment,
  client: z.object(client),
  hresult: code,
  host: z.object({ name: machine.optional(), port: count.optional() }).optional(),
  status: status.optional(),
  remainingMinutes: count.optional(),
  activationId: guid.optional(),
  minimumCount: count.optional(),
  hostCount: count.optional(),
  activationIntervalMinutes: count.optional(),
  renewalIntervalMinutes: count.optional(),
  clientTime: moment.optional(),
  event,
})

const directoryActivation = z.object({
  kind: z.literal('directoryActivation'),
  at: moment,
  client: z.object({ name: machine.optional() }),
  hresult: code,
  activationId: guid.optional(),
  activationObjectName: text(255).optional(),
  activationObjectDn: text().optional(),
  event,
})

const dnsPublishFailure = z.object({
  kind: z.literal('dnsPublishFailure'),
  at: moment,
  host,
  zone: text(255).optional(),
  hresult: code,
  event,
})

const kmsService = z.object({
  kind: z.literal('kmsService'),
  at: moment,
  host,
  what: z.enum(['startFailed', 'renewalTimerFailed', 'published']),
  hresult: code,
  zone: text(255).optional(),
  event,
})

const keyCount = z.object({
  kind: z.literal('keyCount'),
  observedAt: moment,
  partialKey: z
    .string()
    .regex(/^[A-Za-z0-9]{5}$/, 'This is no last five.')
    .transform((ending) => ending.toUpperCase()),
  product: text().optional(),
  remaining: count.optional(),
  total: count.optional(),
})

const surroundings = {
  dnsSuffixes: z.array(text(255)).max(20).optional(),
  clockOffsetSeconds: z.int().min(-2_147_483_648).max(2_147_483_647).optional(),
}

const collectionAttempt = z.object({
  kind: z.literal('collectionAttempt'),
  at: moment,
  client: z.object({ name: machine.optional() }),
  outcome: z.enum(COLLECTION_OUTCOMES),
  via: z.enum(COLLECTION_WAYS).optional(),
  code: code.optional(),
  collector: text(40).optional(),
  read: z
    .array(
      z.object({
        class: text(80),
        outcome: z.enum(COLLECTION_OUTCOMES),
        ms: count,
        rows: count,
        code: code.optional(),
      }),
    )
    .max(20)
    .optional(),
  ...surroundings,
})

const installedKey = z.object({
  kind: z.literal('installedKey'),
  observedAt: moment,
  client: z.object({ name: machine.optional(), domain: text(255).optional() }),
  product,
})

const machineReading = z.object({
  kind: z.literal('machineReading'),
  observedAt: moment,
  client: z.object({ name: machine.optional() }),
  ...surroundings,
  edition: text(80).optional(),
  build: count.optional(),
})

/** An observation as `npm run read` prints it and the API takes it. */
export const observationSchema = z.discriminatedUnion('kind', [
  license,
  kmsHost,
  kmsRequest,
  kmsClientExchange,
  directoryActivation,
  dnsPublishFailure,
  kmsService,
  keyCount,
  collectionAttempt,
  installedKey,
  machineReading,
])

/** How `npm run read` marks what it read. */
export const READ_TYPES = ['observation', 'installedKey', 'machineReading'] as const
const WRAPPED: ReadonlySet<unknown> = new Set(READ_TYPES)

export type ReadObservation =
  | { kind: 'observation'; observation: Observation; unknownFields: number }
  /** a line of `npm run read` that says what was rejected there */
  | { kind: 'skipped' }
  | { kind: 'refused'; reason: string }

/**
 * One value of a JSON text as an observation, bare or as `npm run read` wraps it. Fields that nobody here knows are left
 * out and counted: a newer sender is never refused. Product keys are masked wherever they stand.
 */
export function readObservation(value: unknown): ReadObservation {
  const isRejection = isObject(value) && value.type === 'rejected'
  if (isRejection) return { kind: 'skipped' }
  const bare = isObject(value) && WRAPPED.has(value.type) ? value.observation : value
  const parsed = observationSchema.safeParse(bare)
  if (!parsed.success) return { kind: 'refused', reason: reasonOf(bare, parsed.error) }
  const observation = withMarks(maskValues(parsed.data) as Observation)
  return { kind: 'observation', observation, unknownFields: fieldsOf(bare) - fieldsOf(parsed.data) }
}

/** What name and description tell of a product, where the sender did not say it: a collector sends them as WMI has them. */
function withMarks(observation: Observation): Observation {
  if (observation.kind !== 'license' && observation.kind !== 'kmsHost') return observation
  const { product } = observation
  if (product.channel !== undefined || product.description === undefined) return observation
  const { name, description } = product
  const marks = { channel: channelOf({ name, description }), ...productMarks(name, description) }
  return { ...observation, product: { ...marks, ...product } }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function reasonOf(value: unknown, error: z.ZodError): string {
  if (!isObject(value)) return 'This is no observation: an object with "kind" is needed.'
  const [issue] = error.issues
  if (issue?.path[0] === 'kind' || issue === undefined) {
    return `Its "kind" is not one of ${observationSchema.options.map((option) => option.shape.kind.value).join(', ')}.`
  }
  return `${issue.path.join('.')}: ${issue.message}`
}

/** Observations are three deep. */
const DEEPEST = 5

/** How many fields an object has, as deep as an observation goes. */
function fieldsOf(value: unknown, depth = 0): number {
  if (!isObject(value) || depth > DEEPEST) return 0
  return Object.values(value).reduce<number>(
    (sum, inner) => sum + (inner === undefined ? 0 : 1 + fieldsOf(inner, depth + 1)),
    0,
  )
}

/** The observation with the machine it is from, where it does not name one itself. */
export function namedObservation(observation: Observation, hostName: string | undefined): Observation {
  if (hostName === undefined) return observation
  switch (observation.kind) {
    case 'license':
    case 'kmsClientExchange':
    case 'directoryActivation':
    case 'collectionAttempt':
    case 'installedKey':
    case 'machineReading':
      return { ...observation, client: { name: hostName, ...observation.client } } as Observation
    case 'kmsHost':
    case 'dnsPublishFailure':
    case 'kmsService':
    case 'kmsRequest':
      return { ...observation, host: { name: hostName, ...observation.host } }
    case 'keyCount':
      return observation
  }
}
