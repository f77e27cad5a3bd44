import type { Row, RowStep, Wrapping } from './row-step'

const HEADING = /^Content-Transfer-Encoding:\s*quoted-printable\s*$/i
const ESCAPED = /(?:=[0-9A-F]{2})+/gi
const LONGEST_ROW = 64 * 1024

/** A mail that was saved as it travels: long rows broken behind `=`, other signs than ASCII as `=C3=A4`. */
export const quotedPrintable: Wrapping = (head) =>
  head.some((row) => HEADING.test(row)) ? () => new QuotedRows() : undefined

class QuotedRows implements RowStep {
  private begun: { line: number; text: string } | undefined

  push({ line, text }: Row): Row[] {
    const { line: first, text: before } = this.begun ?? { line, text: '' }
    const row = { line: first, text: before + text.trimEnd() }
    const goesOn = row.text.endsWith('=') && row.text.length < LONGEST_ROW
    this.begun = goesOn ? { line: first, text: row.text.slice(0, -1) } : undefined
    return goesOn ? [] : [decoded(row)]
  }

  end(): Row[] {
    const { begun } = this
    this.begun = undefined
    return begun === undefined ? [] : [decoded(begun)]
  }
}

const decoded = ({ line, text }: Row): Row => ({
  line,
  text: text.replace(ESCAPED, (codes) => Buffer.from(codes.replaceAll('=', ''), 'hex').toString('utf8')),
})
