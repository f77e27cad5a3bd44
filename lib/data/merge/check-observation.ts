import type { Observation } from '@/lib/activation/observation'
import { maskValues } from '@/lib/activation/product/mask-values'
import type { Checked } from './staged-row'

const LONGEST_NAME = 255
/** Volume activation 2.0 came with Windows Vista, at the end of 2006. */
const EARLIEST = Date.UTC(2006, 0, 1)
const DAY_MS = 86_400_000

// biome-ignore lint/suspicious/noControlCharactersInRegex: names with them are damaged, as those are that were decoded wrongly
const NO_NAME = /[\u0000-\u0020\u007f\ud800-\udfff\ufffd]/u

/** Reason of a rejection that a host name given by the person would heal. */
export const NAMELESS = 'The text does not name its machine.'

const ABOUT_HOST: ReadonlySet<Observation['kind']> = new Set(['kmsHost', 'dnsPublishFailure', 'kmsService'])

export type CheckedObservation = { ok: true; checked: Checked } | { ok: false; reason: string }

/** Can this be recorded? It needs a machine with a possible name and a possible moment. */
export function checkObservation(observation: Observation, line: number, now: number): CheckedObservation {
  const time = Date.parse(timeOf(observation))
  if (Number.isNaN(time)) return { ok: false, reason: 'The time cannot be read.' }
  if (time < EARLIEST) return { ok: false, reason: 'The time is before 2006, when volume activation began.' }
  if (time > now + DAY_MS) return { ok: false, reason: 'The time is more than a day in the future.' }
  const { about, host } = namesOf(observation)
  if (about === undefined) return { ok: false, reason: NAMELESS }
  if (about.length > LONGEST_NAME || NO_NAME.test(about)) {
    return { ok: false, reason: 'This cannot be a machine name.' }
  }
  if (observation.kind !== 'keyCount' && holdsProductKey(about)) {
    return { ok: false, reason: 'This is a product key, not a machine name.' }
  }
  const at = new Date(time).toISOString()
  const isAboutHost = ABOUT_HOST.has(observation.kind)
  const other = isPossibleName(host) ? host : undefined
  if (NO_CLIENT.has(observation.kind)) {
    return { ok: true, checked: { observation, line, at } }
  }
  if (isAboutHost) return { ok: true, checked: { observation, line, at, host: about } }
  return { ok: true, checked: { observation, line, at, name: about, host: other } }
}

/** Nothing that says how a machine is licensed: no client comes of them. */
const NO_CLIENT: ReadonlySet<Observation['kind']> = new Set([
  'keyCount',
  'collectionAttempt',
  'machineReading',
])

/** Whether a machine can be called that. */
export function isPossibleName(name: string | undefined): boolean {
  return name !== undefined && name.length <= LONGEST_NAME && !NO_NAME.test(name) && !holdsProductKey(name)
}

/** A key pasted or exported into a name's place must not be stored. */
const holdsProductKey = (name: string) => maskValues(name) !== name

/** The moment an observation speaks of, as its source gave it. */
export function timeOf(observation: Observation): string {
  return 'at' in observation ? observation.at : observation.observedAt
}

function namesOf(observation: Observation): { about?: string; host?: string } {
  switch (observation.kind) {
    case 'kmsHost':
    case 'dnsPublishFailure':
    case 'kmsService':
      return { about: clean(observation.host?.name) }
    case 'kmsRequest':
    case 'kmsClientExchange':
      return { about: clean(observation.client.name), host: clean(observation.host?.name) }
    case 'license':
      return { about: clean(observation.client.name), host: clean(observation.kms?.host) }
    case 'directoryActivation':
    case 'collectionAttempt':
    case 'installedKey':
    case 'machineReading':
      return { about: clean(observation.client.name) }
    case 'keyCount':
      return { about: observation.partialKey }
  }
}

function clean(name: string | undefined): string | undefined {
  return name?.trim().toLowerCase().replace(/\.$/, '') || undefined
}
