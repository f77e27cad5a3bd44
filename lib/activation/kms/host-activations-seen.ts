/** What the readings of KMS hosts show of the activations of one CSVLK. */

/** What a KMS host said of itself at one moment, of one application. */
export interface HostKeyReading {
  /** lower-case machine name */
  host: string
  /** ISO 8601 UTC */
  at: string
  isLicensed: boolean
  lastFive?: string | undefined
  /** Another one with the same key means that the key was installed and activated again. */
  extendedPid?: string | undefined
}

/** An activation that happened after `seenAfter` and not later than `at`. */
export interface SeenActivation<Reading extends HostKeyReading = HostKeyReading> {
  host: string
  at: string
  /** The reading before; null where this is the first one of the host. */
  seenAfter: string | null
  reading: Reading
}

/**
 * The activations that readings prove: a host that is licensed with the key for the first time, after it was
 * not or had another key, or with another extended PID. Repeated readings of the same state prove none.
 * @param readings of any hosts, in any order; those of other keys tell when a host had another one.
 */
export function activationsSeen<Reading extends HostKeyReading>(
  lastFive: string,
  readings: readonly Reading[],
): SeenActivation<Reading>[] {
  const byTime = [...readings].sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
  const hosts = Map.groupBy(byTime, ({ host }) => host)
  return [...hosts.values()]
    .flatMap((ofHost) => seenOnHost(lastFive, ofHost))
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
}

function seenOnHost<Reading extends HostKeyReading>(
  lastFive: string,
  readings: readonly Reading[],
): SeenActivation<Reading>[] {
  const seen: SeenActivation<Reading>[] = []
  let licensedBefore: Reading | undefined
  let before: Reading | undefined
  for (const reading of readings) {
    const isOurs = reading.isLicensed && reading.lastFive === lastFive
    if (isOurs && !isSameActivation(licensedBefore, reading)) {
      seen.push({ host: reading.host, at: reading.at, seenAfter: before?.at ?? null, reading })
    }
    licensedBefore = isOurs ? reading : undefined
    before = reading
  }
  return seen
}

function isSameActivation(before: HostKeyReading | undefined, now: HostKeyReading): boolean {
  if (before === undefined) return false
  return (
    before.extendedPid === undefined ||
    now.extendedPid === undefined ||
    before.extendedPid === now.extendedPid
  )
}

/** What a person entered into the register. */
export interface ToldActivation {
  host: string
  at: string
}

/** A person often knows the day only. */
const SLACK_MS = 86_400_000

/**
 * The seen activations that nobody told of, to be entered beside the told ones. A told activation stands for
 * the one that was seen next on its host: at most a day later than the reading that shows it, and not before
 * the reading that did not.
 */
export function untoldActivations<Reading extends HostKeyReading>(
  seen: readonly SeenActivation<Reading>[],
  told: readonly ToldActivation[],
): SeenActivation<Reading>[] {
  const open = [...told].sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
  return seen.filter((one) => {
    const covering = open.findIndex((entry) => standsFor(entry, one))
    if (covering === -1) return true
    open.splice(covering, 1)
    return false
  })
}

function standsFor(told: ToldActivation, seen: SeenActivation): boolean {
  if (told.host !== seen.host) return false
  const at = Date.parse(told.at)
  if (at > Date.parse(seen.at) + SLACK_MS) return false
  return seen.seenAfter === null || at > Date.parse(seen.seenAfter) - SLACK_MS
}
