import { randomUUID } from 'node:crypto'
import { type Card, subjectOf, tidyCard, titleLine } from '@/lib/activation/notice/card'
import { maskValues } from '@/lib/activation/product/mask-values'
import { cardHtml } from '@/lib/format/messages/card-html'
import { cardText } from '@/lib/format/messages/card-text'
import type { Transaction } from '../audit'

export interface NewDelivery {
  /** whoever asks twice with one key gets the same message, queued once */
  key: string
  /** null: the first mail channel that works */
  channelId: string | null
  /** addresses, for mail; a person of another channel is the channel itself */
  recipients?: readonly string[]
  about: { kind: 'alert' | 'report' | 'token' | 'test'; id: string | null }
  routeId?: string
  subject: string
  text: string
  html?: string | null
  /** the same as facts, for what is no mail; absent: the words of the text */
  card?: Card
  /** the message this one belongs below */
  thread?: string | null
  attachments?: readonly { name: string; type: string; bytes: Uint8Array }[]
}

/** What became of a wish to send something. */
export type Queued =
  | { ok: true; messageId: string; channelId: string; deliveries: number }
  | { ok: false; why: 'noChannel' | 'noRecipient' }

/** A card with its words as mail has them. */
export function wordsOfCard(given: Card): Pick<NewDelivery, 'subject' | 'text' | 'html'> & { card: Card } {
  const card = tidyCard(maskValues(given))
  return { subject: subjectOf(card), text: cardText(card), html: cardHtml(card), card }
}

/**
 * Puts a message on its way in the caller's transaction: if that commits, the message is delivered, at least once and with
 * retries; each receiver has a delivery of their own. No whole product key leaves in it.
 */
export async function queueDelivery(tx: Transaction, wish: NewDelivery, now: Date): Promise<Queued> {
  const known = await tx.message.findUnique({
    where: { key: wish.key },
    select: { id: true, deliveries: { select: { channelId: true } } },
  })
  if (known) {
    const channelId = known.deliveries[0]?.channelId ?? wish.channelId ?? ''
    return { ok: true, messageId: known.id, channelId, deliveries: known.deliveries.length }
  }
  const channel = await channelFor(tx, wish.channelId)
  if (!channel) return { ok: false, why: 'noChannel' }
  const recipients = channel.kind === 'mail' ? [...new Set(wish.recipients ?? [])] : ['']
  if (recipients.length === 0) return { ok: false, why: 'noRecipient' }
  const { key, about, routeId, thread = null, attachments = [] } = wish
  const { subject, text, html = null, card = cardOfText(wish) } = wish
  const id = randomUUID()
  await tx.message.create({
    data: {
      ...{ id, key, about: about.kind, aboutId: about.id, routeId: routeId ?? null, thread, createdAt: now },
      ...maskValues({ subject: titleLine(subject), text, html, card: card as object }),
      attachments: {
        create: attachments.map(({ bytes, ...file }) => ({ ...file, bytes: Uint8Array.from(bytes) })),
      },
      deliveries: {
        create: recipients.map((recipient) => ({
          ...{ id: randomUUID(), channelId: channel.id, recipient, state: 'waiting' },
          ...{ dueAt: now, createdAt: now },
        })),
      },
    },
    select: { id: true },
  })
  return { ok: true, messageId: id, channelId: channel.id, deliveries: recipients.length }
}

const cardOfText = ({ subject, text }: NewDelivery): Card => ({
  ...{
    title: titleLine(subject),
    lines: text.split(/\n{2,}/).map((part) => part.trim()),
    items: [],
    more: 0,
  },
})

/** Channels that fail come last: what is urgent goes where something arrives. */
async function channelFor(tx: Transaction, channelId: string | null) {
  return tx.channel.findFirst({
    where: { offAt: null, ...(channelId === null ? { kind: 'mail' } : { id: channelId }) },
    orderBy: [{ failures: 'asc' }, { createdAt: 'asc' }],
    select: { id: true, kind: true },
  })
}
