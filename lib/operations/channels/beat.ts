import type { PostOptions } from '@/lib/channels/guarded-post'
import { guardedPost } from '@/lib/channels/guarded-post'
import { answerOf } from '@/lib/channels/send-post'
import { type DueBeat, dueBeats, noteBeat } from '@/lib/data/channels/beats'

/**
 * Calls the outside watchers that are due: "the console lives, so many of its sources are silent". A call that is missed is the message;
 * so none is made up for, and none stands in the ledger.
 */
export async function beat(now: Date, options: PostOptions = {}): Promise<void> {
  await Promise.all((await dueBeats(now)).map((due) => beatOnce(due, now, options)))
}

async function beatOnce({ channelId, url, body, caCertificate }: DueBeat, now: Date, options: PostOptions) {
  const { outcome, words } = await answerOf(() =>
    guardedPost({ url, body: JSON.stringify(body), caCertificate }, options),
  )
  await noteBeat(channelId, { outcome, words, isOfChannel: true, rests: false }, now)
}
