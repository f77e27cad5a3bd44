import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { readSource } from '../read-source'
import type { SourceRecord } from '../reader'
import { unwrappingsOf } from './unwrap'

const AT = '2026-06-01T08:00:00.000Z'
const OUTPUT = `Name: Windows(R), Enterprise edition
Description: Windows(R) Operating System, VOLUME_MAK channel
Partial Product Key: B8K4X
License Status: Licensed
`

async function read(text: string): Promise<SourceRecord[]> {
  async function* bytes() {
    for (let at = 0; at < text.length; at += 50) yield Buffer.from(text.slice(at, at + 50))
  }
  const { records } = await readSource(bytes(), { observedAt: AT })
  const found: SourceRecord[] = []
  for await (const record of records) found.push(record)
  return found
}

const prefixed = (prefix: string) => OUTPUT.replaceAll(/^(?=.)/gm, prefix)

describe('a text freed from its wrapping', () => {
  it.each([
    ['a page', `<html><body><p>see:</p>\n<pre>\n${OUTPUT}</pre></body></html>`, 3],
    ['a fence', `The output:\n\n\`\`\`text\n${OUTPUT}\`\`\`\n`, 4],
    ['a code block of Jira', `h3. Output\n{code:title=dli|borderStyle=solid}\n${OUTPUT}{code}`, 3],
    ['a quotation', `On Monday you wrote:\n${prefixed('> ')}`, 2],
    ['comments', `${prefixed('# ')}`, 1],
    ['a log', prefixed('2026-05-30 07:00:02,123 INFO  '), 1],
    ['a journal', prefixed('May 30 07:00:02 '), 1],
    ['CMTrace', OUTPUT.replaceAll(/^(.+)$/gm, '<![LOG[$1]LOG]!><time="07:00:02.123" thread="7">'), 1],
  ])('keeps the line numbers of %s', async (_, text, line) => {
    expect(await read(text)).toMatchObject([{ line, observation: { product: { partialKey: 'B8K4X' } } }])
  })

  it.each([
    'ws-0412: ',
    '[ws-0412] out: ',
    'WS-0412 | ',
    'ws-0412.txt:17:',
    'May 30 07:00:02 ws-0412 agent[77]: ',
  ])('knows the machine by “%s” in front of each row', async (prefix) => {
    expect(await read(prefixed(prefix))).toMatchObject([
      { line: 1, observation: { client: { name: 'ws-0412' }, status: 'licensed' } },
    ])
  })

  it('leaves JSON and XML as they are', () => {
    for (const head of [
      '{"a": "<pre>{code}"}',
      '[{"a": "```"}]',
      '<?xml version="1.0"?><p>',
      '<Events><Event>',
    ]) {
      expect(unwrappingsOf(head)).toEqual({})
    }
  })
})

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/** What is held, in bytes, when a long text that begins as wrapped has gone through. */
async function heldBy(piece: string): Promise<number> {
  const head = `<p>x</p>\n<<<win_license>>>\n{noformat}\n${prefixed('WS-1: ')}ws-1 | CHANGED | rc=0 >>\n`
  let held = 0
  async function* text() {
    yield head
    collectGarbage()
    const before = process.memoryUsage().heapUsed
    for (let count = 0; count < 20; count += 1) yield piece.repeat(Math.ceil(20_000 / piece.length))
    collectGarbage()
    held = process.memoryUsage().heapUsed - before
  }
  const unwrapped = unwrappingsOf(head).all?.take(text())
  if (unwrapped === undefined) throw new Error('not wrapped')
  for await (const row of unwrapped.text) expect(row.length).toBeLessThan(2_000_000)
  return held
}

it.each([
  '<tr>',
  '<tr>\n',
  '<script>',
  '</td> <td>',
  '{noformat}',
  '```\n',
  'WS-1: Name: x\n',
  '<<<<ws-2>>>>\n',
  '&amp;',
  '> > >\n',
  '   ',
])('holds little of %j without end', async (piece) => {
  expect(await heldBy(piece)).toBeLessThan(4_000_000)
})

it.each([
  `Name${' '.repeat(60_000)}x`,
  `a${',;'.repeat(30_000)}x`,
  `${'License Status Notification Reason Trusted time '.repeat(80)}x`,
  `${'|'.repeat(60_000)}x`,
  `${'- '.repeat(30_000)}x`,
])('gives a moment only to a long row, %#', async (row) => {
  const started = performance.now()
  await read(`${OUTPUT}${`${row}\n`.repeat(5)}`)
  expect(performance.now() - started).toBeLessThan(5_000)
})
