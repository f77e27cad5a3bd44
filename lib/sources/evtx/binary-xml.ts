import { BINARY_XML_VALUE, type BinaryValue } from './binary-value'
import { ByteCursor, Damage } from './byte-cursor'

/**
 * Binary XML as event log files hold it: trees of elements, most of them in templates with slots for values. Sources:
 * MS-EVEN6, 2.2.12 (grammar); the libevtx description of the file, where names and templates lie at offsets of the
 * chunk, or in place where they occur first.
 */
export type Node =
  | ElementNode
  | { kind: 'text'; text: string }
  | { kind: 'slot'; index: number; isOptional: boolean }
  | { kind: 'fragment'; fragment: Fragment }

export interface ElementNode {
  kind: 'element'
  name: string
  attributes: readonly Attribute[]
  content: readonly Node[]
}

interface Attribute {
  name: string
  content: readonly Node[]
}

/** A tree and the values of its slots. */
export interface Fragment {
  nodes: readonly Node[]
  values: readonly BinaryValue[]
}

/** The kinds of pieces, without the bit that says that more follow. */
const TOKEN = {
  end: 0x00,
  openElement: 0x01,
  closeStart: 0x02,
  closeEmpty: 0x03,
  closeElement: 0x04,
  text: 0x05,
  attribute: 0x06,
  cdata: 0x07,
  character: 0x08,
  entity: 0x09,
  instructionTarget: 0x0a,
  instructionData: 0x0b,
  instance: 0x0c,
  slot: 0x0d,
  optionalSlot: 0x0e,
  header: 0x0f,
} as const
const MORE = 0x40

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const HEADER_BYTES = 4
const DEFINITION_HEADER_BYTES = 24

/** Far deeper than any event. */
const DEEPEST = 32
/** Pieces of a whole chunk, read or walked through: fifteen times what the fullest chunk has. */
const MOST_PIECES = 100_000
/** Characters of a whole chunk, which itself has no room for more than 32 Ki of them. */
const MOST_TEXT = 1024 * 1024
const LONGEST_NAME = 256

/** The binary XML of one chunk; names and templates are kept as long as it is. */
export class BinaryXml {
  readonly #names = new Map<number, string>()
  readonly #templates = new Map<number, readonly Node[] | undefined>()
  #pieces = 0
  #depth = 0
  #text = 0

  constructor(readonly chunk: Buffer) {}

  /** The tree of one record. Throws Damage. */
  event(from: number, to: number): Fragment {
    this.#depth = 0
    return this.#fragment(new ByteCursor(this.chunk, from, to))
  }

  /** The tree that a value holds; undefined where the value is of another type. */
  nested({ type, from, size }: BinaryValue): Fragment | undefined {
    if (type !== BINARY_XML_VALUE) return undefined
    return this.#deeper(() => this.#fragment(new ByteCursor(this.chunk, from, from + size)))
  }

  /** Counts one piece of work, so that a small file cannot make much of it. */
  spend(): void {
    this.#pieces += 1
    if (this.#pieces > MOST_PIECES) throw new Damage(`the chunk has more than ${MOST_PIECES} pieces`)
  }

  /** Counts text likewise, before it is made: the same bytes may be shown over and over. */
  spendText(characters: number): void {
    this.#text += characters
    if (this.#text > MOST_TEXT) throw new Damage(`the chunk has more than ${MOST_TEXT} characters of text`)
  }

  #deeper<T>(read: () => T): T {
    this.#depth += 1
    if (this.#depth > DEEPEST) throw new Damage(`it is nested deeper than ${DEEPEST}`)
    const result = read()
    this.#depth -= 1
    return result
  }

  #fragment(cursor: ByteCursor): Fragment {
    if (cursor.hasMore && (cursor.peek() & ~MORE) === TOKEN.header) cursor.take(HEADER_BYTES)
    if (cursor.hasMore && (cursor.peek() & ~MORE) === TOKEN.instance) return this.#instance(cursor)
    return { nodes: this.#content(cursor, 'literal'), values: [] }
  }

  /** A template and the values of one use of it. */
  #instance(cursor: ByteCursor): Fragment {
    cursor.take(6)
    const offset = cursor.uint32()
    const nodes = this.#template(offset)
    // A template that is used for the first time lies in place.
    if (offset === cursor.at) cursor.take(DEFINITION_HEADER_BYTES + this.chunk.readUInt32LE(offset + 20))
    const count = cursor.uint32()
    let at = cursor.take(count * 4)
    let from = at + count * 4
    const values: BinaryValue[] = []
    for (; values.length < count; at += 4) {
      this.spend()
      const size = this.chunk.readUInt16LE(at)
      values.push({ type: this.chunk[at + 2] ?? 0, from, size })
      from += size
    }
    cursor.take(from - cursor.at)
    return { nodes, values }
  }

  #template(offset: number): readonly Node[] {
    const known = this.#templates.get(offset)
    if (known !== undefined) return known
    if (this.#templates.has(offset)) throw new Damage('its template is damaged')
    this.#templates.set(offset, undefined)
    const header = new ByteCursor(this.chunk, offset, this.chunk.length)
    header.take(DEFINITION_HEADER_BYTES - 4)
    const size = header.uint32()
    const cursor = new ByteCursor(this.chunk, header.at, header.at + size)
    if ((cursor.peek() & ~MORE) === TOKEN.header) cursor.take(HEADER_BYTES)
    const nodes = this.#content(cursor, 'template')
    this.#templates.set(offset, nodes)
    return nodes
  }

  /** Pieces up to the end of the element or of the fragment. */
  #content(cursor: ByteCursor, within: 'template' | 'literal'): Node[] {
    const nodes: Node[] = []
    while (cursor.hasMore) {
      this.spend()
      const token = cursor.byte() & ~MORE
      if (token === TOKEN.closeElement || token === TOKEN.end) break
      if (token === TOKEN.openElement) nodes.push(this.#deeper(() => this.#element(cursor, within)))
      else if (token === TOKEN.instance) {
        cursor.at -= 1
        nodes.push({ kind: 'fragment', fragment: this.#deeper(() => this.#instance(cursor)) })
      } else if (token === TOKEN.instructionTarget) this.#name(cursor)
      else if (token === TOKEN.instructionData) cursor.take(cursor.uint16() * 2)
      else nodes.push(this.#value(token, cursor))
    }
    return nodes
  }

  #element(cursor: ByteCursor, within: 'template' | 'literal'): ElementNode {
    const hasAttributes = (this.chunk[cursor.at - 1] ?? 0) >= MORE
    // Two bytes more, which only templates have: the slot that the element depends on.
    if (within === 'template') cursor.take(2)
    cursor.take(4)
    const name = this.#name(cursor)
    const attributes = hasAttributes ? this.#attributes(cursor) : []
    const close = cursor.byte() & ~MORE
    if (close === TOKEN.closeEmpty) return { kind: 'element', name, attributes, content: [] }
    if (close !== TOKEN.closeStart) throw new Damage('an element has no end')
    return { kind: 'element', name, attributes, content: this.#content(cursor, within) }
  }

  #attributes(cursor: ByteCursor): Attribute[] {
    cursor.take(4)
    const attributes: Attribute[] = []
    while ((cursor.peek() & ~MORE) === TOKEN.attribute) {
      this.spend()
      cursor.take(1)
      const name = this.#name(cursor)
      const content: Node[] = []
      while (isValueToken(cursor.peek() & ~MORE)) {
        this.spend()
        content.push(this.#value(cursor.byte() & ~MORE, cursor))
      }
      attributes.push({ name, content })
    }
    return attributes
  }

  #value(token: number, cursor: ByteCursor): Node {
    if (token === TOKEN.slot || token === TOKEN.optionalSlot) {
      const index = cursor.uint16()
      cursor.take(1)
      return { kind: 'slot', index, isOptional: token === TOKEN.optionalSlot }
    }
    return { kind: 'text', text: this.#literal(token, cursor) }
  }

  #literal(token: number, cursor: ByteCursor): string {
    if (token === TOKEN.text) cursor.take(1)
    if (token === TOKEN.text || token === TOKEN.cdata) {
      const length = cursor.uint16()
      this.spendText(length)
      return cursor.text(length)
    }
    if (token === TOKEN.character) return String.fromCharCode(cursor.uint16())
    if (token !== TOKEN.entity) throw new Damage(`0x${token.toString(16)} begins no piece of an event`)
    const name = this.#name(cursor)
    return ENTITIES[name] ?? `&${name};`
  }

  /** A name, by its offset in the chunk. Where it occurs first it lies in place and is stepped over. */
  #name(cursor: ByteCursor): string {
    const offset = cursor.uint32()
    const known = offset === cursor.at ? undefined : this.#names.get(offset)
    if (known !== undefined) return known
    const place = new ByteCursor(this.chunk, offset, this.chunk.length)
    place.take(6)
    const length = place.uint16()
    if (length > LONGEST_NAME) throw new Damage('a name is too long')
    const name = place.text(length)
    place.take(2)
    if (offset === cursor.at) cursor.take(place.at - offset)
    this.#names.set(offset, name)
    return name
  }
}

const VALUE_TOKENS: ReadonlySet<number> = new Set([
  ...[TOKEN.text, TOKEN.cdata, TOKEN.character, TOKEN.entity, TOKEN.slot, TOKEN.optionalSlot],
])
const isValueToken = (token: number) => VALUE_TOKENS.has(token)
