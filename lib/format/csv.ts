/**
 * Rows as CSV text: RFC 4180 with CRLF, as Excel expects it. A cell that a spreadsheet would take for a
 * formula (it begins with = + - @, their wide forms, a tab or a carriage return) gets a leading apostrophe.
 */
export function csvRows(rows: readonly (readonly (string | number | null)[])[]): string {
  let text = ''
  for (const row of rows) {
    let line = ''
    for (const cell of row) line += `,${typeof cell === 'string' ? csvCell(cell) : (cell ?? '')}`
    text += `${line.slice(1)}\r\n`
  }
  return text
}

const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/
const NEEDS_QUOTES = /[",\r\n]/

/** The text as a cell that no spreadsheet takes for a formula. */
export const plainText = (text: string) => (FORMULA.test(text) ? `'${text}` : text)

function csvCell(text: string): string {
  const plain = plainText(text)
  return NEEDS_QUOTES.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** Tells Excel that the file is UTF-8. */
export const CSV_START = '\uFEFF'
