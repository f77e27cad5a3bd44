import { describe, expect, it } from 'vitest'
import { readSource } from './read-source'
import type { SourceRecord } from './reader'
import { toldReason } from './told-reason'

describe('a reason code in a field', () => {
  it.each([
    ['0xC004F074', '0xC004F074'],
    ['0xC004F00F.', '0xC004F00F'],
    ['-1073418124', '0xC004F074'],
    ['0xC004F009 (grace time expired).', '0xC004F009'],
    ['error 0xC004F038 since Monday', '0xC004F038'],
    ['0x0', '0x00000000'],
    ['0x57', '0x00000057'],
  ])('%s is %s, and nothing is said of it', (text, code) => {
    expect(toldReason(text)).toEqual({ code })
  })

  it.each(['', 'n/a', 'no KMS could be contacted', 'XXXXXXXX', 'grace', '4294967295', 'Cool'])(
    '%j is no code and no fault',
    (text) => {
      expect(toldReason(text)).toEqual({})
    },
  )

  it.each([
    ['0xCOO4FO74', '0xC004F074'],
    ['0xC0O4F074.', '0xC004F074'],
    ['OxC004F038', '0xC004F038'],
    ['coo4fo42', '0xC004F042'],
  ])('%s is read as %s, and that is said', (text, code) => {
    expect(toldReason(text)).toEqual({ code, note: expect.stringContaining(`was read as ${code}`) })
  })

  it.each([
    ['0xC04F074', 'It may mean 0xC004F074.'],
    ['0xC004FZ74', 'cannot be read'],
    ['0xC004F0…', 'is cut off'],
    ['0xC004...', 'is cut off'],
  ])('%s is not read, and that is said', (text, words) => {
    expect(toldReason(text)).toEqual({
      note: expect.stringContaining(words),
      ...(words.startsWith('It may') && { guess: '0xC004F074' }),
    })
  })
})

async function read(text: string): Promise<SourceRecord[]> {
  async function* bytes() {
    yield Buffer.from(text)
  }
  const { records } = await readSource(bytes(), { observedAt: '2026-11-29T10:00:00.000Z' })
  const found: SourceRecord[] = []
  for await (const record of records) found.push(record)
  return found
}

const SLMGR = `Name: Windows(R), Enterprise edition
Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
License Status: Notification
Notification Reason: 0xCOO4FO74.
`
const OSPP = `---------------------------------------
LICENSE NAME: Office 21, Office21ProPlus2021VL_KMS_Client_AE edition
LICENSE STATUS:  ---NOTIFICATIONS---
ERROR CODE: 0xCOO4FO74
---------------------------------------
`
const LIST = `PSComputerName      : pc-17
Description         : Windows(R) Operating System, VOLUME_KMSCLIENT channel
LicenseStatus       : 5
LicenseStatusReason : 0xC0O4F074
`
const CSV = `Host,Product,LicenseStatus,PartialProductKey,Reason
pc-17,"Windows(R), Enterprise edition",5,2YT43,0xCOO4FO74
`

describe('a code that a scanner got wrong, in a file', () => {
  it.each([
    ['slmgr output', SLMGR, 4],
    ['ospp output', OSPP, 4],
    ['a list', LIST, 1],
    ['a table', CSV, 2],
  ])('is read in %s, with the line and the reading', async (_, text, line) => {
    expect(await read(text)).toMatchObject([
      { type: 'observation', observation: { status: 'notification', reason: '0xC004F074' } },
      { type: 'rejected', line, reason: expect.stringMatching(/“0xC\w{7}” was read as 0xC004F074/) },
    ])
  })

  it('stays unread where a digit is lost', async () => {
    expect(await read(SLMGR.replace('0xCOO4FO74', '0xC04F074'))).toMatchObject([
      { type: 'observation', observation: { status: 'notification' } },
      { type: 'rejected', line: 4, reason: expect.stringContaining('It may mean 0xC004F074') },
    ])
  })

  it('names the code it may be in the data of an event, whose fields are not guessed', async () => {
    const event = `Source: Microsoft-Windows-Security-SPP
Event ID: 12288
Date: 2026-11-20 10:00:00
Computer: pc-17.corp.example
Description:
The client has sent an activation request to the key management service machine.
Info:
0xC0O4F074, 0x00000000, kms01.corp.example:1688, 3fb1b6a9-1c5c-4a8d-8a57-0a8dbef4a3c1, 2026/11/20 09:00, 0, 5, 0, 73111121-5638-40f6-bc11-f1d7b0d64300, 25
`
    expect(await read(event)).toMatchObject([
      { type: 'rejected', reason: expect.stringContaining('HRESULT, cannot be read; it may be 0xC004F074') },
    ])
  })

  it('is found in a message that holds nothing else, on its line', async () => {
    expect(await read('Dear helpdesk,\n\nber-kiosk-037 shows 0xCOO4FO74 since Monday.\n')).toMatchObject([
      {
        type: 'rejected',
        line: 3,
        reason: expect.stringContaining('“0xCOO4FO74”, read as 0xC004F074'),
        excerpt: expect.stringContaining('0xCOO4FO74'),
      },
    ])
  })
})
