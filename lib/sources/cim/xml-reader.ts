import { withoutEntities } from '../entities'
import { fieldNamed } from '../fields/field-names'
import type { ReadContext, Reader, SourceRecord } from '../reader'
import { beginsAsXml } from '../text-beginning'
import { CimObjectBuilder, classOf } from './cim-object'
import type { Machine } from './machine'
import { CimPairing } from './pairing'
import { XmlElements, type XmlPiece } from './xml-elements'

/** License data as PowerShell and WMI write it to XML (Export-Clixml, ConvertTo-Xml, `wmic /format:rawxml`), or as elements and attributes. */
export const cimXmlReader: Reader = {
  format: 'cim-xml',
  label: 'SoftwareLicensingProduct (XML)',
  detect: scoreOfXml,
  read: readCimXml,
}

const PROPERTY = /<\w{1,20} (?:N|Name|NAME)="([^"]{2,80})"/g

/** `<LicenseStatus>5</LicenseStatus>`, `<License Status="5"` is none: an element or attribute has the name of its field. */
const ELEMENT = /<([\w:.-]{2,60})>[^<]{0,300}<\/|\s([\w:.-]{2,60})="/g
/** VAMT has a reader of its own, also for pieces of its files. */
const OF_VAMT = /<(?:\w+:)?(?:SoftwareLicensingData|VolumeClient|ActiveProduct|Product)[\s>/]/

function scoreOfXml(head: string): number {
  if (!beginsAsXml(head) || /<Event[\s>]/.test(head)) return 0
  return /<(?:Obj|Object|INSTANCE)[\s>]/.test(head) ? scoreOfObjects(head) : scoreOfElements(head)
}

function scoreOfElements(head: string): number {
  const names = [...head.matchAll(ELEMENT)].map(([, element, attribute = '']) => element ?? attribute)
  const fields = new Set(names.map((name) => fieldNamed(name)?.field))
  const isLicense = fields.has('LicenseStatus') && (fields.has('PartialProductKey') || fields.has('Name'))
  return isLicense && !OF_VAMT.test(head) ? 0.85 : 0
}

function scoreOfObjects(head: string): number {
  const fields = new Set([...head.matchAll(PROPERTY)].map(([, name = '']) => fieldNamed(name)?.field))
  return fields.has('LicenseStatus') || fields.has('ClientMachineID') ? 0.95 : 0
}

/** A tag or text that runs longer is of nothing that is read. */
const MAX_PIECE_LENGTH = 16 * 1024
const PIECE = /<(\/?)([\w:.-]{1,40})((?:\s[^<>]{0,2000})?)>|([^<]+)|</g

async function* readCimXml(text: AsyncIterable<string>, context: ReadContext): AsyncGenerator<SourceRecord> {
  const pairing = new CimPairing(context)
  const pieces = new XmlPieces()
  let rest = ''
  for await (const chunk of text) {
    const whole = rest + chunk
    const cut = whole.lastIndexOf('<')
    const isHeld = cut >= 0 && whole.length - cut < MAX_PIECE_LENGTH
    rest = isHeld ? whole.slice(cut) : ''
    yield* taken(pieces.of(isHeld ? whole.slice(0, cut) : whole), pairing)
  }
  yield* taken(pieces.of(rest), pairing)
  yield* pairing.end()
}

function* taken(objects: Iterable<XmlObject>, pairing: CimPairing): Generator<SourceRecord> {
  for (const { line, builder, around } of objects) {
    yield* pairing.take({ line, values: builder.values }, around)
  }
}

/** Takes a text apart; as long as no element of PowerShell or WMI is seen, elements of any name may hold license data. */
class XmlPieces {
  private readonly objects = new XmlObjects()
  private readonly elements = new XmlElements()

  constructor(private line = 1) {}

  *of(text: string): Generator<XmlObject> {
    for (const [piece, slash = '', name = '', attributes = '', words = ''] of text.matchAll(PIECE)) {
      const one = { line: this.line, slash, name, attributes, words }
      const found = this.objects.push(one) ?? (this.objects.areSeen ? undefined : this.elements.push(one))
      if (found !== undefined) yield found
      this.line += piece.split('\n').length - 1
    }
  }
}

interface XmlObject {
  line: number
  builder: CimObjectBuilder
  around: Machine
}

/** Elements that hold one object. */
const OBJECTS: ReadonlySet<string> = new Set(['Obj', 'Object', 'INSTANCE'])
const MAX_DEPTH = 32
const MAX_VALUE_LENGTH = 4096

/**
 * Puts objects together from tags alone, so that no fault of a file hides what stands behind it. What only these formats have
 * counts: an element for an object, and in it elements that name their property.
 */
class XmlObjects {
  private readonly open: XmlObject[] = []
  private property: { element: string; name: string; text: string } | undefined
  /** `<RESULTS NODE="PC-17">` around the answers of a machine. */
  private around: Machine = {}
  areSeen = false

  private begin(element: string, attributes: string, line: number): void {
    if (OBJECTS.has(element)) {
      this.areSeen = true
      if (this.open.length >= MAX_DEPTH) this.open.length = 0
      this.open.push({ line, builder: new CimObjectBuilder(), around: this.around })
      return
    }
    const [, attribute, value] = /\s(N|Name|NAME|NODE)="([^"]{1,255})"/.exec(attributes) ?? []
    if (value === undefined) return
    if (attribute === 'NODE') this.around = { name: plain(value).toLowerCase() }
    else this.property = { element, name: value, text: '' }
  }

  private hear(words: string): void {
    if (this.property !== undefined && this.property.text.length < MAX_VALUE_LENGTH)
      this.property.text += words
  }

  push({ line, slash, name, attributes, words }: XmlPiece): XmlObject | undefined {
    if (words !== '') this.hear(words)
    else if (slash === '/') return this.close(name)
    else if (name !== '' && !attributes.endsWith('/')) this.begin(name, attributes, line)
    return undefined
  }

  private close(element: string): XmlObject | undefined {
    const { property } = this
    if (property?.element === element) {
      this.open.at(-1)?.builder.set(property.name, plain(property.text))
      this.property = undefined
    }
    const object = OBJECTS.has(element) ? this.open.pop() : undefined
    if (object === undefined || object.builder.values.size === 0) return undefined
    const outer = this.open.at(-1)
    const isLicense = classOf({ line: object.line, values: object.builder.values }) !== undefined
    // What describes an object (CimSystemProperties) stands inside it as one of its own, and names its machine.
    if (outer === undefined || isLicense) return object
    outer.builder.set('Machine', object.builder.values.get('Machine') ?? '')
    return undefined
  }
}

/** The blank in front makes a copy: a value that waits must not keep the whole chunk it was cut from. */
const plain = (text: string) => ` ${withoutEntities(text).trim()}`.slice(1)
