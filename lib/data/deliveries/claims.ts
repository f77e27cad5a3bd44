import type { Card } from '@/lib/activation/notice/card'
import type { ChannelKind, ChannelSecrets, ChannelSettings } from '@/lib/activation/notice/channel-kinds'
import { openSecrets } from '../channels/sealed-secrets'
import { pool } from '../pool'
import { prisma } from '../prisma'
import { rowsOf } from '../rows'

/** So long a delivery is held by who sends it: after that its process is taken to have died, and it is sent again. */
const HOLD_MS = 3 * 60_000
/** What is due later than any pause was written before the clock was set back: it is due. */
const LONGEST_WAIT_MS = 25 * 3_600_000

const IS_DUE = `((d.state = 'waiting' AND (d.due_at <= $1 OR d.due_at > $1::timestamptz + make_interval(secs => ${LONGEST_WAIT_MS / 1000})))
  OR (d.state = 'sending' AND (d.held_until <= $1 OR d.held_until > $1::timestamptz + make_interval(secs => ${(2 * HOLD_MS) / 1000}))))`

/** Channels that something is due on, that are on, and that do not rest after a failure. */
export async function channelsWithDue(now: Date): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    pool(),
    `SELECT c.id FROM channel c WHERE c.off_at IS NULL
        AND (c.rests_until IS NULL OR c.rests_until <= $1 OR c.rests_until > $1::timestamptz + interval '1 hour')
        AND EXISTS (SELECT FROM delivery d WHERE d.channel_id = c.id AND ${IS_DUE})`,
    [now],
  )
  return rows.map(({ id }) => id)
}

/** A delivery in hand. tries: this one included. */
export interface Claimed {
  id: string
  tries: number
  messageId: string
  thread: string | null
  about: string
  at: string
  subject: string
  text: string
  html: string | null
  card: Card
  recipient: string
  attachments: { name: string; type: string; bytes: Uint8Array }[]
}

/** Takes the delivery that is due longest on a channel, or this very one; of several workers one gets it. */
export async function claimNext(channelId: string, now: Date, only?: string): Promise<Claimed | undefined> {
  const [row] = await rowsOf<Omit<Claimed, 'attachments'>>(
    pool(),
    `WITH next AS (
       SELECT d.id FROM delivery d WHERE d.channel_id = $2 AND ${IS_DUE} AND ($4::uuid IS NULL OR d.id = $4)
        ORDER BY d.due_at, d.id LIMIT 1 FOR UPDATE SKIP LOCKED)
     UPDATE delivery d SET state = 'sending', held_until = $3, tries = d.tries + 1
       FROM next, message m WHERE d.id = next.id AND m.id = d.message_id
     RETURNING d.id, d.tries, d.message_id, d.recipient, m.thread, m.about, m.created_at AS at, m.subject, m.text, m.html, m.card`,
    [now, channelId, new Date(now.getTime() + HOLD_MS), only ?? null],
  )
  if (!row) return undefined
  const attachments = await prisma().messageAttachment.findMany({
    where: { messageId: row.messageId },
    select: { name: true, type: true, bytes: true },
  })
  return { ...row, attachments }
}

/** What of a message is still to be sent, and through which channel. */
export async function waitingOf(messageId: string): Promise<{ id: string; channelId: string }[]> {
  return rowsOf(
    pool(),
    `SELECT id, channel_id FROM delivery WHERE message_id = $1 AND state = 'waiting' AND channel_id IS NOT NULL ORDER BY recipient LIMIT 20`,
    [messageId],
  )
}

/** A channel as it is sent through; absent when it is gone or off, `secrets` when they cannot be opened. */
export async function loadOpenChannel(id: string) {
  const row = await prisma().channel.findUnique({
    where: { id, offAt: null },
    select: { id: true, kind: true, settings: true, sealed: true },
  })
  if (!row) return undefined
  const secrets: ChannelSecrets | undefined = openSecrets(row.sealed, id)
  return { kind: row.kind as ChannelKind, settings: row.settings as ChannelSettings, secrets }
}
