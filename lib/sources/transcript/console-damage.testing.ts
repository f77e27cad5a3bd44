/** Test support: what consoles, mail programs and web pages do to a text on its way. */
type Damage = (text: string) => string

const perRow =
  (change: (row: string) => string | string[]): Damage =>
  (text) =>
    text.split('\n').flatMap(change).join('\n')

/** Rows cut at a width as a console cuts them; copying drops blanks at the end of a row. */
export const wrapAt =
  (width: number): Damage =>
  (text) =>
    perRow((row) => {
      const pieces = row.replace(/\t/g, '        ').match(new RegExp(`.{1,${width}}`, 'g')) ?? ['']
      return pieces.map((piece) => piece.trimEnd())
    })(text)

export const stripIndents = perRow((row) => row.trimStart())
export const doubleBlankLines = perRow((row) => [row, ''])
export const trailBlanks = perRow((row) => `${row}  `)
export const quote = perRow((row) => `> ${row}`)
export const indentAll = perRow((row) => (row === '' ? row : `    ${row}`))
export const fence: Damage = (text) => `Output:\n\n\`\`\`text\n${text}\n\`\`\`\n\nThanks\n`
export const wideColons: Damage = (text) => text.replace(/(?<=\p{L}|\)): /gu, ':')
export const windowsBreaks: Damage = (text) => text.replace(/\n/g, '\r\n')

/** Every way of copying, alone and after wrapping. */
export const DAMAGES: Record<string, Damage> = {
  'CRLF breaks': windowsBreaks,
  'missing indents': stripIndents,
  'blank lines between rows': doubleBlankLines,
  'double blanks behind rows': trailBlanks,
  'quote marks': quote,
  'an indent before all rows': indentAll,
  'a markdown fence': fence,
}
