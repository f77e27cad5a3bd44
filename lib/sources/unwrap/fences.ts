import { machineRow, type Row, type RowStep, stepOf, type Wrapping } from './row-step'

/** With the name of a language or nothing behind it; Slack begins the text on the same row, and ends it on the last one. */
const FENCE = /^\s*(?:```|~~~)(?:\s*[\w+.-]{0,20}\s*$)?|```\s*$/
const JIRA = /\{(?:noformat|code|quote|panel)(?::[^{}\n]{0,100})?\}/g
const OPENS_CODE = /^\s*(?:```|~~~)|\{(?:noformat|code)(?::[^{}\n]{0,100})?\}/
const ONE_LINE = /\{(noformat|code)(?::[^{}\n]{0,100})?\}.*\{\1\}/
const QUOTE = /^(?:\s{0,3}>)+ ?/

/** A row may begin and end with one. */
const withoutMarks = (row: string) => row.replace(FENCE, '').replace(FENCE, '').replace(JIRA, '')

const matches = (head: readonly string[], pattern: RegExp) => head.some((row) => row.search(pattern) >= 0)

/** Fences of Markdown and marks of Jira around output, and the signs of quoted rows. */
export const fences: Wrapping = (head) => {
  if (!matches(head, FENCE) && !matches(head, JIRA) && !matches(head, QUOTE)) return undefined
  return stepOf((text) => [withoutMarks(text.replace(QUOTE, ''))])
}

/** Only what stands inside fences, for texts whose own words would be taken for data: tables, lists and JSON in a ticket. */
export const insideFences: Wrapping = (head) =>
  matches(head, OPENS_CODE) ? () => new InsideRows() : undefined

class InsideRows implements RowStep {
  private isInside = false

  push({ line, text }: Row): Row[] {
    const plain = text.replace(QUOTE, '')
    const isMark = OPENS_CODE.test(plain)
    const isKept = this.isInside || isMark
    if (isMark && !ONE_LINE.test(plain)) this.isInside = !this.isInside
    return [{ line, text: isKept ? withoutMarks(plain) : '' }]
  }

  end(): Row[] {
    return []
  }
}

const SECTION = /^<<<[^<>\n]{0,200}>>>\s*$/
const PIGGYBACK = /^<<<<([\w.-]{1,255})>>>>\s*$/

/** Sections of a Checkmk agent's output; what it fetched for another machine stands below that machine's name. */
export const checkmkSections: Wrapping = (head) => {
  if (!matches(head, SECTION)) return undefined
  return stepOf((text) => {
    const machine = PIGGYBACK.exec(text)?.[1]
    if (machine !== undefined) return [machineRow(machine)]
    return [SECTION.test(text) || /^<<<<>>>>/.test(text) ? '' : text]
  })
}
