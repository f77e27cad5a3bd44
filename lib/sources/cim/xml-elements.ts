import { withoutEntities } from '../entities'
import { CimObjectBuilder, classOf } from './cim-object'
import { cleanHostName } from './host-name'
import type { Machine } from './machine'

/** A tag, or the text between two. */
export interface XmlPiece {
  line: number
  /** '/' for the end of an element */
  slash: string
  name: string
  attributes: string
  words: string
}

/** Elements that describe a machine: their name, as an attribute or an element, is the machine's. */
const OF_MACHINE = /^(?:computer|host|machine|device|system|node|endpoint|asset|client|workstation)$/i
const ATTRIBUTE = /([\w:.-]{1,60})\s*=\s*["']([^"']{0,255})["']/g
const MAX_DEPTH = 32
const MAX_VALUE_LENGTH = 4096

interface Element {
  name: string
  line: number
  builder: CimObjectBuilder
  text: string
  isLeaf: boolean
}

/** License data in XML of any tool: `<LicenseStatus>5</LicenseStatus>` or `LicenseStatus="5"`, inside the element of its machine. */
export class XmlElements {
  private readonly open: Element[] = []

  /** Takes a piece; gives the license whose element ends with it. */
  push({ line, slash, name, attributes, words }: XmlPiece) {
    const top = this.open.at(-1)
    if (words !== '') {
      if (top !== undefined && top.text.length < MAX_VALUE_LENGTH) top.text += words
      return undefined
    }
    if (slash === '/') return this.close(name)
    if (name === '') return undefined
    if (top !== undefined) top.isLeaf = false
    if (this.open.length >= MAX_DEPTH) this.open.length = 0
    this.open.push(elementOf(name, line, attributes))
    return attributes.endsWith('/') ? this.close(name) : undefined
  }

  private close(name: string) {
    // What was left open inside ends with it.
    const at = this.open.findLastIndex((element) => element.name === name)
    if (at < 0) return undefined
    const [element] = this.open.splice(at)
    const outer = this.open.at(-1)
    if (element === undefined) return undefined
    if (element.isLeaf) set(outer, name, withoutEntities(element.text).trim())
    const { line, builder } = element
    return classOf({ line, values: builder.values }) === undefined
      ? undefined
      : { line, builder, around: this.around() }
  }

  private around(): Machine {
    const named = this.open.findLast(({ builder }) => builder.values.has('Machine'))
    const name = cleanHostName(named?.builder.values.get('Machine'))
    return name === undefined ? {} : { name }
  }
}

function elementOf(name: string, line: number, attributes: string): Element {
  const element = { name, line, builder: new CimObjectBuilder(), text: '', isLeaf: true }
  for (const [, attribute = '', value = ''] of attributes.matchAll(ATTRIBUTE)) {
    set(element, attribute, withoutEntities(value))
  }
  return element
}

function set(element: Element | undefined, name: string, value: string): void {
  const isName = /^name$/i.test(name) && OF_MACHINE.test(element?.name ?? '')
  if (value !== '') element?.builder.set(isName ? 'Machine' : name, value)
}
