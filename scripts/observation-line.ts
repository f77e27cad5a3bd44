import { LICENSE_STATUS_ORDER } from '@/lib/activation/license/license-status'
import type { Observation } from '@/lib/activation/observation'
import { READ_TYPES } from '@/lib/sources/observations/observation-schema'

export type ObservationLine =
  | { ok: true; observation: Observation }
  /** A line that `read` printed about a row it could not use. */
  | { ok: true; observation?: undefined }
  | { ok: false; problem: string }

type Fields = Record<string, unknown>

/** The objects and texts that each kind cannot do without. */
const NEEDED: Readonly<Record<Observation['kind'], { objects: string[]; texts: string[]; status: boolean }>> =
  {
    license: { objects: ['client', 'product'], texts: [], status: true },
    kmsHost: { objects: ['host', 'product'], texts: [], status: true },
    kmsRequest: { objects: ['client'], texts: ['hresult', 'activationId'], status: true },
    kmsClientExchange: { objects: ['client'], texts: ['hresult', 'step'], status: false },
    directoryActivation: { objects: ['client'], texts: ['hresult'], status: false },
    kmsService: { objects: [], texts: ['hresult', 'what'], status: false },
    dnsPublishFailure: { objects: [], texts: ['hresult'], status: false },
    collectionAttempt: { objects: ['client'], texts: ['outcome'], status: false },
    keyCount: { objects: [], texts: ['partialKey'], status: false },
    installedKey: { objects: ['client', 'product'], texts: [], status: false },
    machineReading: { objects: ['client'], texts: [], status: false },
  }

/** One line of what `read` prints, or a bare observation; the problem names the path of what is wrong. */
export function parseObservationLine(line: string): ObservationLine {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    return { ok: false, problem: 'not JSON' }
  }
  if (!isFields(json)) return { ok: false, problem: 'not an object' }
  if (json.type === 'rejected') return { ok: true }
  const isWrapped = READ_TYPES.some((type) => type === json.type)
  const problem = problemOf(isWrapped ? json.observation : json)
  if (problem !== undefined) return { ok: false, problem: isWrapped ? `observation.${problem}` : problem }
  return { ok: true, observation: (isWrapped ? json.observation : json) as Observation }
}

function problemOf(observation: unknown): string | undefined {
  if (!isFields(observation)) return 'kind is missing'
  const needed = Object.entries(NEEDED).find(([kind]) => kind === observation.kind)?.[1]
  if (needed === undefined) return 'kind is not known'
  const time = 'at' in observation ? 'at' : 'observedAt'
  if (Number.isNaN(Date.parse(String(observation[time])))) return `${time} is no time`
  const noObject = needed.objects.find((name) => !isFields(observation[name]))
  if (noObject !== undefined) return `${noObject} is no object`
  const noText = needed.texts.find((name) => typeof observation[name] !== 'string')
  if (noText !== undefined) return `${noText} is no text`
  const hasStatus = LICENSE_STATUS_ORDER.some((status) => status === observation.status)
  return needed.status && !hasStatus ? 'status is no license status' : undefined
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
