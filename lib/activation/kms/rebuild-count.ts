import type { KmsRequestObservation } from '../observation'
import { productByActivationId } from '../product/products-by-id'
import { SUCCESS_CODE } from '../reason/reason-code'
import { CLIENT_THRESHOLD, COUNT_WINDOW_DAYS, countCap } from './thresholds'
import { DAY_MS } from './timers'

/** One slot of a KMS host's cache, as its log tells. */
export interface CacheSlot {
  cmid: string
  /** The name with which the CMID asked last. */
  name: string
  /** Other names the CMID asked with while it held the slot, newest first, at most ten: clones. */
  otherNames: string[]
  isVirtual: boolean
  minimumCount: number
  activationId: string
  /** ISO 8601 UTC */
  askedAt: string
  /** From this instant on it no longer counts, unless it asks again. ISO 8601 UTC. */
  leavesAt: string
}

/** The count one host shows for one of its keys. */
export interface HostCount {
  /** Absent when the events do not name their host. */
  host?: string
  /** 'Windows', the Office version ('Office LTSC 2021'), or 'unknown' when no table places the product. */
  countedAs: string
  count: number
  /** Slots the host has: twice the largest threshold it was asked for; 0 until somebody countable asked. */
  cap: number
  /** The next to leave first. */
  slots: CacheSlot[]
}

const WINDOW_MS = COUNT_WINDOW_DAYS * DAY_MS
const MOST_OTHER_NAMES = 10

/**
 * Answers whose client the host has counted: it served the client, or told it that the count is too low. That
 * a client with a wrong clock or a product the key does not serve takes no slot is our reading; Microsoft
 * does not say.
 */
const COUNTED_ANSWERS: ReadonlySet<string> = new Set([SUCCESS_CODE, '0xC004F038'])

const PHYSICAL_ONLY: ReadonlySet<string | undefined> = new Set(['Windows Vista', 'Windows Server 2008'])

/** Does a machine of this generation raise the count? Virtual ones do from Windows 7 and Server 2008 R2 on. */
export function raisesCount(generation: string | undefined, isVirtual: boolean): boolean {
  return !isVirtual || !PHYSICAL_ONLY.has(generation)
}

/** Does an answer with this code mean that the host has counted the client? */
export const isCountedAnswer = (hresult: string): boolean => COUNTED_ANSWERS.has(hresult)

/** The key a request is counted under: Windows together, each Office version alone. */
export function countedAsOf(activationId: string, minimumCount: number): string {
  const known = productByActivationId(activationId)
  if (known?.family === 'office') return known.generation
  if (known?.family === 'client' || known?.family === 'server') return 'Windows'
  // Only client editions of Windows send 25; servers and Office both send 5.
  return minimumCount === CLIENT_THRESHOLD ? 'Windows' : 'unknown'
}

interface Slot {
  request: KmsRequestObservation
  askedAt: number
  otherNames: string[]
}

interface Counter {
  host?: string
  countedAs: string
  cap: number
  /** By CMID, oldest first. */
  slots: Map<string, Slot>
}

/** Follows the caches of any number of hosts. Requests come in time order; memory grows with hosts, not requests. */
export class CountRebuild {
  readonly #counters = new Map<string, Counter>()

  /** Notes one event 12290. A time that cannot be read is passed over. */
  add(request: KmsRequestObservation): void {
    const askedAt = Date.parse(request.at)
    if (Number.isNaN(askedAt) || !isCountedAnswer(request.hresult)) return
    const counter = this.#counterOf(
      request.host?.name,
      countedAsOf(request.activationId, request.minimumCount),
    )
    counter.cap = Math.max(counter.cap, countCap(request.minimumCount))
    const generation = productByActivationId(request.activationId)?.generation
    if (!raisesCount(generation, request.client.isVirtual)) return
    dropExpired(counter, askedAt)
    const { cmid } = request.client
    const before = counter.slots.get(cmid)
    counter.slots.delete(cmid)
    if (before === undefined && counter.slots.size >= counter.cap) dropOldest(counter)
    counter.slots.set(cmid, { request, askedAt, otherNames: otherNames(before, request.client.name) })
  }

  /** Every host and key that was asked, in the order of first mention. now: milliseconds, not before the last event. */
  counts(now: number): HostCount[] {
    return [...this.#counters.values()].map((counter) => {
      dropExpired(counter, now)
      const slots = [...counter.slots.values()].map(printSlot)
      return {
        ...(counter.host !== undefined && { host: counter.host }),
        countedAs: counter.countedAs,
        count: slots.length,
        cap: counter.cap,
        slots,
      }
    })
  }

  /** One count; 0 for a host nobody asked. */
  count(host: string | undefined, key: string, now: number): number {
    const counter = this.#counters.get(counterKey(host, key))
    if (counter === undefined) return 0
    dropExpired(counter, now)
    return counter.slots.size
  }

  /** Room the host has from before the first event that is added. */
  makeRoom(host: string | undefined, key: string, cap: number): void {
    const counter = this.#counterOf(host, key)
    counter.cap = Math.max(counter.cap, cap)
  }

  #counterOf(name: string | undefined, key: string): Counter {
    const found = this.#counters.get(counterKey(name, key))
    if (found !== undefined) return found
    const counter: Counter = {
      ...(name !== undefined && { host: name }),
      countedAs: key,
      cap: 0,
      slots: new Map(),
    }
    this.#counters.set(counterKey(name, key), counter)
    return counter
  }
}

/**
 * The caches of all KMS hosts at `now` (milliseconds since 1970), from their events 12290 in any order; later
 * events are passed over. The cache holds the most recent CMIDs, each for 30 days, up to twice the largest
 * threshold asked for, and never gives room back (KMS planning guide, Microsoft, 11/2024). A log that does not
 * reach back 30 days gives a lower bound.
 */
export function rebuildCount(events: Iterable<KmsRequestObservation>, now: number): HostCount[] {
  const past = [...events].map((event) => ({ event, at: Date.parse(event.at) })).filter(({ at }) => at <= now)
  past.sort((a, b) => a.at - b.at)
  const rebuild = new CountRebuild()
  for (const { event } of past) rebuild.add(event)
  return rebuild.counts(now)
}

const counterKey = (host: string | undefined, key: string) => `${host?.toLowerCase() ?? ''}\n${key}`

function dropExpired(counter: Counter, now: number): void {
  for (const [cmid, { askedAt }] of counter.slots) {
    if (askedAt + WINDOW_MS > now) return
    counter.slots.delete(cmid)
  }
}

function dropOldest(counter: Counter): void {
  const [oldest] = counter.slots.keys()
  if (oldest !== undefined) counter.slots.delete(oldest)
}

function otherNames(before: Slot | undefined, name: string): string[] {
  if (before === undefined) return []
  const last = before.request.client.name
  if (last === name) return before.otherNames
  const others = [last, ...before.otherNames.filter((other) => other !== last)]
  return others.filter((other) => other !== name).slice(0, MOST_OTHER_NAMES)
}

function printSlot({ request, askedAt, otherNames }: Slot): CacheSlot {
  const { client, minimumCount, activationId } = request
  return {
    cmid: client.cmid,
    name: client.name,
    otherNames,
    isVirtual: client.isVirtual,
    minimumCount,
    activationId,
    askedAt: new Date(askedAt).toISOString(),
    leavesAt: new Date(askedAt + WINDOW_MS).toISOString(),
  }
}
