import type { SourceRecord } from '../reader'

/** Counts what a file held, so that a file without a single useful event can say so. */
export class EventTally {
  private foreign = 0
  private used = 0

  countForeign(): void {
    this.foreign += 1
  }

  countUsed(): void {
    this.used += 1
  }

  /** The closing remark for a file that gave nothing; no remark for any other. */
  *verdict(): Generator<SourceRecord> {
    if (this.used > 0) return
    const which =
      this.foreign === 1
        ? 'The only event in the text is not'
        : `None of the ${this.foreign} events in the text is`
    const reason = `${which} 12288 to 12294 or 12308 of the licensing service.`
    const none = 'The text has no event.'
    yield {
      type: 'rejected',
      line: 1,
      reason: this.foreign === 0 ? none : reason,
      excerpt: '',
      isRemark: true,
    }
  }
}
