import { randomUUID } from 'node:crypto'
import { type Card, subjectOf, tidyCard } from '@/lib/activation/notice/card'
import { cardHtml } from '@/lib/format/messages/card-html'
import { cardText } from '@/lib/format/messages/card-text'
import type { Outgoing } from './outgoing'

/** Names that a machine may have and that no format may take for more than a name. */
export const HOSTILE_NAMES = [
  'pc\r\nBcc: everybody@corp.example',
  '<script>alert(1)</script>',
  '=HYPERLINK("http://evil.example","x")',
  '\u202Egpj.exe',
  '<!channel> *bold* [x](http://evil.example)',
  'a\u0000b\u200Bc',
] as const

export const aCard = (more: Partial<Card> = {}): Card =>
  tidyCard({
    ...{ severity: 'critical', title: 'kms02.corp.example does not answer' },
    lines: ['Since 30 Nov 2026, 09:12 UTC. 1,204 clients ask it.'],
    items: [],
    more: 0,
    link: { label: 'Open the alert', url: 'https://console.corp.example/alerts/7' },
    footer: 'The route Everything critical sends this to licensing admins.',
    ...more,
  })

/** A message as it goes out, with the words of its card. */
export function anOutgoing(more: Partial<Outgoing> = {}): Outgoing {
  const card = more.card ?? aCard()
  return {
    ...{ messageId: randomUUID(), thread: null, about: 'alert', at: '2026-11-30T09:13:00.000Z' },
    ...{ subject: subjectOf(card), text: cardText(card), html: cardHtml(card), card },
    ...{ recipient: 'ada@corp.example', attachments: [] },
    ...more,
  }
}
