import type { NoticeKind, WhyPassed } from '@/lib/activation/notice/judge-step'
import type { DeliveryState } from '@/lib/activation/notice/notice-words'
import { visibleTo } from '../alerts/visible-alerts'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { SqlValues } from '../sql-text'

/** What one route did about one thing that happened to an alert. Times are ISO 8601 UTC. */
export interface AlertNotice {
  id: number
  at: string
  kind: NoticeKind
  route: string
  state: 'waiting' | 'told' | 'passed'
  why: WhyPassed | null
  dueAt: string | null
  messageId: string | null
  /** how many alerts the message told of */
  together: number
  receivers: { to: string; state: DeliveryState; words: string | null }[]
}

export interface AlertMessages {
  objectName: string
  rule: string
  /** something happened that nobody has decided about yet */
  isUndecided: boolean
  notices: AlertNotice[]
}

/**
 * Why somebody did or did not hear of an alert: what each route decided, step by step, and what became of the messages.
 * Addresses are shown to those who may see channels. Undefined for a number that is none, and for an alert that
 * is none of this reader's. Throws NotPermitted without `alert.rules`.
 */
export async function loadAlertMessages(
  reader: DataReader,
  alertId: number,
): Promise<AlertMessages | undefined> {
  mustBeAble(reader, 'alert.rules')
  const values = new SqlValues()
  const [alert] = await readRows<Omit<AlertMessages, 'notices'>>(
    `SELECT object_name, rule, EXISTS (SELECT FROM alert_step t WHERE t.alert_id = a.id AND t.announced_at IS NULL) AS is_undecided
       FROM alert a WHERE id = ${values.add(alertId)} AND ${visibleTo(reader, values)}`,
    values.list,
  )
  if (!alert) return undefined
  const mayNames = reader.can('channel.read')
  const notices = await readRows<AlertNotice>(
    `SELECT n.id, n.at, n.kind, r.name AS route, n.state, n.why, n.due_at, n.message_id,
            (SELECT count(*)::int FROM notice o WHERE o.message_id = n.message_id) AS together,
            coalesce((SELECT jsonb_agg(jsonb_build_object('to', CASE WHEN $2 THEN coalesce(nullif(d.recipient, ''), c.name, '') ELSE '' END,
                'state', d.state,
                'words', CASE WHEN $2 THEN (SELECT a.words FROM delivery_attempt a WHERE a.delivery_id = d.id ORDER BY a.id DESC LIMIT 1) END)
                ORDER BY d.recipient)
               FROM delivery d LEFT JOIN channel c ON c.id = d.channel_id WHERE d.message_id = n.message_id), '[]') AS receivers
       FROM notice n JOIN route r ON r.id = n.route_id WHERE n.alert_id = $1 ORDER BY n.id DESC LIMIT 500`,
    [alertId, mayNames],
  )
  return { ...alert, notices }
}
