import { SaxesParser } from 'saxes'
import { DateQuestion } from '../date-question'
import { excerptOf } from '../excerpt'
import { readMoment } from '../moments'
import type { ReadContext, Reader, SourceRecord } from '../reader'
import { isKeyRow, keyCountOf, vamtProductOf } from './vamt-record'
import { type VamtElement, VamtXmlRecords } from './xml-records'

/** VAMT's computer information list: CIL of VAMT 2, CILX of VAMT 3. Read only. */
export const vamtXmlReader: Reader = {
  format: 'vamt-xml',
  label: 'VAMT computer information list (CIL, CILX)',
  detect: scoreOfVamtXml,
  read: readVamtXml,
}

const MAX_DEPTH = 64
/** Longest text, tag or comment; the parser holds it whole. */
const MAX_PIECE_LENGTH = 256 * 1024
const FEED_LENGTH = 16 * 1024

const RESTART = /<(?:\w+:)?(?:Computer|Product|VolumeClient|ActiveProduct)[\s>/]/

function scoreOfVamtXml(head: string): number {
  if (!/^\s*</.test(head) || /<Event[\s>]/.test(head)) return 0
  if (/<(?:\w+:)?SoftwareLicensingData[\s>/]/.test(head)) return 0.97
  return RESTART.test(head) && /<(?:\w+:)?(?:LicenseStatus|PartialProductKey)[\s>/]/.test(head) ? 0.8 : 0
}

async function* readVamtXml(text: AsyncIterable<string>, context: ReadContext): AsyncGenerator<SourceRecord> {
  const document = new VamtDocument(context)
  for await (const chunk of text) {
    for (let at = 0; at < chunk.length; at += FEED_LENGTH) {
      document.feed(chunk.slice(at, at + FEED_LENGTH))
      yield* document.take()
    }
  }
  document.end()
  yield* document.take()
}

const newSaxes = (isFragment: boolean) => new SaxesParser({ fragment: isFragment, xmlns: false })
type Parser = ReturnType<typeof newSaxes>

/** Leaves the parser: it must not be used any more. */
class Fault extends Error {}

const plainMessage = (error: Error) => error.message.replace(/^(?:\d+:)*\s*/, '').slice(0, 120)

/** One file on its way through the parser; a new parser takes over behind a piece that cannot be read. */
class VamtDocument {
  private records: SourceRecord[] = []
  private readonly elements = new VamtXmlRecords()
  private parser = this.listen(newSaxes(false))
  private firstLine = 1
  private sincePiece = 0
  private exportedAt: string | undefined
  private hasFailed = false
  private hasResumed = false
  private readonly reported = new Set<string>()
  private readonly dates = new DateQuestion()
  /** Text that is passed over until the next computer or product begins. */
  private skipped: string | undefined

  constructor(private readonly context: ReadContext) {}

  take(): SourceRecord[] {
    for (const element of this.elements.take()) this.record(element)
    const taken = this.records
    this.records = []
    return taken
  }

  feed(piece: string): void {
    let rest = piece
    while (rest !== '') rest = this.skipped === undefined ? this.parse(rest) : this.skip(rest)
  }

  end(): void {
    if (this.skipped === undefined) this.guarded(() => this.parser.close())
    this.elements.abandonAll('the file ends inside it')
  }

  /** Gives back what is behind a piece that cannot be read; as a rule nothing. */
  private parse(text: string): string {
    const before = this.parser.position
    this.sincePiece += text.length
    this.guarded(() => this.parser.write(text))
    if (this.sincePiece > MAX_PIECE_LENGTH) {
      this.guarded(() => this.fail(`one tag or text longer than ${MAX_PIECE_LENGTH} characters`))
    }
    if (!this.hasFailed) return ''
    const consumed = Math.max(1, this.parser.position - before)
    this.startSkipping()
    return text.slice(consumed)
  }

  private guarded(step: () => void): void {
    try {
      step()
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      this.hasFailed = true
    }
  }

  private listen(parser: Parser): Parser {
    parser.on('opentag', ({ name, attributes }) => this.open(name, attributes))
    parser.on('closetag', () => this.piece(() => this.elements.close()))
    parser.on('text', (text) => this.piece(() => this.elements.text(text)))
    parser.on('cdata', (text) => this.piece(() => this.elements.text(text)))
    parser.on('comment', () => this.piece(() => {}))
    parser.on('doctype', () =>
      this.piece(() => this.report('a document type declaration, which is not read')),
    )
    parser.on('error', (error) => this.fault(plainMessage(error)))
    return parser
  }

  private piece(step: () => void): void {
    this.sincePiece = 0
    step()
  }

  private open(name: string, attributes: Record<string, string>): void {
    this.sincePiece = 0
    if (this.elements.depth >= MAX_DEPTH) this.fail(`elements nested deeper than ${MAX_DEPTH}`)
    this.elements.open(name, attributes, this.line())
    if (this.elements.depth === 1) this.exportedAt ??= exportTimeOf(attributes)
  }

  private line(): number {
    return this.firstLine + this.parser.line - 1
  }

  /** A fault inside a product rejects the product; outside, each kind is reported once. */
  private fail(reason: string): never {
    if (!this.elements.damage(reason)) this.report(reason)
    throw new Fault(reason)
  }

  private fault(message: string): never {
    // Behind a fault the tags around the products are unknown: their ends are no fault of their own.
    if (this.hasResumed && message.startsWith('unmatched closing tag')) throw new Fault(message)
    return this.fail(`not well-formed XML: ${message}`)
  }

  private report(reason: string): void {
    if (this.reported.has(reason) || this.reported.size >= 20) return
    this.reported.add(reason)
    this.reject(this.line(), reason, '')
  }

  private startSkipping(): void {
    this.firstLine = this.line()
    this.elements.abandonAll('the XML is broken inside it')
    this.hasFailed = false
    this.hasResumed = true
    this.skipped = ''
  }

  /** Passes text over until a computer or product begins; gives back the text from there. */
  private skip(piece: string): string {
    const text = `${this.skipped ?? ''}${piece}`
    const start = text.search(RESTART)
    // A tag may be cut at the end of the piece.
    const passed = start < 0 ? Math.max(0, text.length - 32) : start
    this.firstLine += countLines(text.slice(0, passed))
    if (start < 0) {
      this.skipped = text.slice(passed)
      return ''
    }
    this.skipped = undefined
    this.sincePiece = 0
    this.parser = this.listen(newSaxes(true))
    return text.slice(start)
  }

  private record(element: VamtElement): void {
    const { line, values, damage } = element
    const shown = [...values].map(([name, value]) => `${name}: ${value}`).join('; ')
    if (damage !== undefined) {
      this.reject(line, damage, shown)
      return
    }
    const context = { ...this.context, observedAt: this.exportedAt ?? this.context.observedAt }
    const isKey = element.kind === 'key' || isKeyRow(values)
    const result = isKey ? keyCountOf(values, context) : vamtProductOf(values, context)
    if ('problem' in result) this.reject(line, result.problem, shown)
    else if ('observation' in result) {
      this.records.push({ type: 'observation', line, observation: result.observation })
      this.records.push(...this.dates.ask(line, result.unclear))
    }
  }

  private reject(line: number, reason: string, shown: string): void {
    this.records.push({ type: 'rejected', line, reason, excerpt: excerptOf(shown) })
  }
}

const EXPORT_TIMES = /^(?:export(?:ed)?(?:time|date|at|on)?|created(?:at|on)?|timestamp|date)$/i

function exportTimeOf(attributes: Readonly<Record<string, string>>): string | undefined {
  const found = Object.entries(attributes).find(([name]) => EXPORT_TIMES.test(name))
  const moment = readMoment(found?.[1])
  return moment.ok ? moment.at : undefined
}

function countLines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1
  return count
}
