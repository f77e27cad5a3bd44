import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { differences, type ExpectedFields } from './expected-fields.testing'

const FIXTURES = join(import.meta.dirname, 'fixtures', 'field')
const EXPECTED = JSON.parse(readFileSync(join(FIXTURES, 'expect.json'), 'utf8')) as Record<
  string,
  readonly ExpectedFields[]
>

/** Texts that say something lasting of a machine, and nothing of its licenses. */
const READINGS: Readonly<Record<string, object>> = {
  'german-dism': { edition: 'ServerStandardEval' },
  'french-ipconfig': { client: { name: 'pc-b3' }, dnsSuffixes: ['corp.example'] },
  'spanish-systeminfo': { client: { name: 'pc-b4' }, dnsSuffixes: ['corp.example'] },
}

describe('texts as admins paste and tools write them', () => {
  it('have an expectation each', () => {
    const texts = readdirSync(FIXTURES).filter((name) => name.endsWith('.txt'))
    expect(Object.keys(EXPECTED).sort()).toEqual(texts.map((name) => name.replace('.txt', '')).sort())
  })

  it.each(Object.entries(EXPECTED))('%s', async (name, expected) => {
    const text = readFileSync(join(FIXTURES, `${name}.txt`), 'utf8')
    const { found, records } = await differences(text, expected)
    expect(found).toEqual([])
    const reading = READINGS[name]
    if (reading) expect(records).toMatchObject([{ type: 'machineReading', observation: reading }])
    else if (expected.length === 0) expect(records).toMatchObject([{ type: 'rejected' }])
  })
})
