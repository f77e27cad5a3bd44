import { expect, it } from 'vitest'
import { readSource } from './read-source'

async function* bytesOf(text: string) {
  yield Buffer.from(text)
}

async function firstOf(text: string): Promise<unknown> {
  const { format, records } = await readSource(bytesOf(text), { observedAt: '2026-06-01T08:00:00.000Z' })
  expect(format).toBeUndefined()
  const first = await records.next()
  return first.value
}

it.each([
  [
    'From: ann@corp.example\nTo: ben@corp.example\nSubject: PC 17\n\nIt does not start any more.',
    'a mail',
    'Desk',
  ],
  [
    'The watermark came back this morning on three of our laptops.\nNobody has changed anything.',
    'somebody wrote',
    'Desk',
  ],
  [
    'asset,room,floor\nPC-17,2.04,2\nPC-18,2.05,2',
    'a table whose columns say nothing of licenses (asset, room, floor)',
    'LicenseStatus',
  ],
  [
    'Raum;Gerät\n2.04;PC-17\n2.05;PC-18',
    'a table whose columns say nothing of licenses (Raum, Gerät)',
    'LicenseStatus',
  ],
  ['pc-17\npc-18.corp.example\npc-19', 'a list of names without states', 'filter of Clients'],
  [
    '2026-05-30 08:14:02 nginx started\n2026-05-30 08:14:09 nginx reloaded',
    'a log of another program',
    '.evtx',
  ],
  [
    'Nov  3 09:12:44 gw sshd[12]: ok\nNov  3 09:12:45 gw sshd[12]: closed',
    'a log of another program',
    '.evtx',
  ],
  ['#!/bin/sh\nset -e\nmake all', 'a script', 'send what it prints'],
  ['param($Name)\n$list = Get-Content $Name\n$list | Sort-Object', 'a script', 'send what it prints'],
  [
    '<?xml version="1.0"?>\n<!-- one --><!-- two -->\n<inventory><room>2</room></inventory>',
    'XML of another kind (<inventory>)',
    '/dlv',
  ],
  ['<!DOCTYPE html>\n<html><body><p>Lunch at noon</p></body></html>', 'a web page', '/dlv'],
  [
    '[main]\nport = 8080\nname = depot\n',
    'names and values that say nothing of licenses (port, name)',
    '/dlv',
  ],
])('says what %j seems to be', async (text, what, send) => {
  const found = await firstOf(text)
  expect(found).toMatchObject({ type: 'rejected', reason: expect.stringContaining(what) })
  expect(found).toMatchObject({ reason: expect.stringContaining(send) })
})

it('says so where a text has no shape, and what is accepted', async () => {
  expect(await firstOf('x9\u2026 \u2603\u2603 %% ??')).toMatchObject({
    reason: expect.stringMatching(/a text of another kind\. Accepted: slmgr\.vbs/),
  })
})

it('comes to an end with thousands of comments and nothing behind them', async () => {
  const found = await firstOf(`${'<!-- -->'.repeat(8_000)} nothing behind them`)
  expect(found).toMatchObject({ type: 'rejected' })
})
