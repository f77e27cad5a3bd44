import { excerptOf } from '../excerpt'
import { readLines } from '../lines'
import type { Reader, SourceRecord } from '../reader'
import { namedObservation, observationSchema, READ_TYPES, readObservation } from './observation-schema'

/** Longer than any observation, and than a list of some hundreds. */
const LONGEST_LINE = 1024 * 1024

const TYPES = [...READ_TYPES, 'rejected'].join('|')
const KINDS = observationSchema.options.map(({ shape }) => shape.kind.value).join('|')
const BEGINNING = new RegExp(
  String.raw`^\s*(?:\[\s*)?\{\s*(?:"type"\s*:\s*"(?:${TYPES})"|"kind"\s*:\s*"(?:${KINDS})")`,
)

/** Observations as JSON lines, as `npm run read` prints them and the collector posts them. */
export const observationsReader: Reader = {
  format: 'observations',
  label: 'observations (JSON lines)',
  detect: (head) => (BEGINNING.test(head) ? 0.99 : 0),
  async *read(text, { hostName }): AsyncGenerator<SourceRecord> {
    for await (const { line, text: row, truncated } of readLines(text, { maxLength: LONGEST_LINE })) {
      const trimmed = row.trim()
      if (trimmed === '') continue
      if (truncated) {
        yield { type: 'rejected', line, reason: 'The line is longer than 1 MB.', excerpt: excerptOf(row) }
        continue
      }
      yield* recordsOf(trimmed, line, hostName)
    }
  },
}

function* recordsOf(text: string, line: number, hostName: string | undefined): Generator<SourceRecord> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    yield { type: 'rejected', line, reason: 'This line is no JSON.', excerpt: excerptOf(text) }
    return
  }
  for (const one of Array.isArray(value) ? value : [value]) {
    const read = readObservation(one)
    if (read.kind === 'observation') {
      yield { type: 'observation', line, observation: namedObservation(read.observation, hostName) }
    }
    if (read.kind === 'refused') {
      yield { type: 'rejected', line, reason: read.reason, excerpt: excerptOf(JSON.stringify(one) ?? '') }
    }
  }
}
