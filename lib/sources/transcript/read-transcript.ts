import { excerptOf } from '../excerpt'
import { readLines } from '../lines'
import { OsppTranscript } from '../ospp/ospp-transcript'
import type { ReadContext, SourceRecord } from '../reader'
import { SlmgrTranscript } from '../slmgr/slmgr-transcript'
import { Captures } from './captures'
import { consoleRowsOf, writtenAt } from './labels-in-row'

/**
 * Reads a console transcript, whichever of slmgr.vbs and ospp.vbs were run in it. A text in which neither
 * told a status becomes one rejection that says what was there instead.
 */
export async function* readTranscript(
  text: AsyncIterable<string>,
  context: ReadContext,
): AsyncGenerator<SourceRecord> {
  const slmgr = new SlmgrTranscript(context)
  const ospp = new OsppTranscript(context)
  const captures = new Captures({ ...context, hostName: context.hostName?.toLowerCase() })
  const told = (records: readonly SourceRecord[], acts: number) =>
    records.flatMap((record) => captures.take(record, acts))
  let count = 0
  let firstRow = ''
  for await (const line of readLines(text)) {
    const written = writtenAt(line.text)
    if (written !== undefined) for (const part of [slmgr, ospp]) part.date(written)
    for (const row of consoleRowsOf(line)) {
      if (row.text === '') continue
      // A prompt line may hold a password: never an excerpt.
      if (firstRow === '' && row.prompt === undefined) firstRow = row.text.slice(0, 4096)
      for (const part of [slmgr, ospp]) {
        const acts = slmgr.acts + ospp.acts
        const records = part.push(row)
        count += records.length
        if (records.length > 0) yield* told(records, acts)
      }
    }
  }
  const last = [...slmgr.end(), ...ospp.end()]
  yield* told(last, slmgr.acts + ospp.acts)
  yield* captures.end()
  if (count + last.length === 0) {
    const reason = nothingFound(firstRow, slmgr.evidence)
    yield { type: 'rejected', line: 1, reason, excerpt: excerptOf(firstRow) }
  }
}

function nothingFound(firstRow: string, { errors, unused }: SlmgrTranscript['evidence']): string {
  if (firstRow === '') return 'The text is empty'
  if (errors.size > 0) return `No license status was found; the text reports ${[...errors].join(', ')}`
  if (unused > 0) return 'All products in this text are license files that are not in use'
  return 'No license status was found in this text'
}
