import {
  ABOUT_WORDS,
  DELIVERY_STATE_WORDS,
  type DeliveryState,
  type MessageAbout,
} from '@/lib/activation/notice/notice-words'
import { sqlList } from '../lists/sql-list'
import { readRows } from '../rows'

/** A message on its way to one receiver, or there. */
export interface DeliveryRow {
  id: string
  messageId: string
  /** ISO 8601: when the message was written */
  at: string
  subject: string
  about: MessageAbout
  recipient: string
  channel: string | null
  state: DeliveryState
  tries: number
  dueAt: string
  endedAt: string | null
  /** what the other side said last */
  words: string | null
}

const text = (sql: string) => ({ sql, type: 'text' as const })
const CHANNEL = `coalesce(c.name, 'a channel that is gone')`

/** The ledger of deliveries, as filtered and sorted. */
export const DELIVERIES_LIST = sqlList<DeliveryRow>({
  name: 'deliveries',
  permission: 'channel.read',
  select: () =>
    `SELECT d.id, d.message_id, m.created_at AS at, m.subject, m.about, d.recipient, c.name AS channel, d.state, d.tries, d.due_at, d.ended_at,
            (SELECT a.words FROM delivery_attempt a WHERE a.delivery_id = d.id ORDER BY a.id DESC LIMIT 1) AS words
       FROM delivery d JOIN message m ON m.id = d.message_id LEFT JOIN channel c ON c.id = d.channel_id`,
  id: { sql: 'd.id', type: 'uuid' },
  sorts: {
    at: { sql: 'm.created_at', type: 'timestamptz' },
    subject: text('lower(m.subject)'),
    to: text('lower(d.recipient)'),
    state: text('d.state'),
  },
  search: `concat_ws(' ', m.subject, d.recipient)`,
  filters: { state: 'd.state', channel: CHANNEL, about: 'm.about' },
  time: 'm.created_at',
  async choices() {
    const channels = await readRows<{ name: string }>('SELECT name FROM channel ORDER BY lower(name)')
    const said = (words: Readonly<Record<string, string>>) =>
      Object.entries(words).map(([value, label]) => ({ value, label }))
    return {
      state: said(DELIVERY_STATE_WORDS),
      channel: channels.map(({ name }) => ({ value: name, label: name })),
      about: said(ABOUT_WORDS),
    }
  },
  columns: [
    { id: 'at', header: 'Written', value: ({ at }) => at, kind: 'time' },
    { id: 'subject', header: 'Subject', value: ({ subject }) => subject },
    { id: 'subject', header: 'About', value: ({ about }) => ABOUT_WORDS[about] },
    { id: 'to', header: 'To', value: ({ recipient }) => recipient },
    { id: 'to', header: 'Channel', value: ({ channel }) => channel },
    { id: 'state', header: 'State', value: ({ state }) => DELIVERY_STATE_WORDS[state] },
    { id: 'state', header: 'Tries', value: ({ tries }) => tries },
    { id: 'answer', header: 'Answer', value: ({ words }) => words },
    { id: 'answer', header: 'Ended', value: ({ endedAt }) => endedAt, kind: 'time' },
  ],
})
