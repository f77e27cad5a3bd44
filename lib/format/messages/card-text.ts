import type { Card } from '@/lib/activation/notice/card'

export const TEST_SENTENCE = 'This is a test. Nothing new happened; somebody tries how messages arrive.'

/** A card as plain text: the words of the mail's first part, of ntfy and of feeds. What all items lead to is said once. */
export function cardText(card: Card): string {
  const { title, lines, items, link, footer, isTest } = card
  const parts = [
    isTest && TEST_SENTENCE,
    title,
    ...lines,
    items
      .map(({ title: name, detail, url }) =>
        [`- ${name}`, detail && `  ${detail}`, url !== link?.url && `  ${url}`].filter(Boolean).join('\n'),
      )
      .join('\n'),
    sayMore(card),
    link && `${link.label}: ${link.url}`,
    footer && `-- \n${footer}`,
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}

/** 'and 311 more'. */
export function sayMore({ more }: Card): string {
  return more > 0 ? `and ${more.toLocaleString('en-US')} more` : ''
}
