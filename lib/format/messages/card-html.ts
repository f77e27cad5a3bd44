import type { Card } from '@/lib/activation/notice/card'
import { sayMore, TEST_SENTENCE } from './card-text'

/** Colours of the console's own states: the ground where it is light, then ground and words where it is dark. */
const TONES = {
  bad: { light: '#b3261e', dark: '#4a211e', ink: '#ffb4ab' },
  warn: { light: '#8a5a00', dark: '#40300f', ink: '#f2c46d' },
  info: { light: '#3f5b66', dark: '#22343b', ink: '#a9cbd8' },
  ok: { light: '#2e6b3e', dark: '#1d3a26', ink: '#9bd8ab' },
} as const

type Tone = keyof typeof TONES

const TONE_OF: Readonly<Record<string, Tone>> = { critical: 'bad', error: 'bad', warn: 'warn', info: 'info' }

const STYLE = `
  :root { color-scheme: light dark; supported-color-schemes: light dark }
  body, .page { background: #f6f5f3 } .sheet { background: #fff; border: 1px solid #dedbd6 }
  .ink { color: #22272a } .soft { color: #5b6367 } a { color: #0b6b70 } .rule { border-top: 1px solid #dedbd6 }
  @media (prefers-color-scheme: dark) {
    body, .page { background: #15191b !important } .sheet { background: #1d2225 !important; border-color: #343b3f !important }
    .ink { color: #e8eaeb !important } .soft { color: #a9b2b6 !important } a { color: #6fc3c7 !important }
    .rule { border-top-color: #343b3f !important }
    ${Object.entries(TONES)
      .map(([tone, { dark, ink }]) => `.${tone} { background: ${dark} !important; color: ${ink} !important }`)
      .join(' ')}
  }
  @media (max-width: 480px) { .sheet { border-left: 0 !important; border-right: 0 !important } .pad { padding: 16px !important } }`

/** The same words as the text, for mail programs that show HTML: no images, nothing fetched, nothing that counts readers. */
export function cardHtml(card: Card): string {
  const { severity, title, lines, items, link, footer, isTest, isOver } = card
  const more = sayMore(card)
  const body = [
    isTest && paragraph(TEST_SENTENCE, 'soft'),
    severity && (isOver ? badge('closed', 'ok') : badge(severity, TONE_OF[severity] ?? 'info')),
    `<h1 class="ink" style="margin:0 0 12px;font-size:20px;line-height:28px;font-weight:600;overflow-wrap:anywhere">${escaped(title)}</h1>`,
    ...lines.map((line) => paragraph(line, 'ink')),
    items.length > 0 && list(items, link?.url),
    more && paragraph(more, 'soft'),
    link &&
      `<p style="margin:16px 0 0"><a href="${escaped(link.url)}" style="font-weight:600">${escaped(link.label)}</a></p>`,
    footer &&
      `<p class="soft rule" style="margin:20px 0 0;padding-top:12px;font-size:12px;line-height:18px;overflow-wrap:anywhere">${escaped(footer)}</p>`,
  ]
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body style="margin:0;padding:0"><table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif"><tr><td align="center" style="padding:24px 0">
<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;border-radius:6px;text-align:left"><tr><td class="pad" style="padding:24px">
${body.filter(Boolean).join('\n')}
</td></tr></table></td></tr></table></body></html>
`
}

const paragraph = (text: string, tone: 'ink' | 'soft') =>
  `<p class="${tone}" style="margin:0 0 12px;font-size:14px;line-height:21px;overflow-wrap:anywhere">${escaped(text)}</p>`

const badge = (words: string, tone: Tone) =>
  `<p style="margin:0 0 8px"><span class="${tone}" style="display:inline-block;padding:2px 8px;border-radius:4px;font-size:12px;line-height:18px;font-weight:600;color:#fff;background:${TONES[tone].light}">${escaped(words)}</span></p>`

/** Items that lead where the whole message leads are no links of their own. */
function list(items: Card['items'], whole: string | undefined): string {
  const rows = items.map(
    ({ title, detail, url }) =>
      `<tr><td class="rule" style="padding:8px 0;font-size:14px;line-height:20px;overflow-wrap:anywhere">${url === whole ? `<span class="ink">${escaped(title)}</span>` : `<a href="${escaped(url)}">${escaped(title)}</a>`}${detail && `<br><span class="soft">${escaped(detail)}</span>`}</td></tr>`,
  )
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:4px 0 12px;table-layout:fixed">${rows.join('')}</table>`
}

const MARKS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text between tags, or in the value of an attribute; the same in XML. */
export const escaped = (text: string) => text.replace(/[&<>"']/g, (mark) => MARKS[mark] ?? mark)
