import { withoutEntities } from '../entities'

type Values = Readonly<Record<string, string>>

/** A part of an inventory that says what it is of, or which license it found. */
export interface InventoryBlock {
  kind: 'hardware' | 'license'
  /** 1-based */
  line: number
  values: Values
}

const OPENER =
  /<(HARDWARE|LICENSEINFOS|OFFICEPACK)>|"(hardware)"\s{0,50}:\s{0,50}\{|"(licenseinfos|officepack)"\s{0,50}:\s{0,50}\[/gi
const LONGEST = 64 * 1024
const LONGEST_OPENER = 128

/** Cuts these parts out of an inventory as its text arrives; everything else, and it is much, is passed over. */
export class InventoryBlocks {
  private buffer = ''
  private line = 1;

  *push(chunk: string): Generator<InventoryBlock> {
    this.buffer += chunk
    for (;;) {
      OPENER.lastIndex = 0
      const opener = OPENER.exec(this.buffer)
      if (opener === null) return this.drop(this.buffer.length - LONGEST_OPENER)
      const start = opener.index + opener[0].length
      const closer = closerOf(opener)
      const end = this.buffer.indexOf(closer, start)
      if (end === -1) {
        const isWaiting = this.buffer.length - opener.index <= LONGEST
        return this.drop(isWaiting ? opener.index : this.buffer.length - LONGEST_OPENER)
      }
      const inside = this.buffer.slice(start, Math.min(end, start + LONGEST))
      yield* blocksOf(opener, inside, this.line + breaksIn(this.buffer.slice(0, opener.index)))
      this.drop(end + closer.length)
    }
  }

  private drop(length: number): void {
    if (length <= 0) return
    this.line += breaksIn(this.buffer.slice(0, length))
    this.buffer = this.buffer.slice(length)
  }
}

const breaksIn = (text: string) => text.split('\n').length - 1

function closerOf([, element, hardware]: RegExpExecArray): string {
  if (element !== undefined) return `</${element}>`
  return hardware === undefined ? ']' : '}'
}

function* blocksOf(opener: RegExpExecArray, inside: string, line: number): Generator<InventoryBlock> {
  const [, element, hardware] = opener
  if (element !== undefined) {
    const kind = element.toUpperCase() === 'HARDWARE' ? 'hardware' : 'license'
    yield { kind, line, values: xmlValues(inside) }
  } else if (hardware !== undefined) {
    yield { kind: 'hardware', line, values: jsonValues(inside) }
  } else {
    for (const object of inside.split('}')) {
      if (object.includes('{')) yield { kind: 'license', line, values: jsonValues(object) }
    }
  }
}

const XML_VALUE = /<([A-Za-z]{2,30})>([^<]{0,1000})</g
const JSON_VALUE = /"([a-z]{2,30})"\s{0,50}:\s{0,50}("(?:[^"\\]|\\.){0,1000}")/gi

const xmlValues = (inside: string) => valuesOf(inside.matchAll(XML_VALUE), withoutEntities)
const jsonValues = (inside: string) => valuesOf(inside.matchAll(JSON_VALUE), jsonText)

function jsonText(quoted: string): string {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return ''
  }
}

/** Of a name that comes twice the first holds. */
function valuesOf(found: Iterable<RegExpExecArray>, decode: (text: string) => string): Values {
  const values = new Map<string, string>()
  for (const [, name = '', text = ''] of found) {
    const value = decode(text).trim()
    if (value !== '' && !values.has(name.toLowerCase())) values.set(name.toLowerCase(), value)
  }
  return Object.fromEntries(values)
}
