import { createReadStream, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSource } from './read-source'
import type { SourceRecord } from './reader'
import { cimAndVamt } from './sample-expectations/cim-and-vamt.expected'
import { type Expectation, GIVEN } from './sample-expectations/expectation.testing'
import { kmsEvents, otherEvents, unrecognised } from './sample-expectations/kms-events.expected'
import { ospp } from './sample-expectations/ospp.expected'
import { slmgrDli } from './sample-expectations/slmgr-dli.expected'
import { slmgrDlv } from './sample-expectations/slmgr-dlv.expected'
import { slmgrHosts } from './sample-expectations/slmgr-hosts.expected'
import { slmgrXpr } from './sample-expectations/slmgr-xpr.expected'

const FIXTURES = join(import.meta.dirname, 'fixtures', 'samples')

const EXPECTED: Record<string, Expectation> = {
  ...slmgrDli,
  ...slmgrDlv,
  ...slmgrHosts,
  ...slmgrXpr,
  ...ospp,
  ...kmsEvents,
  ...otherEvents,
  ...cimAndVamt,
  ...unrecognised,
}

async function read(name: string, highWaterMark: number) {
  const bytes = createReadStream(join(FIXTURES, name), { highWaterMark })
  const { format, records } = await readSource(bytes, GIVEN)
  const found: SourceRecord[] = []
  for await (const record of records) found.push(record)
  return { format, found }
}

describe('what a careful person writes down from each fixture', () => {
  it('has an expectation for every fixture', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(readdirSync(FIXTURES).sort())
  })

  it.each(Object.entries(EXPECTED))('%s', async (name, expected) => {
    const { format, found } = await read(name, 64 * 1024)
    expect(format).toBe(expected.format)
    const observations = found.flatMap((record) =>
      record.type === 'observation' ? [[record.line, record.observation]] : [],
    )
    expect(observations).toEqual(expected.observations)
    const rejected = found.flatMap((record) => (record.type === 'rejected' ? [record] : []))
    const wanted = expected.rejected ?? []
    expect(rejected.map(({ line }) => line)).toEqual(wanted.map(([line]) => line))
    for (const [index, [, reason]] of wanted.entries()) expect(rejected[index]?.reason).toMatch(reason)
  })

  it.each(Object.keys(EXPECTED))('%s reads the same in pieces of 7 bytes', async (name) => {
    expect(await read(name, 7)).toEqual(await read(name, 64 * 1024))
  })
})
