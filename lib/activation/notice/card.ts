/** What a message says, before it is a mail, a card or a line of a feed. */
import { plainLine } from '../words/plain-line'

/** One thing among those a message names. */
export interface CardItem {
  title: string
  detail: string
  /** where the console shows it */
  url: string
}

export interface Card {
  /** absent: it is no alert */
  severity?: string
  title: string
  /** paragraphs, the answer first */
  lines: readonly string[]
  /** at most MOST_NAMED */
  items: readonly CardItem[]
  /** how many are not named */
  more: number
  link?: { label: string; url: string }
  /** why this reached its receiver */
  footer?: string
  /** nothing happened: somebody tries the way */
  isTest?: true
  /** what it tells of has ended */
  isOver?: true
}

/** More are counted and linked. */
export const MOST_NAMED = 20

const LONGEST = { title: 200, detail: 400, line: 2_000 }

/** What stands in a subject or names one thing. */
export const titleLine = (text: string) => plainLine(text, LONGEST.title)

/** The same card with lines that are lines, and no more items than are named. */
export function tidyCard(card: Card): Card {
  const named = card.items.slice(0, MOST_NAMED)
  return {
    ...card,
    title: titleLine(card.title),
    lines: card.lines.map((line) => plainLine(line, LONGEST.line)),
    items: named.map(({ title, detail, url }) => ({
      ...{ title: titleLine(title), detail: plainLine(detail, LONGEST.detail), url },
    })),
    more: card.more + card.items.length - named.length,
  }
}

/** '[critical] kms02 does not answer': no count, so that mail programs keep what belongs together in one thread. */
export function subjectOf({ severity, title, isTest }: Card): string {
  const marks = [isTest && '[test]', severity && `[${severity}]`].filter(Boolean)
  return titleLine([...marks, title].join(' '))
}
