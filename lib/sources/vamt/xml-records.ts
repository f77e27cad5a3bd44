import { plainName } from '../fields/field-names'

/** A product or key of a VAMT file with the facts of the computer around it. */
export interface VamtElement {
  kind: 'product' | 'key'
  /** 1-based line of its start tag. */
  line: number
  values: Map<string, string>
  /** Set when the XML is broken inside it. */
  damage?: string
}

const COMPUTERS = new Set(['computer', 'volumeclient', 'machine'])
const PRODUCTS = new Set(['product', 'activeproduct', 'volumeproduct'])
const KEYS = new Set(['productkey', 'key'])

const MAX_VALUE_LENGTH = 1024
const MAX_VALUES = 200

/** What the attributes of these elements mean in a product, since "Id" and "Name" alone say little. */
const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sku: { id: 'sku', name: 'productname' },
  computer: { name: 'computername', id: '' },
  volumeclient: { name: 'computername', id: '' },
  machine: { name: 'computername', id: '' },
  product: { id: 'sku' },
}

interface Frame {
  name: string
  text: string
}

/**
 * Collects products and keys out of the tags of a CIL or CILX file. Every element and attribute inside a
 * product counts by its own name, so that unknown ones around it do no harm.
 */
export class VamtXmlRecords {
  private readonly path: Frame[] = []
  private computer = new Map<string, string>()
  private current: VamtElement | undefined
  private finished: VamtElement[] = []

  get depth(): number {
    return this.path.length
  }

  /** The records that are complete since the last call. */
  take(): VamtElement[] {
    const taken = this.finished
    this.finished = []
    return taken
  }

  open(tagName: string, attributes: Readonly<Record<string, string>>, line: number): void {
    const name = plainName(tagName.replace(/^.*:/, ''))
    this.path.push({ name, text: '' })
    if (COMPUTERS.has(name)) {
      this.abandon('a computer begins inside it')
      this.computer = new Map()
    } else if (PRODUCTS.has(name)) {
      this.abandon('another product begins inside it')
      this.current = { kind: 'product', line, values: new Map() }
    } else if (KEYS.has(name) && this.current === undefined) {
      this.current = { kind: 'key', line, values: new Map() }
    }
    this.keepAttributes(name, attributes)
  }

  text(text: string): void {
    const frame = this.path.at(-1)
    if (frame !== undefined && frame.text.length < MAX_VALUE_LENGTH) frame.text += text
  }

  close(): void {
    const frame = this.path.pop()
    if (frame === undefined) return
    const isRecord = PRODUCTS.has(frame.name) || (KEYS.has(frame.name) && this.current?.kind === 'key')
    if (isRecord && this.current !== undefined) this.finish(this.current)
    else if (COMPUTERS.has(frame.name)) this.computer = new Map()
    else this.keep(frame.name, frame.text.trim())
  }

  /** The XML is broken here: what is being collected cannot be trusted. False outside of products. */
  damage(reason: string): boolean {
    if (this.current === undefined) return false
    this.current.damage ??= reason
    return true
  }

  /** Gives up the record that is being collected, and the place in the tree. */
  abandonAll(reason: string): void {
    this.abandon(reason)
    this.path.length = 0
  }

  private abandon(reason: string): void {
    if (this.current === undefined) return
    this.current.damage ??= reason
    this.finish(this.current)
  }

  private finish(record: VamtElement): void {
    const values = new Map([...this.computer, ...record.values])
    this.finished.push({ ...record, values })
    this.current = undefined
  }

  private keepAttributes(element: string, attributes: Readonly<Record<string, string>>): void {
    const meanings = ATTRIBUTES[element] ?? {}
    for (const [attribute, value] of Object.entries(attributes)) {
      const name = plainName(attribute.replace(/^.*:/, ''))
      this.keep(meanings[name] ?? name, value.trim())
    }
  }

  /** The first value of a name counts. */
  private keep(name: string, value: string): void {
    const values = this.current?.values ?? this.computer
    if (name === '' || values.has(name) || values.size >= MAX_VALUES) return
    values.set(name, value.slice(0, MAX_VALUE_LENGTH))
  }
}
