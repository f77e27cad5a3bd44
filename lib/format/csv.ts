import { stringify } from 'csv-stringify/sync'

/**
 * Rows as CSV text: RFC 4180 with CRLF, as Excel expects it. A cell that a spreadsheet would take for a
 * formula (it begins with = + - @, a tab or a carriage return) gets a leading apostrophe.
 */
export function csvRows(rows: readonly (readonly (string | number | null)[])[]): string {
  return stringify(rows as (string | number | null)[][], {
    escape_formulas: true,
    quoted_match: /[\r\n]/,
    record_delimiter: 'windows',
    cast: { number: (value) => String(value) },
  })
}

/** Tells Excel that the file is UTF-8. */
export const CSV_START = '\uFEFF'
