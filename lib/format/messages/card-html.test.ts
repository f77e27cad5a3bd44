import { expect, it } from 'vitest'
import type { Card } from '@/lib/activation/notice/card'
import { cardHtml } from './card-html'
import { cardText } from './card-text'

const CARD: Card = {
  severity: 'error',
  title: 'kms02 does not answer',
  lines: ['Since 30 Nov 2026, 12:00 UTC.'],
  items: [],
  more: 0,
}
const badges = (card: Card) =>
  [...cardHtml(card).matchAll(/<span class="(\w+)"[^>]*>([^<]*)</g)].map(([, ...it]) => it)

it('a mail bears its severity in its tone, and that of an end says closed', () => {
  expect(badges(CARD)).toEqual([['bad', 'error']])
  expect(badges({ ...CARD, severity: 'warn' })).toEqual([['warn', 'warn']])
  expect(badges({ ...CARD, severity: 'info' })).toEqual([['info', 'info']])
  expect(badges({ ...CARD, isOver: true })).toEqual([['ok', 'closed']])
})

it('the text of a mail gives each thing it names a line, and its detail the next one', () => {
  const items = [
    {
      title: 'kms02 in emea.example: no SRV record',
      detail: 'Not found on 30 Nov.',
      url: 'https://c.example/1',
    },
    { title: 'kms03 in emea.example: no SRV record', detail: '', url: 'https://c.example/2' },
  ]
  expect(cardText({ ...CARD, items })).toContain(`- kms02 in emea.example: no SRV record
  Not found on 30 Nov.
  https://c.example/1
- kms03 in emea.example: no SRV record
  https://c.example/2`)
})
