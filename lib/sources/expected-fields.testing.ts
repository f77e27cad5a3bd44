import { readSource } from './read-source'
import type { SourceRecord } from './reader'

/** Observations a careful person writes down: `field` equals, `field~` contains, `field^` begins with, null is absent. */
export type ExpectedFields = Readonly<Record<string, unknown>>

const GIVEN = { observedAt: '2026-11-29T10:00:00.000Z' }

/** What the readers make of a text, and where that differs from what was to be seen in it. */
export async function differences(
  text: string,
  expected: readonly ExpectedFields[],
): Promise<{ found: string[]; records: SourceRecord[] }> {
  const { records } = await readSource(bytesOf(text), GIVEN)
  const read: SourceRecord[] = []
  for await (const record of records) read.push(record)
  const observations = read.flatMap((record) => (record.type === 'observation' ? [record.observation] : []))
  const found = expected.flatMap((wanted, index) =>
    Object.entries(wanted).flatMap(([field, value]) => {
      const seen = valueAt(observations[index], field.replace(/[~^]$/, ''))
      return isAsWanted(field, value, seen) ? [] : [`${index + 1}. ${field}: ${value}, read ${seen}`]
    }),
  )
  if (observations.length > expected.length) found.push(`${observations.length} observations`)
  return { found, records: read }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'utf8')
}

const valueAt = (object: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], object)

function isAsWanted(field: string, wanted: unknown, seen: unknown): boolean {
  if (field.endsWith('~')) return String(seen).toLowerCase().includes(String(wanted).toLowerCase())
  if (field.endsWith('^')) return String(seen).startsWith(String(wanted))
  return (seen ?? null) === wanted
}
