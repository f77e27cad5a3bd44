import { fieldNamed } from '../fields/field-names'
import { stepOf, type Wrapping } from './row-step'

/** `@{` of a PowerShell object shown as text. */
const START = /@\{/g
/** `host=pc-17 Name="Windows(R), Enterprise edition" LicenseStatus=1` of Splunk and logfmt. */
const PAIR = /(?<!\S)[\p{L}_][\p{L}\p{N}_]{1,60}=(?:"[^"]*"|[^\s"]+)/gu
const PART = /^[\s{"']*([\p{L}_][\p{L}\p{N}_]{1,60})["']?\s*=\s*(.*)$/u
/** Attributes of an element are for the readers of XML. */
const TAG = /^\s*</
const FEWEST = 3
const LONGEST_ROW = 16 * 1024

/** `Name=Windows(R), Enterprise edition; LicenseStatus=1; PartialProductKey=2YT43`: one object on one row, as agents keep it. */
export const propertiesInRow: Wrapping = (head) =>
  head.some((row) => partsOf(row) !== undefined)
    ? stepOf((text) => {
        const parts = partsOf(text)
        return parts === undefined ? [text] : ['', ...parts, '']
      })
    : undefined

/** The row as rows of a list; absent where it is not that. */
function partsOf(text: string): string[] | undefined {
  if (text.length > LONGEST_ROW || !text.includes('=') || TAG.test(text)) return undefined
  const bySemicolon = text
    .replace(START, '\n')
    .replace(/\}\s*$/, '')
    .split(/[\n;]/)
  return [bySemicolon, text.match(PAIR) ?? []]
    .find(isObject)
    ?.map((part) => part.replace(PART, '$1 : $2').trim())
}

function isObject(parts: readonly string[]): boolean {
  const fields = parts.map((part) => fieldNamed(PART.exec(part)?.[1] ?? '')?.field)
  return fields.includes('LicenseStatus') && fields.filter(Boolean).length >= FEWEST
}
