import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { maskProductKeys } from '@/lib/activation/product/product-key'
import type { EventRecord } from './event-record'

/** Far deeper than any event; an element bomb stops here. */
const DEEPEST = 32

export type ParsedEvent = { ok: true; event: EventRecord } | { ok: false; reason: string }

/** Reads one `<Event>...</Event>` of any shape with a strict parser, or says why it is not well-formed. */
export function parseEvent(xml: string, line: number): ParsedEvent {
  const collector = new EventCollector()
  const parser = new SaxesParser()
  parser.on('opentag', (tag) => collector.open(tag))
  parser.on('closetag', () => collector.close())
  parser.on('text', (text) => collector.text(text))
  parser.on('cdata', (text) => collector.text(text))
  // The parser throws at the first fault, so nothing of a faulty event is used.
  try {
    parser.write(xml).close()
  } catch (error) {
    return { ok: false, reason: `The event is not well-formed XML: ${faultOf(error)}` }
  }
  return { ok: true, event: { line, ...collector.event() } }
}

function faultOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return maskProductKeys(message.replace(/^(?:\d+:)*\s*/, '')).slice(0, 120)
}

/** Elements by their path below Event whose text is kept; of a repeated one the first counts. */
const KEPT: Readonly<Record<string, 'id' | 'computer' | 'channel' | 'recordId' | 'message' | 'data'>> = {
  'System/EventID': 'id',
  'System/Computer': 'computer',
  'System/Channel': 'channel',
  'System/EventRecordID': 'recordId',
  'RenderingInfo/Message': 'message',
  'EventData/Data': 'data',
}

class EventCollector {
  private readonly path: string[] = []
  private readonly texts: Partial<Record<'id' | 'computer' | 'channel' | 'recordId' | 'message', string>> = {}
  private readonly data: string[] = []
  private readonly attributes: { provider?: string; source?: string; time?: string } = {}
  private current = ''

  open(tag: SaxesTagPlain): void {
    this.path.push(tag.name)
    if (this.path.length > DEEPEST) throw new Error(`elements are nested deeper than ${DEEPEST}.`)
    this.current = ''
    const name = this.place()
    if (name === 'System/Provider') {
      this.attributes.provider ??= tag.attributes.Name
      this.attributes.source ??= tag.attributes.EventSourceName
    }
    if (name === 'System/TimeCreated') this.attributes.time ??= tag.attributes.SystemTime
  }

  text(text: string): void {
    this.current += text
  }

  close(): void {
    const kept = KEPT[this.place()]
    if (kept === 'data') this.data.push(this.current)
    else if (kept !== undefined) this.texts[kept] ??= this.current
    this.path.pop()
    this.current = ''
  }

  /** 'parent/name' of an element two levels below Event, where all that counts stands; empty elsewhere. */
  private place(): string {
    return this.path.length === 3 ? `${this.path[1]}/${this.path[2]}` : ''
  }

  event(): Omit<EventRecord, 'line'> {
    const { provider, source, time } = this.attributes
    return {
      id: (this.texts.id ?? '').trim(),
      provider,
      source,
      computer: this.texts.computer,
      channel: this.texts.channel,
      recordId: this.texts.recordId,
      time: time === undefined ? { kind: 'none' } : { kind: 'utc', text: time },
      data: this.data,
      message: this.texts.message,
    }
  }
}
