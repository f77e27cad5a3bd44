import { BoundsFinder, LONGEST_EVENT, longestOf } from './event-bounds'

/** A piece of a text of events: one whole event, or something that cannot be one. */
export type Slice =
  | { kind: 'event'; line: number; xml: string }
  | { kind: 'stray'; line: number; text: string; reason: string }

const CUT_OFF = 'The event is cut off: its end is missing.'
const TOO_LONG = `The event is longer than ${LONGEST_EVENT} characters.`
const OUTSIDE = 'There is text outside any event.'
const UNCLOSED = 'A comment or section is not closed.'
const DOCTYPE = 'A document type declaration is not allowed; it is skipped, its entities stay unknown.'

/** What can begin between two events. */
const OPENING = /<Event(?=[\s/>])|<!--|<!\[CDATA\[|<!DOCTYPE|<\?/g
const ROOT_TAG = /<\/?Events(?:\s[^<>]*)?>/g
/** A tag that a chunk border cuts is held back if it is no longer than this. */
const LONGEST_TAG = 1024
/** As much of a stray text as an excerpt could need. */
const KEPT_STRAY = 4096

/**
 * Cuts a stream of text into events without parsing them, so that a damaged event costs only itself: the
 * next '<Event' starts afresh. Comments, CDATA sections and processing instructions are stepped over;
 * what stands in them is never taken for an event. Holds at most one event and one chunk.
 */
export class EventSlicer {
  private text = ''
  private line = 1
  private stray: { line: number; text: string; reason: string } | undefined;

  /** The slices that this chunk completes. Chunks should have some KiB: every push looks at what is held. */
  *push(chunk: string): Generator<Slice> {
    this.text += chunk
    yield* this.cut('more may come')
  }

  *end(): Generator<Slice> {
    yield* this.cut('nothing more')
    yield* this.takeStray()
  }

  private *cut(coming: 'more may come' | 'nothing more'): Generator<Slice> {
    const finder = new BoundsFinder(this.text)
    let position = 0
    for (;;) {
      OPENING.lastIndex = position
      const opening = OPENING.exec(this.text)
      if (opening === null) break
      this.pass(position, opening.index)
      position = opening.index
      const end = finder.endOf(opening[0], position)
      const mayStillEnd = coming === 'more may come' && this.text.length - position <= longestOf(opening[0])
      if (end.kind === 'open' && mayStillEnd) {
        this.text = this.text.slice(position)
        return
      }
      const next = end.kind === 'open' ? position + opening[0].length : end.at
      yield* this.take(opening[0], position, next, end.kind)
      position = next
    }
    const held = coming === 'nothing more' ? this.text.length : this.startOfCutTag(position)
    this.pass(position, held)
    this.text = this.text.slice(held)
  }

  private *take(token: string, from: number, to: number, end: 'end' | 'restart' | 'open'): Generator<Slice> {
    if (token === '<Event' && end === 'end') {
      yield* this.takeStray()
      yield { kind: 'event', line: this.line, xml: this.text.slice(from, to) }
    } else if (token === '<!DOCTYPE') {
      yield* this.takeStray()
      this.keepStray(this.text.slice(from, to), DOCTYPE)
    } else if (token === '<Event') {
      yield* this.takeStray()
      const isLong = end === 'open' && this.text.length - from > LONGEST_EVENT
      this.keepStray(this.text.slice(from, to), isLong ? TOO_LONG : CUT_OFF)
    } else if (end === 'open' || token === '<![CDATA[') {
      this.keepStray(this.text.slice(from, to), end === 'open' ? UNCLOSED : OUTSIDE)
    }
    this.line += lineBreaks(this.text, from, to)
  }

  /** Text between events: blanks and the root element's tags are fine, all else is stray. */
  private pass(from: number, to: number): void {
    if (to <= from) return
    const text = this.text.slice(from, to)
    if (this.stray !== undefined || /\S/.test(text.replace(ROOT_TAG, ''))) {
      const plain = text.replace(ROOT_TAG, (tag) => tag.replace(/[^\n]/g, ''))
      const start = plain.search(/\S|$/)
      const line = this.line + lineBreaks(plain, 0, start)
      this.keepStray(this.stray === undefined ? plain.slice(start) : plain, OUTSIDE, line)
    }
    this.line += lineBreaks(text, 0, text.length)
  }

  private keepStray(text: string, reason: string, line = this.line): void {
    this.stray ??= { line, text: '', reason }
    const room = KEPT_STRAY - this.stray.text.length
    if (room > 0) this.stray.text += text.slice(0, room)
  }

  private *takeStray(): Generator<Slice> {
    if (this.stray !== undefined) yield { kind: 'stray', ...this.stray }
    this.stray = undefined
  }

  private startOfCutTag(from: number): number {
    const start = this.text.lastIndexOf('<')
    const isCut = start >= from && this.text.length - start <= LONGEST_TAG && !this.text.includes('>', start)
    return isCut ? start : this.text.length
  }
}

function lineBreaks(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1
  return count
}
