import type { ChannelSettings } from '@/lib/activation/notice/channel-kinds'
import { type Answered, noteChannel } from '../deliveries/note-answer'
import { pool } from '../pool'
import { inPrismaTransaction } from '../prisma'
import { rowsOf } from '../rows'
import { loadSources } from '../sources/sources-page'
import { openSecrets } from './sealed-secrets'

/** A call that is due, with what it says. */
export interface DueBeat {
  channelId: string
  url: string
  caCertificate: string | undefined
  body: { at: string; sources: number; staleSources: number }
}

/** Takes the heartbeats that are due, and sets when the next ones are: of several workers one gets each. */
export async function dueBeats(now: Date): Promise<DueBeat[]> {
  const taken = await rowsOf<{ id: string; settings: ChannelSettings; sealed: string | null }>(
    pool(),
    `UPDATE channel SET beat_due_at = $1::timestamptz + make_interval(mins => (settings->>'everyMinutes')::int)
      WHERE kind = 'heartbeat' AND off_at IS NULL
        AND (beat_due_at <= $1 OR beat_due_at > $1::timestamptz + make_interval(mins => (settings->>'everyMinutes')::int))
    RETURNING id, settings, sealed`,
    [now],
  )
  if (taken.length === 0) return []
  const sources = await loadSources({ can: () => true }, now)
  const body = {
    ...{ at: now.toISOString(), sources: sources.length },
    staleSources: sources.filter(({ standing }) => standing.state === 'stale').length,
  }
  return taken.flatMap(({ id, settings, sealed }) => {
    const url = openSecrets(sealed, id)?.url
    return url === undefined ? [] : [{ channelId: id, url, caCertificate: settings.caCertificate, body }]
  })
}

/** Notes how a heartbeat was answered. */
export async function noteBeat(channelId: string, answer: Answered, now: Date): Promise<void> {
  await inPrismaTransaction((tx) => noteChannel(tx, channelId, answer, now))
}
