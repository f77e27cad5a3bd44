import type { Card } from '@/lib/activation/notice/card'
import type { ChannelKind, ChannelSecrets, ChannelSettings } from '@/lib/activation/notice/channel-kinds'
import { plainLine } from '@/lib/activation/words/plain-line'

/** A channel as it is sent through. */
export interface OpenChannel {
  kind: ChannelKind
  settings: ChannelSettings
  secrets: ChannelSecrets
}

/** One message to one receiver. */
export interface Outgoing {
  /** the same for every try */
  messageId: string
  /** the message this one belongs below */
  thread: string | null
  about: string
  /** ISO 8601: when it was written */
  at: string
  subject: string
  text: string
  html: string | null
  card: Card
  /** an address of mail; empty where the channel is the receiver */
  recipient: string
  attachments: readonly { name: string; type: string; bytes: Uint8Array }[]
}

/**
 * What came of a try. `retry` may work later, `refused` never will, `gone` means that the receiver wants nothing more. words:
 * the other side's own, where it said any.
 */
export interface SendAnswer {
  outcome: 'sent' | 'retry' | 'refused' | 'gone'
  /** of SMTP or HTTP */
  code?: number
  words: string
  /** how long the receiver asked to be left alone */
  afterSeconds?: number
  /** nobody answered at all, or not to us: the next message would fare no better */
  isChannelDown?: true
}

const LONGEST_WORDS = 500

/** What a server said, in a line that can be kept and shown. */
export const serverWords = (text: string) => plainLine(text, LONGEST_WORDS)
