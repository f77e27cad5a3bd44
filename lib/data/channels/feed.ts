import type { FeedEntry } from '@/lib/format/messages/atom-feed'
import { readRows } from '../rows'

const MOST_ENTRIES = 50

/** The newest messages of a feed. Read without a permission: knowing the token is the permission. Undefined for an unknown one. */
export async function loadFeed(
  tokenHash: string,
): Promise<{ id: string; name: string; createdAt: string; entries: FeedEntry[] } | undefined> {
  const [channel] = await readRows<{ id: string; name: string; createdAt: string }>(
    `SELECT id, name, created_at FROM channel WHERE kind = 'feed' AND token_hash = $1 AND off_at IS NULL`,
    [tokenHash],
  )
  if (!channel) return undefined
  const entries = await readRows<FeedEntry>(
    `SELECT m.id, m.created_at AS at, m.subject, m.text, m.card #>> '{link,url}' AS url
       FROM delivery d JOIN message m ON m.id = d.message_id
      WHERE d.channel_id = $1 AND d.state = 'sent' ORDER BY d.created_at DESC, m.id LIMIT ${MOST_ENTRIES}`,
    [channel.id],
  )
  return { ...channel, entries }
}
