import { hash } from 'node:crypto'
import type { Observation } from '@/lib/activation/observation'

/**
 * Which of two words about one license at the same millisecond counts: the one with the higher rank. The
 * rank is the first digit of the fingerprint, so that (time, fingerprint) alone orders all observations.
 */
const RANK = {
  keyCount: '0',
  collectionAttempt: '0',
  installedKey: '0',
  machineReading: '0',
  dnsPublishFailure: '1',
  kmsService: '1',
  kmsHost: '2',
  /** what a client was when it asked */
  request: '3',
  directoryActivation: '5',
  kmsRequest: '6',
  /** what the host answered */
  response: '7',
  license: '9',
} as const

/**
 * 128 bits that name an observation by everything it says: two observations are the same when their
 * fingerprints are. The number of an event in its log is no part of it: not every file tells it. As 32 hex digits, which Postgres takes for a uuid.
 */
export function fingerprintOf(observation: Observation): string {
  return rankOf(observation) + hash('sha256', identityOf(observation), 'hex').slice(0, 31)
}

function rankOf(observation: Observation): string {
  return observation.kind === 'kmsClientExchange' ? RANK[observation.step] : RANK[observation.kind]
}

function identityOf(observation: Observation): string {
  // The same key on the same machine is one, whenever it was seen.
  if (observation.kind === 'installedKey') return canonical({ ...observation, observedAt: undefined })
  if (observation.kind !== 'kmsRequest') return canonical({ ...observation, event: undefined })
  // A million of these in one log: the same facts without the cost of sorting keys.
  const { client } = observation
  return `${observation.at}|${observation.host?.name}|${client.name}|${client.cmid}|${client.isVirtual}|${observation.hresult}|${observation.minimumCount}|${observation.status}|${observation.remainingMinutes}|${observation.activationId}|${observation.clientTime}`
}

/** JSON with sorted keys, so that the order in which a reader fills an object says nothing. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`
}
