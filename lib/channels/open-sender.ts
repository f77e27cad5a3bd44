import type { PostOptions } from './guarded-post'
import type { OpenChannel, Outgoing, SendAnswer } from './outgoing'
import { mailSender } from './send-mail'
import { sendPost } from './send-post'

/** Sends what goes through one channel, one after another. */
export interface Sender {
  send(outgoing: Outgoing, now: Date): Promise<SendAnswer>
  close(): void
}

/** A sender for a channel of any kind. What a feed shows was delivered with that. */
export function openSender(channel: OpenChannel, options: PostOptions = {}): Sender {
  if (channel.kind === 'mail') return mailSender(channel, options)
  return {
    send: async (outgoing, now) =>
      channel.kind === 'feed'
        ? { outcome: 'sent', words: 'It is in the feed.' }
        : sendPost(channel, outgoing, now, options),
    close: () => undefined,
  }
}
