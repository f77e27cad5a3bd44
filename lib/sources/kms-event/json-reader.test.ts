import { describe, expect, test } from 'vitest'
import { detectFormat } from '../detect'
import {
  eventXml,
  inBrief,
  readAll,
  requestEvent,
  requestPayload,
  sampleRequest,
} from './event-fixtures.testing'
import { kmsEventJsonReader } from './json-reader'
import { kmsEventXmlReader } from './xml-reader'

const request = sampleRequest(3)
const payload = requestPayload(request)
const spaced = payload.replaceAll(',', ', ')
const time = request.at.replace('Z', '4856Z')
const LOG = 'Key Management Service'
const SPP = 'Microsoft-Windows-Security-SPP'

/** The same event as each tool writes it. */
const WRITTEN: Readonly<Record<string, object>> = {
  EvtxECmd: {
    ...{
      ChunkNumber: 2,
      Computer: request.host,
      Channel: LOG,
      Provider: SPP,
      EventId: 12290,
      EventRecordId: '4711',
    },
    Payload: JSON.stringify({ EventData: { Data: spaced, Binary: '' } }),
    TimeCreated: time.replace('Z', '+00:00'),
    RecordNumber: 9,
  },
  Winlogbeat: {
    '@timestamp': request.at,
    event: { code: '12290', provider: SPP, kind: 'event' },
    host: { name: 'collector' },
    winlog: {
      ...{
        channel: LOG,
        computer_name: request.host,
        event_id: '12290',
        provider_name: SPP,
        record_id: 4711,
      },
      event_data: { param1: payload },
    },
  },
  Wazuh: {
    timestamp: '2026-01-01T00:00:00.000+0000',
    agent: { id: '007', name: 'kms' },
    data: {
      win: {
        system: {
          ...{ providerName: SPP, eventID: '12290', systemTime: time, computer: request.host },
          ...{ channel: LOG, eventRecordID: '4711', message: 'An activation request has been processed.' },
        },
        eventdata: { data: spaced },
      },
    },
  },
  NXLog: {
    ...{ EventTime: request.at, Hostname: request.host, EventID: 12290, SourceName: SPP, Channel: LOG },
    ...{
      RecordNumber: 4711,
      Message: `An activation request has been processed.\r\n\r\nInfo:\r\n${payload}`,
    },
  },
  'Get-WinEvent': {
    ...{ Id: 12290, ProviderName: SPP, LogName: LOG, MachineName: request.host, RecordId: 4711 },
    TimeCreated: `/Date(${Date.parse(request.at)})/`,
    Message: `An activation request has been processed.\nInfo:\n${payload}`,
    Properties: [{ Value: payload }],
  },
}

const observationsOf = (records: Awaited<ReturnType<typeof readAll>>) =>
  records.flatMap((record) => (record.type === 'observation' ? [record.observation] : []))
const asXml = async () => observationsOf(await readAll(kmsEventXmlReader, eventXml(requestEvent(request))))

describe('events in JSON', () => {
  test.each(Object.entries(WRITTEN))('of %s say what the XML says', async (_, event) => {
    const line = JSON.stringify(event)
    expect(detectFormat(line)?.reader.format).toBe('kms-event-json')
    expect(observationsOf(await readAll(kmsEventJsonReader, line))).toEqual(await asXml())
  })

  test('come as lines, as a list, spread over lines, or as hits of a search', async () => {
    const events = Object.values(WRITTEN)
    const five = Array.from({ length: 5 }, () => 'kmsRequest')
    const kinds = async (text: string) =>
      observationsOf(await readAll(kmsEventJsonReader, text, { lengths: [50] })).map(({ kind }) => kind)
    expect(await kinds(events.map((event) => JSON.stringify(event)).join('\n'))).toEqual(five)
    expect(await kinds(JSON.stringify(events))).toEqual(five)
    expect(await kinds(JSON.stringify(events, null, 2))).toEqual(five)
    const hits = {
      took: 1,
      hits: { total: 5, hits: events.map((event) => ({ _index: 'w', _source: event })) },
    }
    expect(await kinds(JSON.stringify(hits))).toEqual(five)
  })

  test('tell the machines of a collector apart, and pass over what is not ours', async () => {
    const of = (change: object) => JSON.stringify({ ...WRITTEN['Get-WinEvent'], ...change })
    const text = [
      of({ MachineName: 'KMS02.corp.example' }),
      of({}),
      of({ Id: 1003 }),
      of({ ProviderName: 'MsiInstaller' }),
    ]
    const hosts = observationsOf(await readAll(kmsEventJsonReader, text.join('\n'))).map((one) =>
      'host' in one ? one.host?.name : undefined,
    )
    expect(hosts).toEqual(['kms02.corp.example', 'keys01.branch.example'])
  })

  test('refuse what is damaged by its line and keep the rest', async () => {
    const text = `{"Id": 12290, "ProviderName": \n{"a": 1}\n${JSON.stringify(WRITTEN.EvtxECmd)}\n`
    const brief = inBrief(await readAll(kmsEventJsonReader, text))
    expect(brief.at(-1)).toBe('3 kmsRequest')
    expect(brief.filter((line) => line.includes('rejected')).length).toBeGreaterThan(0)
  })
})
