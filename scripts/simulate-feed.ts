import { setTimeout as sleep } from 'node:timers/promises'
import type { Observation } from '@/lib/activation/observation'
import { MOST_AT_ONCE } from '@/lib/operations/ingest/post-observations'

/** The console that simulated machines post to. */
export interface FeedTarget {
  /** its address */
  to: URL
  token: string
  /** simulated seconds in a second; Infinity: as fast as the console answers */
  speed: number
}

export interface FeedCounts {
  posts: number
  recorded: number
  unchanged: number
  rejected: number
  /** posts that were told to come again, or got no answer */
  again: number
}

/** Posts on their way at once. */
const AT_ONCE = 16
const MINUTE_MS = 60_000
/** So often a post is tried; the pauses double, unless Retry-After says otherwise. */
const MOST_TRIES = 8

/** Thrown when the console refuses what no second try mends: a wrong token, a wrong address. */
export class FeedRefused extends Error {}

/**
 * Posts what a simulation observes as its machines would: each machine what it saw within a minute, KMS hosts what their log
 * holds, at the pace of `speed`. Answers that ask to come again are obeyed.
 */
export async function feed(observations: Iterable<Observation>, target: FeedTarget): Promise<FeedCounts> {
  const counts: FeedCounts = { posts: 0, recorded: 0, unchanged: 0, rejected: 0, again: 0 }
  const onTheirWay = new Set<Promise<void>>()
  let refused: unknown
  const begun = Date.now()
  let first: number | undefined
  for (const { minute, posts } of byMinute(observations)) {
    first ??= minute
    await sleep(Math.max(0, begun + ((minute - first) * MINUTE_MS) / target.speed - Date.now()))
    for (const post of posts.flatMap(inPosts)) {
      while (onTheirWay.size >= AT_ONCE) await Promise.race(onTheirWay)
      if (refused) throw refused
      const sent: Promise<void> = send(post, target, counts)
        .catch((error: unknown) => {
          refused ??= error
        })
        .finally(() => onTheirWay.delete(sent))
      onTheirWay.add(sent)
    }
  }
  await Promise.all(onTheirWay)
  if (refused) throw refused
  return counts
}

/** More would be kept as a file, whose counts come later. */
function inPosts(seen: Observation[]): Observation[][] {
  const count = Math.ceil(seen.length / MOST_AT_ONCE)
  return Array.from({ length: count }, (_, at) => seen.slice(at * MOST_AT_ONCE, (at + 1) * MOST_AT_ONCE))
}

/** What each machine saw, minute by minute. */
export function* byMinute(
  observations: Iterable<Observation>,
): Generator<{ minute: number; posts: Observation[][] }> {
  let minute: number | undefined
  let senders = new Map<string, Observation[]>()
  for (const observation of observations) {
    const at = Math.floor(
      Date.parse('at' in observation ? observation.at : observation.observedAt) / MINUTE_MS,
    )
    if (minute !== undefined && at !== minute) {
      yield { minute, posts: [...senders.values()] }
      senders = new Map()
    }
    minute = at
    const sender = senderOf(observation)
    const seen = senders.get(sender)
    if (seen) seen.push(observation)
    else senders.set(sender, [observation])
  }
  if (minute !== undefined) yield { minute, posts: [...senders.values()] }
}

/** Requests stand in the log of the host; everything else a machine says of itself. */
function senderOf(observation: Observation): string {
  if ('host' in observation && (observation.kind === 'kmsRequest' || observation.kind === 'kmsHost'))
    return observation.host?.name ?? ''
  return 'client' in observation ? (observation.client.name ?? '') : ''
}

async function send(post: Observation[], { to, token }: FeedTarget, counts: FeedCounts): Promise<void> {
  const request = {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'user-agent': 'simulate/1.0',
    },
    body: JSON.stringify(post),
  }
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(new URL('/api/v1/observations', to), request).catch(
      (error: unknown) => error as Error,
    )
    if (!(answer instanceof Error) && (answer.status === 200 || answer.status === 422)) {
      const body = (await answer.json()) as { recorded: number; unchanged: number; rejectedCount: number }
      counts.posts += 1
      counts.recorded += body.recorded
      counts.unchanged += body.unchanged
      counts.rejected += body.rejectedCount
      return
    }
    const isForLater = answer instanceof Error || [429, 502, 503, 504].includes(answer.status)
    const words = answer instanceof Error ? answer.message : `${answer.status} ${await answer.text()}`
    if (!isForLater || tries === MOST_TRIES) throw new FeedRefused(`${to.origin}: ${words}`)
    counts.again += 1
    const asked = answer instanceof Error ? null : answer.headers.get('retry-after')
    await sleep(asked === null ? 1_000 * 2 ** (tries - 1) : Number(asked) * 1_000)
  }
}
