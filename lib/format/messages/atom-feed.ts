import { escaped } from './card-html'

/** A message as a feed shows it. */
export interface FeedEntry {
  id: string
  /** ISO 8601 */
  at: string
  subject: string
  text: string
  url: string | null
}

/** An Atom feed (RFC 4287), newest first. */
export function atomFeed(
  { id, title, updated, address }: { id: string; title: string; updated: string; address: string },
  entries: readonly FeedEntry[],
): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>urn:uuid:${id}</id><title>${inXml(title)}</title><updated>${updated}</updated>
<author><name>Activation Console</name></author><link href="${inXml(address)}"/>
${entries.map(entryXml).join('\n')}
</feed>
`
}

function entryXml({ id, at, subject, text, url }: FeedEntry): string {
  const link = url === null ? '' : `<link href="${inXml(url)}"/>`
  return `<entry><id>urn:uuid:${id}</id><title>${inXml(subject)}</title><updated>${at}</updated>${link}<content type="text">${inXml(text)}</content></entry>`
}

/** Characters that no XML may hold are left out. */
const inXml = (text: string) =>
  escaped(text.toWellFormed().replace(/[\uFFFE\uFFFF]|(?![\t\n\r])\p{Cc}/gu, ''))
