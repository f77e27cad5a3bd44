import type { Reader, SourceRecord } from '../reader'

/** The time of reading in tests. */
export const READ_AT = '2025-06-20T10:00:00.000Z'

/** Events in the shapes Windows writes them, made up by number: the same number gives the same event. */

const PROVIDER = 'Microsoft-Windows-Security-SPP'
const PRODUCTS = [
  { activationId: '4a1c7e52-0b6d-4f3e-9d18-6c2f5e0a7b31', minimumCount: 25 },
  { activationId: 'b27d90f4-5e1a-4c88-8f60-13d9a7c4e025', minimumCount: 5 },
] as const

export interface SampleRequest {
  hresult: string
  minimumCount: number
  name: string
  cmid: string
  /** ISO 8601 UTC; the payload shows it to the minute. */
  clientTime: string
  isVirtual: boolean
  status: number
  remainingMinutes: number
  activationId: string
  /** ISO 8601 UTC: when the host logged the request. */
  at: string
  host: string
}

const FIRST_EVENT = Date.UTC(2025, 4, 12, 6, 0, 7)
const CLIENTS = 100_000

/** The number-th request of a fleet of 100,000 clients, 20 seconds after the one before it. */
export function sampleRequest(number: number): SampleRequest {
  const client = number % CLIENTS
  const product = PRODUCTS[client % 10 === 0 ? 1 : 0]
  const at = new Date(FIRST_EVENT + number * 20_000).toISOString()
  return {
    hresult: number % 50 === 7 ? '0xC004F042' : '0x0',
    minimumCount: product.minimumCount,
    name: `PC-${String(client).padStart(5, '0')}.branch.example`,
    cmid: `${hex(client * 7919, 8)}-1b2c-4d3e-8f4a-${hex(client, 12)}`,
    clientTime: at,
    isVirtual: client % 3 === 0,
    status: client % 4 === 0 ? 2 : 1,
    remainingMinutes: 259_200 - (number % 10_000),
    activationId: product.activationId,
    at,
    host: 'KEYS01.branch.example',
  }
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0').slice(-digits)
}

/** The payload of event 12290: no blanks after the commas, no leading zeros in the time. */
export function requestPayload(request: SampleRequest): string {
  const { hresult, minimumCount, name, cmid, isVirtual, status, remainingMinutes, activationId } = request
  const time = payloadTime(request.clientTime)
  const flag = isVirtual ? 1 : 0
  return [hresult, minimumCount, name, cmid, time, flag, status, remainingMinutes, activationId].join(',')
}

/** 'yyyy/M/d H:mm'. */
export function payloadTime(iso: string): string {
  const time = new Date(iso)
  const minute = String(time.getUTCMinutes()).padStart(2, '0')
  const date = [time.getUTCFullYear(), time.getUTCMonth() + 1, time.getUTCDate()].join('/')
  return `${date} ${time.getUTCHours()}:${minute}`
}

export interface SampleEvent {
  id: number
  at: string
  computer: string
  /** Contents of EventData: Data elements, already escaped. */
  data: readonly string[]
  channel: string
  provider?: string
  message?: string
}

export function requestEvent(request: SampleRequest, data = [requestPayload(request)]): SampleEvent {
  const { at, host } = request
  return { id: 12290, at, computer: host, data, channel: 'Key Management Service' }
}

/** The event as `wevtutil qe /f:xml` prints it: single quotes, no blank before '/>'. */
export function eventXml(event: SampleEvent): string {
  const { id, at, computer, data, channel, provider = PROVIDER, message } = event
  const elements = data.map((text) => `<Data>${text}</Data>`).join('')
  const rendering =
    message === undefined
      ? ''
      : `<RenderingInfo Culture='en-US'><Message>${message}</Message><Level>Information</Level>` +
        `<Task></Task><Opcode></Opcode><Channel></Channel><Provider>${provider}</Provider>` +
        '<Keywords><Keyword>Classic</Keyword></Keywords></RenderingInfo>'
  return (
    "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>" +
    `<Provider Name='${provider}' Guid='{E23B33B0-C8C9-472C-A5F9-F2BDFEA0F156}' ` +
    "EventSourceName='Software Protection Platform Service'/>" +
    `<EventID Qualifiers='16384'>${id}</EventID><Version>0</Version><Level>0</Level><Task>0</Task>` +
    `<Opcode>0</Opcode><Keywords>0x80000000000000</Keywords>` +
    `<TimeCreated SystemTime='${at.replace('Z', '0000Z')}'/><EventRecordID>4711</EventRecordID>` +
    `<Correlation/><Execution ProcessID='0' ThreadID='0'/><Channel>${channel}</Channel>` +
    `<Computer>${computer}</Computer><Security/></System><EventData>${elements}</EventData>${rendering}</Event>`
  )
}

/** Text of `count` host events as wevtutil prints them, in chunks of about 64 KiB, made as they are asked for. */
export function* requestXmlChunks(count: number): Generator<string> {
  let chunk = ''
  for (let number = 0; number < count; number += 1) {
    chunk += `${eventXml(requestEvent(sampleRequest(number)))}\r\n`
    if (chunk.length < 64 * 1024) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

/** A text as a reader gets it: in pieces cut at the given lengths, over and over. */
export async function* inPieces(
  text: string,
  lengths: readonly number[] = [text.length],
): AsyncGenerator<string> {
  let start = 0
  for (let turn = 0; start < text.length; turn += 1) {
    const length = Math.max(1, lengths[turn % lengths.length] ?? text.length)
    yield text.slice(start, start + length)
    start += length
  }
}

/** A reader's records on one line each: line and kind, or line and reason. */
export function inBrief(records: readonly SourceRecord[]): string[] {
  return records.map(({ line, ...record }) =>
    record.type === 'rejected' ? `${line} rejected: ${record.reason}` : `${line} ${record.observation.kind}`,
  )
}

/** All records of a text that comes in pieces of the given lengths. */
export async function readAll(
  reader: Reader,
  text: string,
  { lengths, hostName }: { lengths?: readonly number[]; hostName?: string } = {},
): Promise<SourceRecord[]> {
  const records: SourceRecord[] = []
  const context = { observedAt: READ_AT, hostName }
  for await (const record of reader.read(inPieces(text, lengths), context)) records.push(record)
  return records
}
