/** A card as what programs take: our own webhooks, Slack, Teams and ntfy. */
import { type Card, subjectOf } from '@/lib/activation/notice/card'
import { cardText, sayMore, TEST_SENTENCE } from './card-text'

/** What about a message besides its card is told to programs. */
export interface PostedFacts {
  /** the same for every try: what came twice is known by it */
  id: string
  /** 'alert' | 'report' | 'token' | 'test' */
  about: string
  /** ISO 8601: when it was written */
  at: string
}

/** Body of our own webhooks (docs/notifications.md, and `webhooks` of the OpenAPI description). */
export function webhookBody(card: Card, { id, about, at }: PostedFacts) {
  const { severity = null, title, lines, items, more, link } = card
  return {
    type: about,
    timestamp: at,
    data: {
      ...{ id, subject: subjectOf(card), severity, title, lines, items, more },
      ...{ url: link?.url ?? null, isTest: card.isTest === true },
    },
  }
}

/** Blocks of Slack. What names a machine is escaped, so that none can call a channel or become a link. */
export function slackBody(card: Card) {
  const { lines, items, link, footer, isTest } = card
  const named = items.map(
    ({ title, detail, url }) =>
      `• <${slackLink(url)}|${slackText(title)}>${detail && `: ${slackText(detail)}`}`,
  )
  const texts = [isTest && TEST_SENTENCE, ...lines.map(slackText), ...slackChunks(named), sayMore(card)]
  const sections = texts.filter(Boolean).map((text) => ({
    ...{ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } },
  }))
  return {
    text: slackText(subjectOf(card)),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(subjectOf(card), 150), emoji: false } },
      ...sections,
      ...(link
        ? [
            {
              type: 'actions',
              elements: [{ type: 'button', text: { type: 'plain_text', text: link.label }, url: link.url }],
            },
          ]
        : []),
      ...(footer
        ? [{ type: 'context', elements: [{ type: 'plain_text', text: footer, emoji: false }] }]
        : []),
    ],
  }
}

/** A message with an adaptive card, as workflows of Teams take it. Runs of text know no markup: a name stays a name. */
export function teamsBody(card: Card) {
  const { severity, title, lines, items, link, footer, isTest } = card
  const paragraph = (text: string, look: object = {}) => ({
    ...{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...look }] },
  })
  const more = sayMore(card)
  const body = [
    ...(isTest ? [paragraph(TEST_SENTENCE, { italic: true })] : []),
    paragraph(severity ? `[${severity}] ${title}` : title, { weight: 'Bolder', size: 'Medium' }),
    ...lines.map((line) => paragraph(line)),
    ...items.map(({ title: name, detail, url }) => ({
      type: 'RichTextBlock',
      inlines: [
        { type: 'TextRun', text: name, selectAction: { type: 'Action.OpenUrl', url } },
        ...(detail ? [{ type: 'TextRun', text: `: ${detail}` }] : []),
      ],
    })),
    ...(more ? [paragraph(more)] : []),
    ...(footer ? [paragraph(footer, { isSubtle: true, size: 'Small' })] : []),
  ]
  const content = {
    ...{
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version: '1.4',
    },
    body,
    actions: link ? [{ type: 'Action.OpenUrl', title: link.label, url: link.url }] : [],
  }
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
  }
}

const NTFY_PRIORITY: Readonly<Record<string, number>> = { critical: 5, error: 4, warn: 3, info: 2 }
/** ntfy makes a file of what is longer than 4,096 bytes. */
const NTFY_LONGEST = 1_000

/** A message of ntfy as JSON, so that nothing of it stands in a header. */
export function ntfyBody(card: Card, topic: string) {
  const { severity = '', link } = card
  return {
    ...{ topic, title: cut(subjectOf(card), 250), message: cut(cardText(card), NTFY_LONGEST) },
    ...{ priority: NTFY_PRIORITY[severity] ?? 3, ...(link && { click: link.url }) },
  }
}

const cut = (text: string, longest: number) => {
  const symbols = [...text]
  return symbols.length <= longest ? text : `${symbols.slice(0, longest - 1).join('')}…`
}

const slackText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const slackLink = (url: string) => slackText(url).replaceAll('|', '%7C')

const SLACK_LONGEST = 2_900

/** Lines in as few sections as they fit into: a section of Slack takes 3,000 characters. */
function slackChunks(lines: readonly string[]): string[] {
  const chunks: string[] = []
  for (const line of lines) {
    const last = chunks.at(-1)
    if (last !== undefined && last.length + line.length < SLACK_LONGEST) {
      chunks[chunks.length - 1] = `${last}\n${line}`
    } else chunks.push(line)
  }
  return chunks
}
