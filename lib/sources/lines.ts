/** One line of a text, 1-based, without its line break. */
export interface Line {
  line: number
  text: string
  /** The line was longer than the limit; its rest was dropped. */
  truncated: boolean
}

const DEFAULT_MAX_LENGTH = 64 * 1024

/**
 * Splits text chunks into lines at \r\n, \n and lone \r. Memory stays bounded: of a line longer than
 * `maxLength` characters (64 Ki by default) the beginning is kept and the rest dropped. A break at
 * the very end of the text does not make an empty last line.
 */
export async function* readLines(
  text: AsyncIterable<string>,
  options: { maxLength?: number } = {},
): AsyncGenerator<Line> {
  const splitter = new LineSplitter(options.maxLength ?? DEFAULT_MAX_LENGTH)
  for await (const chunk of text) yield* splitter.push(chunk)
  yield* splitter.end()
}

class LineSplitter {
  private line = 0
  private kept = ''
  private truncated = false
  /** The last chunk ended in \r: a \n at the start of the next one belongs to it. */
  private afterReturn = false

  constructor(private readonly maxLength: number) {}

  *push(chunk: string): Generator<Line> {
    let start = this.afterReturn && chunk.startsWith('\n') ? 1 : 0
    if (chunk.length > 0) this.afterReturn = false
    let feed = chunk.indexOf('\n', start)
    let carriage = chunk.indexOf('\r', start)
    while (feed >= 0 || carriage >= 0) {
      const end = carriage >= 0 && (feed < 0 || carriage < feed) ? carriage : feed
      this.keep(chunk, start, end)
      yield this.take()
      start = end + 1
      if (end === carriage) {
        if (start === chunk.length) this.afterReturn = true
        if (feed === start) start += 1
        carriage = chunk.indexOf('\r', start)
      }
      if (feed >= 0 && feed < start) feed = chunk.indexOf('\n', start)
    }
    this.keep(chunk, start, chunk.length)
  }

  *end(): Generator<Line> {
    if (this.kept.length > 0) yield this.take()
  }

  private keep(chunk: string, start: number, end: number): void {
    if (end <= start) return
    const room = this.maxLength - this.kept.length
    if (end - start > room) this.truncated = true
    if (room <= 0) return
    const piece = chunk.slice(start, Math.min(end, start + room))
    this.kept = this.kept.length === 0 ? piece : this.kept + piece
  }

  private take(): Line {
    this.line += 1
    const taken = { line: this.line, text: this.kept, truncated: this.truncated }
    this.kept = ''
    this.truncated = false
    return taken
  }
}
