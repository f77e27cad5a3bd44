import { once } from 'node:events'
import type { Writable } from 'node:stream'

const BUFFER_LENGTH = 64 * 1024

/** Writes lines in large pieces and waits while the reader at the other end is slow. */
export class LineWriter {
  private lines: string[] = []
  private length = 0

  constructor(private readonly stream: Writable) {}

  async write(line: string): Promise<void> {
    this.lines.push(line)
    this.length += line.length + 1
    if (this.length >= BUFFER_LENGTH) await this.flush()
  }

  async flush(): Promise<void> {
    if (this.lines.length === 0) return
    const piece = `${this.lines.join('\n')}\n`
    this.lines = []
    this.length = 0
    if (!this.stream.write(piece)) await once(this.stream, 'drain')
  }
}
