import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Observation } from '@/lib/activation/observation'
import { decodeText } from '../decode'
import type { ReadContext, Reader, SourceRecord } from '../reader'

/** Test support: fixtures and everything a reader says of a text. */
export const GIVEN: ReadContext = { hostName: 'WS-GIVEN', observedAt: '2026-01-01T00:00:00.000Z' }

export async function recordsOf(
  reader: Reader,
  text: string | Uint8Array,
  context: ReadContext = GIVEN,
): Promise<SourceRecord[]> {
  async function* bytes() {
    yield typeof text === 'string' ? Buffer.from(text) : text
  }
  const decoded = await decodeText(bytes())
  const records: SourceRecord[] = []
  for await (const record of reader.read(decoded.text, context)) records.push(record)
  return records
}

export async function observationsOf(reader: Reader, text: string | Uint8Array): Promise<Observation[]> {
  const records = await recordsOf(reader, text)
  return records.flatMap((record) => (record.type === 'observation' ? [record.observation] : []))
}

/** The texts of a fixture folder, by file name without `.txt`. */
export function fixturesIn(folder: 'slmgr' | 'ospp'): { name: string; text: string }[] {
  const path = fileURLToPath(new URL(`../fixtures/${folder}/`, import.meta.url))
  const names = readdirSync(path).filter((name) => name.endsWith('.txt'))
  return names.map((name) => ({
    name: name.replace('.txt', ''),
    text: readFileSync(`${path}${name}`, 'utf8'),
  }))
}

/** What a careful reader wrote down for a fixture, beside it. */
export function expectationOf(folder: 'slmgr' | 'ospp', name: string): unknown {
  const url = new URL(`../fixtures/${folder}/${name}.expected.json`, import.meta.url)
  return JSON.parse(readFileSync(fileURLToPath(url), 'utf8'))
}
