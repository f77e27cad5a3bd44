import type { PostOptions } from '@/lib/channels/guarded-post'
import { openSender, type Sender } from '@/lib/channels/open-sender'
import type { SendAnswer } from '@/lib/channels/outgoing'
import {
  type Claimed,
  channelsWithDue,
  claimNext,
  loadOpenChannel,
  waitingOf,
} from '@/lib/data/deliveries/claims'
import { noteAnswer } from '@/lib/data/deliveries/note-answer'
import { aside } from '@/lib/jobs/threads'

export interface DeliverOptions extends PostOptions {
  isStopped?: () => boolean
  /** The time now; the wall clock unless a test steps it. */
  clock?: () => Date
}

/** So many messages go through a channel in one turn before the next look at what is due. */
const MOST_A_TURN = 50
/** … and no next one after so long: alerts, heartbeats and other channels wait for the end of the turn. */
const TURN_MS = 10_000

/** Sends what is due, channel beside channel, so that one that hangs keeps none of the others waiting. Returns how many tries. */
export async function deliverDue(options: DeliverOptions = {}): Promise<number> {
  const { clock = () => new Date() } = options
  const channels = await channelsWithDue(clock())
  const tries = await Promise.all(channels.map((id) => sendThrough(id, options)))
  return tries.reduce((sum, count) => sum + count, 0)
}

/** Sends what of a message is due now, in the thread of jobs, and comes back when each receiver's server has answered. */
export const deliverAside = aside('jobs', 'deliverMessage', deliverMessage)

export async function deliverMessage(messageId: string): Promise<void> {
  for (const { id, channelId } of await waitingOf(messageId)) await sendThrough(channelId, {}, id)
}

async function sendThrough(channelId: string, options: DeliverOptions, only?: string): Promise<number> {
  const { clock = () => new Date(), isStopped = () => false } = options
  const channel = await loadOpenChannel(channelId)
  if (!channel) return 0
  const { kind, secrets } = channel
  const sender = secrets && openSender({ ...channel, secrets }, options)
  try {
    const endsAt = clock().getTime() + TURN_MS
    let tries = 0
    while (tries < MOST_A_TURN && clock().getTime() < endsAt && !isStopped()) {
      const startedAt = clock()
      const claimed = await claimNext(channelId, startedAt, only)
      if (!claimed) break
      tries += 1
      const answer = await tryOnce(sender, claimed, startedAt)
      const { outcome, code, words, afterSeconds, isChannelDown = false } = answer
      // Of mail the server answers for each message; a program that is posted to is the channel.
      const isOfChannel = isChannelDown || kind !== 'mail'
      const facts = { outcome, code, words, afterSeconds, isOfChannel, rests: isChannelDown }
      await noteAnswer({ ...claimed, channelId }, facts, { startedAt, now: clock() })
      if (outcome === 'gone' || isChannelDown) break
    }
    return tries
  } finally {
    sender?.close()
  }
}

async function tryOnce(sender: Sender | undefined, claimed: Claimed, now: Date): Promise<SendAnswer> {
  if (sender === undefined) return UNREADABLE
  return sender.send(claimed, now)
}

const UNREADABLE: SendAnswer = {
  outcome: 'retry',
  words: 'Its secrets are sealed with an encryption key that this console does not have. Enter them again.',
  isChannelDown: true,
}
