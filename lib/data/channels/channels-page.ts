import { FAILURES_OF_A_FAILING_CHANNEL } from '@/lib/activation/notice/back-off'
import { type ChannelKind, type ChannelSettings, sayTarget } from '@/lib/activation/notice/channel-kinds'
import type { Route } from '@/lib/activation/notice/route'
import { nextDigest } from '@/lib/activation/notice/when-told'
import { ROUTE_COLUMNS } from '../notices/outbox'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'
import { openSecrets } from './sealed-secrets'

/** A channel as its page shows it; no secret of it. Times are ISO 8601 UTC. */
export interface ChannelRow {
  id: string
  name: string
  kind: ChannelKind
  settings: ChannelSettings
  target: string
  offAt: string | null
  offWhy: string | null
  /** so many failures in a row that other channels are told */
  isFailing: boolean
  failures: number
  failingSince: string | null
  lastProblem: string | null
  lastSentAt: string | null
  /** when the next message or call is to go */
  nextDueAt: string | null
  waiting: number
  /** of the last 30 days */
  dead: number
  /** receivers may still hold the signing secret before the newest */
  hasPreviousSecret: boolean
  /** it posts without TLS, which somebody accepted */
  isPlain: boolean
}

type Found = Omit<ChannelRow, 'target' | 'isFailing' | 'hasPreviousSecret' | 'isPlain'> & {
  sealed: string | null
}

/** Every channel by name. Throws NotPermitted without `channel.read`. */
export async function loadChannels(reader: DataReader): Promise<ChannelRow[]> {
  mustBeAble(reader, 'channel.read')
  const rows = await readRows<Found>(
    `SELECT c.id, c.name, c.kind, c.settings, c.sealed, c.off_at, c.off_why, c.failures, c.failing_since, c.last_problem, c.last_sent_at,
            least(c.beat_due_at, min(greatest(d.due_at, c.rests_until)) FILTER (WHERE d.state = 'waiting')) AS next_due_at,
            count(d.id) FILTER (WHERE d.state IN ('waiting', 'sending'))::int AS waiting,
            count(d.id) FILTER (WHERE d.state = 'dead')::int AS dead
       FROM channel c LEFT JOIN delivery d ON d.channel_id = c.id
        AND (d.state IN ('waiting', 'sending') OR d.state = 'dead' AND d.created_at > now() - interval '30 days')
      GROUP BY c.id ORDER BY lower(c.name)`,
  )
  return rows.map(({ sealed, ...row }) => {
    const secrets = openSecrets(sealed, row.id)
    return {
      ...row,
      nextDueAt: row.offAt === null ? row.nextDueAt : null,
      target: sayTarget(row.kind, row.settings),
      isFailing: row.offAt === null && row.failures >= FAILURES_OF_A_FAILING_CHANNEL,
      hasPreviousSecret: secrets?.previousSecret !== undefined,
      isPlain: secrets?.url?.startsWith('http:') ?? row.settings.security === 'plain',
    }
  })
}

/** Channels that fail or that their receiver switched off; for a bar on every page. */
export async function loadFailingChannels(reader: DataReader): Promise<{ name: string; problem: string }[]> {
  mustBeAble(reader, 'channel.read')
  return readRows(
    `SELECT name, coalesce(CASE WHEN off_at IS NOT NULL THEN off_why END, last_problem, '') AS problem FROM channel
      WHERE (off_at IS NULL AND failures >= $1) OR off_by_receiver ORDER BY lower(name)`,
    [FAILURES_OF_A_FAILING_CHANNEL],
  )
}

export interface RouteRow extends Route {
  channelName: string | null
  escalationName: string | null
  /** when it last told of something */
  toldAt: string | null
  waiting: number
  /** when its next digest goes; null for one that tells at once */
  digestAt: string | null
}

/** Every route, the default one first. Throws NotPermitted without `channel.read`. */
export async function loadRouteRows(reader: DataReader, now: Date): Promise<RouteRow[]> {
  mustBeAble(reader, 'channel.read')
  const columns = ROUTE_COLUMNS.split(/,\s*/).map((column) => `r.${column}`)
  const rows = await readRows<Omit<RouteRow, 'digestAt'>>(
    `SELECT ${columns.join(', ')}, c.name AS channel_name, e.name AS escalation_name,
            (SELECT max(m.created_at) FROM message m WHERE m.route_id = r.id AND m.about = 'alert') AS told_at,
            (SELECT count(*)::int FROM notice n WHERE n.route_id = r.id AND n.state = 'waiting') AS waiting
       FROM route r LEFT JOIN channel c ON c.id = r.channel_id LEFT JOIN channel e ON e.id = r.escalate_to
      ORDER BY r.is_default DESC, lower(r.name)`,
  )
  return rows.map((row) => ({
    ...row,
    digestAt: row.isOff ? null : (nextDigest(row, now)?.toISOString() ?? null),
  }))
}
