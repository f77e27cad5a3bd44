/** Bytes that are not what the format says; the record they belong to is given up. */
export class Damage extends Error {}

/** Reads little-endian numbers and text from a stretch of bytes, and never beyond it. */
export class ByteCursor {
  constructor(
    readonly bytes: Buffer,
    public at: number,
    readonly end: number,
  ) {
    if (at < 0 || at > end || end > bytes.length) throw new Damage('an offset points outside')
  }

  /** Steps over so many bytes; gives back where they began. */
  take(count: number): number {
    const from = this.at
    if (from + count > this.end) throw new Damage('it ends too early')
    this.at = from + count
    return from
  }

  get hasMore(): boolean {
    return this.at < this.end
  }

  peek(): number {
    if (this.at >= this.end) throw new Damage('it ends too early')
    return this.bytes[this.at] ?? 0
  }

  byte(): number {
    return this.bytes[this.take(1)] ?? 0
  }

  uint16(): number {
    return this.bytes.readUInt16LE(this.take(2))
  }

  uint32(): number {
    return this.bytes.readUInt32LE(this.take(4))
  }

  /** UTF-16 text of so many units. */
  text(units: number): string {
    const from = this.take(units * 2)
    return this.bytes.toString('utf16le', from, from + units * 2)
  }
}
