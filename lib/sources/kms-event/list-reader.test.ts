import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inBrief, readAll, requestPayload, sampleRequest } from './event-fixtures.testing'
import { kmsEventListReader } from './list-reader'

const read = (text: string, lengths?: readonly number[]) => readAll(kmsEventListReader, text, { lengths })

/** Cuts a line the way a console of 80 columns does: anywhere, the rest under the first value. */
const wrapped = (text: string) => (text.match(/.{1,65}/g) ?? []).join(`\n${' '.repeat(15)}`)

const request = sampleRequest(5)
const block = (id: number, payload: string) =>
  [
    'LogName      : Key Management Service',
    'ProviderName : Microsoft-Windows-Security-SPP',
    `Id           : ${id}`,
    'TimeCreated  : 12.05.2025 08:01:47',
    'MachineName  : KEYS01.branch.example',
    `Message      : An activation request has been processed.\n${' '.repeat(15)}Info:\n${' '.repeat(15)}${wrapped(payload)}`,
  ].join('\n')

describe('lists of events', () => {
  test('payloads that the console wrapped in the middle of a word are put together', async () => {
    const records = await read(
      `\n\n${block(12290, requestPayload(request))}\n\n${block(12290, requestPayload(request))}\n\n`,
    )
    expect(inBrief(records)).toEqual(['3 kmsRequest', '13 kmsRequest'])
    expect(records[0]).toMatchObject({
      observation: {
        at: request.at,
        client: { name: 'pc-00005.branch.example', cmid: request.cmid },
        activationId: request.activationId,
      },
    })
  })

  test('the payload may be cut at any character after its HRESULT', async () => {
    const payload = requestPayload(request)
    for (let cut = 4; cut < payload.length; cut += 1) {
      const message = `${payload.slice(0, cut).trimEnd()}\n${' '.repeat(15)}${payload.slice(cut).trimStart()}`
      const text = `Id          : 12290\nTimeCreated : 12.05.2025 08:01:47\nMessage     : ${message}`
      expect(await read(text)).toMatchObject([{ observation: { clientTime: '2025-05-12T06:01:00.000Z' } }])
    }
  })

  test('a minimum count that is cut in two is put together', async () => {
    const { cmid, activationId } = request
    const payload = `0x0, 0x0, keys01:1688, ${cmid}, 2025/05/12 06:01, 0, 1, 100, ${activationId}, 2\n5`
    const text = `Id          : 12288\nTimeCreated : 2025-05-12 08:01:47\nMessage     : Info:\n${payload}\n`
    expect(await read(text)).toMatchObject([{ observation: { step: 'request', minimumCount: 25 } }])
  })

  test('rows whose blanks were squeezed are still rows', async () => {
    const text = `LogName : Application\nId : 12289\nTimeCreated : 2025-05-12 08:01:47\nMessage : Processed.\nInfo:\n0x0, 0x0, 1, 0, 50, 120, 10080, 2025/05/12 06:01`
    expect(await read(text)).toMatchObject([
      { observation: { kind: 'kmsClientExchange', step: 'response', at: request.at, hostCount: 50 } },
    ])
  })

  test('a directory activation with blank lines in its message is one event', async () => {
    const message = `Active Directory Activation has succeeded.\n\n               Sku Id = ${request.activationId}\n\n               AO name = Branch object\n\n               AO DN = CN=obj,CN=Activation Objects,CN=Microsoft SPP,\n               DC=branch,DC=example`
    const text = `Id          : 12308\nTimeCreated : 2025-05-12 08:01:47\nMessage     : ${message}\n\n${block(12290, requestPayload(request))}`
    expect(await read(text)).toMatchObject([
      {
        observation: {
          kind: 'directoryActivation',
          at: request.at,
          activationId: request.activationId,
          activationObjectName: 'Branch object',
          activationObjectDn: 'CN=obj,CN=Activation Objects,CN=Microsoft SPP,DC=branch,DC=example',
        },
      },
      { observation: { kind: 'kmsRequest' } },
    ])
  })

  test('a list that a script took apart keeps its parts', async () => {
    const text = `ComputerName           : NOTE9.branch.example\nTimeCreated            : 25/05/2025 3:20:36 PM\nId                     : 12308\nKMSHost                :\nADActivationObjectName : Branch object\nADActivationObject     : CN=obj,DC=branch,DC=example\nProductSkuId           : ${request.activationId}`
    const records = await read(text)
    expect(inBrief(records)[0]).toMatch(/^1 rejected: The time zone/)
    expect(records[1]).toMatchObject({
      observation: {
        client: { name: 'note9.branch.example' },
        activationObjectDn: 'CN=obj,DC=branch,DC=example',
      },
    })
  })

  test('noise and damage are said, the rest is kept', async () => {
    expect(inBrief(await read(block(8198, 'hr=0x80004005')))).toHaveLength(1)
    const text = `${block(12290, '0x0,25,short')}\n\n${block(12290, requestPayload(request))}`
    expect(inBrief(await read(text))).toEqual([
      '1 rejected: Event 12290: it has 3 fields, 9 are expected.',
      '10 kmsRequest',
    ])
    expect(inBrief(await read(''))).toEqual(['1 rejected: The text has no event.'])
    expect(await read('x'.repeat(10_000_000), [70_000])).toHaveLength(1)
    expect(await read('a : b\n'.repeat(300_000), [70_000])).toHaveLength(300_000)
  })
})

test('the same text cut into any pieces gives the same records', async () => {
  const text = `${block(12290, requestPayload(request))}\r\n\r\n${block(12290, '0x0,25')}\r\n`
  const whole = await read(text)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }), async (lengths) => {
      expect(await read(text, lengths)).toEqual(whole)
    }),
    { numRuns: 40 },
  )
})

test('event lists are told from other lists', () => {
  expect(kmsEventListReader.detect(block(12290, ''))).toBeGreaterThan(0.9)
  expect(kmsEventListReader.detect('Name : Windows\nID : 4a1c7e52-0b6d-4f3e-9d18-6c2f5e0a7b31')).toBe(0)
})
