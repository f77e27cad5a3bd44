import type { DeliveryState, MessageAbout } from '@/lib/activation/notice/notice-words'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'

/** One try to deliver a message. Times are ISO 8601 UTC. */
export interface Attempt {
  at: string
  tookMs: number
  outcome: 'sent' | 'retry' | 'refused' | 'gone'
  words: string
}

export interface MessageDelivery {
  id: string
  recipient: string
  channel: string | null
  state: DeliveryState
  dueAt: string
  attempts: Attempt[]
}

/** A message with what was said and what became of it at each receiver. */
export interface MessageView {
  id: string
  at: string
  subject: string
  text: string
  about: MessageAbout
  route: string | null
  files: string[]
  deliveries: MessageDelivery[]
  /** the alerts it told of, by number; at most 100 */
  alerts: { id: number; objectName: string }[]
}

/** One message; undefined for an id that is none. Throws NotPermitted without `channel.read`. */
export async function loadMessage(reader: DataReader, id: string): Promise<MessageView | undefined> {
  mustBeAble(reader, 'channel.read')
  const [row] = await readRows<Omit<MessageView, 'deliveries' | 'alerts'>>(
    `SELECT m.id, m.created_at AS at, m.subject, m.text, m.about, r.name AS route,
            ARRAY(SELECT f.name FROM message_attachment f WHERE f.message_id = m.id ORDER BY f.name) AS files
       FROM message m LEFT JOIN route r ON r.id = m.route_id WHERE m.id = $1`,
    [id],
  )
  if (!row) return undefined
  const [deliveries, attempts, alerts] = await Promise.all([
    readRows<Omit<MessageDelivery, 'attempts'>>(
      `SELECT d.id, d.recipient, c.name AS channel, d.state, d.due_at FROM delivery d LEFT JOIN channel c ON c.id = d.channel_id
        WHERE d.message_id = $1 ORDER BY c.name, d.recipient`,
      [id],
    ),
    readRows<Attempt & { deliveryId: string }>(
      `SELECT a.delivery_id, a.at, a.took_ms, a.outcome, a.words FROM delivery_attempt a JOIN delivery d ON d.id = a.delivery_id
        WHERE d.message_id = $1 ORDER BY a.id`,
      [id],
    ),
    readRows<MessageView['alerts'][number]>(
      `SELECT a.id, a.object_name FROM notice n JOIN alert a ON a.id = n.alert_id WHERE n.message_id = $1 ORDER BY n.id LIMIT 100`,
      [id],
    ),
  ])
  const triesOf = Map.groupBy(attempts, ({ deliveryId }) => deliveryId)
  return {
    ...row,
    alerts,
    deliveries: deliveries.map((delivery) => ({ ...delivery, attempts: triesOf.get(delivery.id) ?? [] })),
  }
}
