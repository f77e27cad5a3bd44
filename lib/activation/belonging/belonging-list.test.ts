import { expect, it } from 'vitest'
import { type BelongingLine, readBelongingList } from './belonging-list'

function linesOf(text: string): BelongingLine[] {
  const list = readBelongingList(text)
  if (!list.ok) throw new Error(list.problem)
  return [...list.lines]
}

it('takes the columns in any order, with what separates them', () => {
  const text = '\uFEFFSite;Tags;Host;Cost centre;Dept\r\nBerlin;kiosk|lobby;WS1.Corp.Example.;4711;Sales\r\n'
  const says = { host: 'ws1.corp.example', site: 'Berlin', department: 'Sales', tags: ['kiosk', 'lobby'] }
  expect(linesOf(text)).toEqual([{ line: 2, ok: true, says }])
})

it('says nothing for an empty cell, and none for a minus', () => {
  expect(linesOf('host,site,owner\nws1,,-\n')).toEqual([
    { line: 2, ok: true, says: { host: 'ws1', owner: '' } },
  ])
})

it('says of each bad line what is wrong, by its number in the file', () => {
  const list = [
    'host,site,owner',
    'ws 1,Berlin,',
    'ws2,none,',
    '',
    'ws3,Berlin,Ada',
    'WS3,Dublin,',
    'ws4,,',
    `ws5,${'Berlin '.repeat(15)},`,
    'BCDFG-HJKMP-QRTVW-XY234-6789N,Berlin,',
  ]
  const bad = linesOf(list.join('\n')).filter((line) => !line.ok)
  expect(bad.map((line) => [line.line, line.ok || line.reason])).toEqual([
    [2, '“ws 1” is not a machine name'],
    [3, 'site: “none” is kept for machines without one'],
    [6, 'ws3 is in line 5 already'],
    [7, 'says nothing of this machine'],
    [8, expect.stringContaining('more than 100 characters')],
    [9, expect.stringContaining('product key')],
  ])
  expect(bad.at(-1)).toMatchObject({ excerpt: 'XXXXX-XXXXX-XXXXX-XXXXX-6789N,Berlin,' })
})

it.each([
  ['', 'The list is empty.'],
  ['ws1,Berlin\n', expect.stringContaining('host')],
  ['host\nws1\n', expect.stringContaining('site, owner')],
])('refuses a list without its columns: %j', (text, problem) => {
  expect(readBelongingList(text)).toEqual({ ok: false, problem })
})
