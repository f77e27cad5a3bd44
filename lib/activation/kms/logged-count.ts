import type { KmsRequestObservation } from '../observation'
import { productByActivationId } from '../product/products-by-id'
import { type LoggedCount, largestCap } from './count-bounds'
import { CountRebuild, countedAsOf, type HostCount, isCountedAnswer, raisesCount } from './rebuild-count'
import { COUNT_WINDOW_DAYS, countCap } from './thresholds'
import { DAY_MS } from './timers'

/** One key of one host: the slots, and what the bounds of the count rest on. */
export type LoggedHostCount = HostCount & LoggedCount

/**
 * Rebuilds the counts of one host from the requests of the 30 days before `at` (milliseconds since 1970), in time
 * order, and the room each key had before them. Requests of other hosts, of other times and later ones are the
 * caller's to leave out; names of hosts are not looked at, so that a host logged under two names is one.
 */
export function loggedCounts(
  requests: readonly KmsRequestObservation[],
  capsBefore: ReadonlyMap<string, number>,
  at: number,
): LoggedHostCount[] {
  const rebuild = new CountRebuild()
  const roomOf = new Map<string, RoomLog>()
  for (const [key, cap] of capsBefore) {
    rebuild.makeRoom(undefined, key, cap)
    roomOf.set(key, newRoom(cap))
  }
  for (const { host: _, ...request } of requests) {
    if (!isCountedAnswer(request.hresult)) continue
    rebuild.add(request)
    noteRoom(roomOf, request)
  }
  return rebuild.counts(at).map((count) => {
    const room = roomOf.get(count.countedAs) ?? newRoom(0)
    const asked = [...room.lastAsked.values()].filter((time) => time + COUNT_WINDOW_DAYS * DAY_MS > at)
    return {
      ...count,
      capBefore: room.capBefore,
      distinct: asked.length,
      raises: room.raises.map((raise) => ({
        ...raise,
        distinctSince: asked.filter((time) => time >= raise.at).length,
      })),
    }
  })
}

/** So many CMIDs asked since the room was largest that nothing older can hold a slot. */
export function isSettled({ countedAs, cap, raises }: LoggedHostCount): boolean {
  const last = raises.at(-1)
  return cap >= largestCap(countedAs) && last !== undefined && last.distinctSince >= last.cap
}

/** How the room of one key grew, and who asked. */
interface RoomLog {
  capBefore: number
  cap: number
  raises: { at: number; cap: number }[]
  lastAsked: Map<string, number>
}

const newRoom = (cap: number): RoomLog => ({ capBefore: cap, cap, raises: [], lastAsked: new Map() })

function noteRoom(rooms: Map<string, RoomLog>, request: KmsRequestObservation): void {
  const key = countedAsOf(request.activationId, request.minimumCount)
  const room = rooms.get(key) ?? newRoom(0)
  rooms.set(key, room)
  const at = Date.parse(request.at)
  const cap = countCap(request.minimumCount)
  if (cap > room.cap) {
    room.cap = cap
    room.raises.push({ at, cap })
  }
  const generation = productByActivationId(request.activationId)?.generation
  if (raisesCount(generation, request.client.isVirtual)) room.lastAsked.set(request.client.cmid, at)
}
