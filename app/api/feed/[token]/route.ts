import { hashToken } from '@/lib/auth/token'
import { loadFeed } from '@/lib/data/channels/feed'
import { atomFeed } from '@/lib/format/messages/atom-feed'
import { consoleAddress } from '@/lib/server/console-address'

/** A channel as an Atom feed; the end of its address is the secret. */
export async function GET(_: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params
  const feed = await loadFeed(hashToken(token))
  if (!feed) return new Response('There is no such feed.\n', { status: 404 })
  const { id, name, createdAt, entries } = feed
  const facts = { id, title: name, updated: entries[0]?.at ?? createdAt, address: consoleAddress() }
  return new Response(atomFeed(facts, entries), {
    headers: {
      'Content-Type': 'application/atom+xml; charset=utf-8',
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
