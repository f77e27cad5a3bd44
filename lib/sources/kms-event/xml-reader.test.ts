import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  eventXml,
  inBrief,
  readAll,
  requestEvent,
  requestPayload,
  type SampleEvent,
  sampleRequest,
} from './event-fixtures.testing'
import { kmsEventXmlReader } from './xml-reader'

const read = (text: string, lengths?: readonly number[], hostName?: string) =>
  readAll(kmsEventXmlReader, text, { lengths, hostName })

const request = (number: number) => eventXml(requestEvent(sampleRequest(number)))
const clientEvent = (id: number, ...data: string[]): SampleEvent => ({
  id,
  at: '2025-05-14T09:31:05.500Z',
  computer: 'LAPTOP-7.Branch.Example',
  channel: 'Application',
  data,
})
const payload = (change: Partial<ReturnType<typeof sampleRequest>> = {}) =>
  requestPayload({ ...sampleRequest(3), ...change })
const fieldsOf = (text: string) => text.split(',')
const hostEvent = (...data: string[]) => eventXml(requestEvent(sampleRequest(3), data))

describe('host requests', () => {
  test('an event gives the request with all its fields', async () => {
    expect(await read(request(3))).toEqual([
      {
        type: 'observation',
        line: 1,
        observation: {
          kind: 'kmsRequest',
          at: '2025-05-12T06:01:07.000Z',
          host: { name: 'keys01.branch.example' },
          client: {
            name: 'pc-00003.branch.example',
            cmid: '00005ccd-1b2c-4d3e-8f4a-000000000003',
            isVirtual: true,
          },
          hresult: '0x00000000',
          minimumCount: 25,
          status: 'licensed',
          remainingMinutes: 259_197,
          activationId: '4a1c7e52-0b6d-4f3e-9d18-6c2f5e0a7b31',
          clientTime: '2025-05-12T06:01:00.000Z',
          event: { recordId: 4711, channel: 'Key Management Service', computer: 'keys01.branch.example' },
        },
      },
    ])
  })

  // All five monitors of the last management pack need these: 12291, 12292, 12294 (domain-2, section 4).
  test.each([
    [12291, '0xC004F050', { what: 'startFailed', hresult: '0xC004F050' }],
    [12292, '0x80070005', { what: 'renewalTimerFailed', hresult: '0x80070005' }],
    [12294, 'branch.example', { what: 'published', hresult: '0x00000000', zone: 'branch.example' }],
  ])('event %i tells what befell the service of the host', async (id, data, expected) => {
    const event = { ...requestEvent(sampleRequest(1)), id, data: [data], channel: 'Application' }
    expect(await read(eventXml(event))).toMatchObject([
      { observation: { kind: 'kmsService', host: { name: 'keys01.branch.example' }, ...expected } },
    ])
  })

  test('bare events, events under a root and events with a declaration give the same', async () => {
    const events = `${request(1)}\n${request(2)}\n`
    const [bare, rooted, declared] = await Promise.all([
      read(events),
      read(`<Events>${events}</Events>`),
      read(`<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<Events>${events}</Events>`),
    ])
    expect(bare).toHaveLength(2)
    expect(rooted).toEqual(bare)
    expect(inBrief(declared)).toEqual(['2 kmsRequest', '3 kmsRequest'])
  })

  test('double quotes, split fields and a rendered message change nothing', async () => {
    const plain = await read(request(3))
    const split = [payload(), ...payload().split(',')]
    expect(await read(hostEvent(...split))).toEqual(plain)
    expect(await read(hostEvent(...payload().split(',')))).toEqual(plain)
    expect(await read(request(3).replaceAll("'", '"'))).toEqual(plain)
    const message = `An activation request has been processed.\r\nInfo:\r\n${payload()}`
    expect(await read(eventXml({ ...requestEvent(sampleRequest(3)), message }))).toEqual(plain)
    expect(await read(eventXml({ ...requestEvent(sampleRequest(3), []), message }))).toEqual(plain)
  })

  test('a host that the event does not name is taken from the context', async () => {
    const nameless = request(3).replace(/<Computer>.*<\/Computer>/, '<Computer></Computer>')
    const [record] = await read(nameless, undefined, 'spare.branch.example')
    expect(record).toMatchObject({ observation: { host: { name: 'spare.branch.example' } } })
  })

  test.each([
    ['8 fields', '0x0,25,a.example'.padEnd(40, ',,,,,'), /fields, 9 are expected/],
    ['HRESULT', payload({ hresult: 'ok' }), /field 1, HRESULT, cannot be read/],
    ['empty name', payload({ name: '' }), /field 3, client name, is empty/],
    [
      'placeholder name',
      payload({ name: '&lt;KMS Client name&gt;' }),
      /field 3, client name, is a placeholder/,
    ],
    ['formula name', payload({ name: '=HYPERLINK("http")' }), /field 3, client name, cannot be read/],
    ['CMID', payload({ cmid: '1234' }), /field 4, CMID, cannot be read/],
    ['client time', payload().replace('2025/5/12', '2025/2/30'), /field 5, client time, cannot be read/],
    ['status', payload({ status: 7 }), /field 7, license status, cannot be read/],
    ['minutes', payload({ remainingMinutes: -1 }), /field 8, minutes to expiry, cannot be read/],
    ['activation id', payload({ activationId: 'XXXX-XXXX' }), /field 9, activation id, is a placeholder/],
  ])('a bad field is named: %s', async (_name, data, reason) => {
    const records = await read(hostEvent(data))
    expect(records).toHaveLength(1)
    expect(records[0]).toMatchObject({ type: 'rejected', line: 1, reason: expect.stringMatching(reason) })
  })

  test('a whole text and single fields that disagree are rejected', async () => {
    const fields = payload().split(',')
    const records = await read(hostEvent(payload({ remainingMinutes: 5 }), ...fields))
    expect(inBrief(records)).toEqual([
      '1 rejected: Event 12290: the whole text and the single fields disagree on minutes to expiry.',
    ])
  })

  test('a product key in any place of an event never comes out', async () => {
    const key = 'BBBBB-CCCCC-DDDDD-FFFFF-GGGGG'
    const requests = fieldsOf(payload()).map((_, place, fields) =>
      hostEvent(fields.with(place, key).join(',')),
    )
    const named = [`x ${key}`, key, `pc.${key}`].map((name) => hostEvent(payload({ name })))
    const computers = [request(3).replace(/<Computer>[^<]*/, `<Computer>${key}`)]
    const others = [clientEvent(12308, key, key, key), clientEvent(12293, key, '0x80072338')].map(eventXml)
    const records = await read(
      [...requests, ...named, ...computers, ...others, `<Event><${key}/></Event>`].join('\n'),
    )
    expect(records.length).toBeGreaterThan(15)
    expect(JSON.stringify(records).toUpperCase()).not.toContain(key)
  })
})

describe('client events', () => {
  test('a question keeps the host asked, IPv6 too, and leaves out what was masked', async () => {
    const cmid = '5d0c1f3a-77aa-4e0e-9bb0-0f2e4d6c8a11'
    const sku = '4a1c7e52-0b6d-4f3e-9d18-6c2f5e0a7b31'
    const data = (host: string, id: string) =>
      eventXml(
        clientEvent(
          12288,
          `0x8007232B, 0x00000000, ${host}, ${id}, 2025/05/14 09:31, 1, 2, 40000, ${sku}, 25`,
        ),
      )
    const hosts = await Promise.all(
      ['KEYS02.branch.example:1688', '[::1]:1688', '', '&lt;KMS Host FQDN&gt;:1688'].map(async (host) => {
        const [record] = await read(data(host, cmid))
        return record?.type === 'observation' && 'host' in record.observation
          ? record.observation.host
          : undefined
      }),
    )
    expect(hosts).toEqual([
      { name: 'keys02.branch.example', port: 1688 },
      { name: '::1', port: 1688 },
      undefined,
      { port: 1688 },
    ])
    const [masked] = await read(data('', 'XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX'))
    expect(masked).toMatchObject({
      observation: {
        step: 'request',
        at: '2025-05-14T09:31:05.500Z',
        hresult: '0x8007232B',
        client: { name: 'laptop-7.branch.example', isVirtual: true },
        status: 'initialGrace',
        minimumCount: 25,
      },
    })
    expect(JSON.stringify(masked)).not.toContain('cmid')
  })

  test('an answer keeps count and intervals', async () => {
    const text = '0xC004F038, 0x04000000, 0, 0, 11, 120, 10080, 2025/05/14 09:31'
    expect(await read(eventXml(clientEvent(12289, text)))).toMatchObject([
      {
        observation: {
          kind: 'kmsClientExchange',
          step: 'response',
          hresult: '0xC004F038',
          hostCount: 11,
          activationIntervalMinutes: 120,
          renewalIntervalMinutes: 10_080,
          clientTime: '2025-05-14T09:31:00.000Z',
        },
      },
    ])
  })

  test('an activation through the directory keeps object and name, in three strings or in one', async () => {
    const parts = [
      '4a1c7e52-0b6d-4f3e-9d18-6c2f5e0a7b31',
      'Branch object',
      'CN=obj,CN=Activation Objects,DC=branch',
    ]
    const expected = {
      kind: 'directoryActivation',
      hresult: '0x00000000',
      activationId: parts[0],
      activationObjectName: parts[1],
      activationObjectDn: parts[2],
    }
    expect(await read(eventXml(clientEvent(12308, ...parts)))).toMatchObject([{ observation: expected }])
    expect(await read(eventXml(clientEvent(12308, parts.join(', '))))).toMatchObject([
      { observation: expected },
    ])
  })

  test('a failed DNS publication keeps zone and code, however the two are given', async () => {
    const expected = { kind: 'dnsPublishFailure', zone: 'branch.example', hresult: '0x80072338' }
    for (const data of [['branch.example', '0x80072338'], ['branch.example, 0x80072338']]) {
      expect(await read(eventXml(clientEvent(12293, ...data)))).toMatchObject([{ observation: expected }])
    }
    const message =
      'Publishing the Key Managment Service (KMS) to DNS in the &apos;branch.example&apos; domain failed.\nInfo:\n0x80072338'
    expect(await read(eventXml({ ...clientEvent(12293), message }))).toMatchObject([
      { observation: expected },
    ])
  })
})

describe('events of others', () => {
  test('noise is left out silently, and a text of noise alone says so once', async () => {
    const noise = eventXml(clientEvent(1003, 'anything'))
    const foreign = eventXml({
      ...clientEvent(12289, 'anything'),
      provider: 'Microsoft-Windows-Other',
    }).replace('Software Protection Platform Service', 'Other')
    expect(inBrief(await read(`${noise}\n${request(1)}\n${foreign}`))).toEqual(['2 kmsRequest'])
    expect(inBrief(await read(`${noise}\n${foreign}`))).toEqual([
      '1 rejected: None of the 2 events in the text is 12288 to 12294 or 12308 of the licensing service.',
    ])
  })
})

describe('damage', () => {
  const CUT = 'The event is cut off: its end is missing.'

  test('an event cut off in the middle or at the end costs only itself', async () => {
    const cut = request(2).slice(0, 400)
    expect(inBrief(await read(`${request(1)}\n${cut}\n${request(3)}`))).toEqual([
      '1 kmsRequest',
      `2 rejected: ${CUT}`,
      '3 kmsRequest',
    ])
    expect(inBrief(await read(`${request(1)}\n${cut}`))).toEqual(['1 kmsRequest', `2 rejected: ${CUT}`])
  })

  test('an event that is not well-formed costs only itself', async () => {
    const broken = request(2).replace('</System>', '')
    expect(inBrief(await read(`${request(1)}\n${broken}\n${request(3)}`))).toEqual([
      '1 kmsRequest',
      '2 rejected: The event is not well-formed XML: unexpected close tag.',
      '3 kmsRequest',
    ])
  })

  test('a document type is refused and its entities are never expanded', async () => {
    const dtd = `<!DOCTYPE Events [<!ENTITY a "<Event>${payload()}</Event>"><!ENTITY b "&a;&a;">]>`
    const records = await read(`${dtd}\n${hostEvent('&b;')}\n${request(3)}`)
    expect(inBrief(records)).toEqual([
      '1 rejected: A document type declaration is not allowed; it is skipped, its entities stay unknown.',
      '2 rejected: The event is not well-formed XML: undefined entity.',
      '3 kmsRequest',
    ])
  })

  test('elements nested beyond reason are refused', async () => {
    const deep = `<Event>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</Event>`
    expect(inBrief(await read(`${deep}\n${request(3)}`))).toEqual([
      '1 rejected: The event is not well-formed XML: elements are nested deeper than 32.',
      '2 kmsRequest',
    ])
  })

  test('what stands in a comment or a CDATA section is no event', async () => {
    const hidden = `<!-- ${request(1)} -->\n<Event><![CDATA[${request(2)}]]></Event>\n${request(3)}`
    expect(inBrief(await read(hidden))).toEqual([
      '2 rejected: The event has no readable event id.',
      '3 kmsRequest',
    ])
  })

  test('an empty text, binary and plain prose are one rejection each', async () => {
    const none = '1 rejected: The text has no event.'
    expect(inBrief(await read(''))).toEqual([none])
    expect(await read('\u0000\u0001\ufffd'.repeat(50_000))).toHaveLength(1)
    expect(inBrief(await read('no events here\n'.repeat(1000)))).toEqual([
      '1 rejected: There is text outside any event.',
    ])
  })

  test('ten megabytes on one line and a million short lines are read through', async () => {
    const long = await read(`${'x'.repeat(10_000_000)}${request(1)}`, [70_000])
    expect(inBrief(long)).toEqual(['1 rejected: There is text outside any event.', '1 kmsRequest'])
    const short = await read(`${'y\n'.repeat(1_000_000)}${request(1)}`, [70_000])
    expect(inBrief(short)).toEqual(['1 rejected: There is text outside any event.', '1000001 kmsRequest'])
  })

  test.each(['<Event>', '<Event><!--', '<!--', '<!DOCTYPE "', '<?x ', '<![CDATA[', '<', '<Event '])(
    'a text full of %s ends in good time and loses nothing after it',
    async (piece) => {
      const records = await read(
        `${piece.repeat(Math.floor(1_000_000 / piece.length))}\n${request(1)}`,
        [65_536],
      )
      expect(inBrief(records).at(-1)).toBe('2 kmsRequest')
    },
    20_000,
  )
})

test('the same text cut into any pieces gives the same records', async () => {
  const dtd = '<!DOCTYPE Events [<!ENTITY a "x>y">]>'
  const text = [
    `<?xml version='1.0'?>${dtd}<Events xmlns='urn:x'>`,
    request(1),
    request(2).slice(0, 700),
    'stray\n\ntext',
    request(3).replace('</System>', ''),
    `<!-- ${request(4)} -->`,
    eventXml(clientEvent(1003, 'noise')),
    `${request(5).replace('</Event>', '</Event >')}</Events>`,
    request(6).slice(0, 300),
  ].join('\r\n')
  const whole = await read(text)
  expect(whole.length).toBeGreaterThan(5)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 20 }),
      async (lengths) => {
        expect(await read(text, lengths)).toEqual(whole)
      },
    ),
    { numRuns: 60 },
  )
})

test('event XML is told from other text', () => {
  expect(kmsEventXmlReader.detect(request(1))).toBeGreaterThan(0.9)
  expect(kmsEventXmlReader.detect('<Events><Event/></Events>')).toBeLessThan(0.5)
  expect(kmsEventXmlReader.detect('Name: Windows')).toBe(0)
})
