import { readLines } from '../lines'
import type { ReadContext, Reader, SourceRecord } from '../reader'
import type { EventRecord } from './event-record'
import { type ListBlock, ListBlocks } from './list-blocks'
import { type Found, readLocalEvents, rejected } from './local-events'

const ID_ROW = /^\s{0,8}(?:Id|EventID)\s*: *\d{1,5}\s*$/im
const EVENT_ROW = /^\s{0,8}(?:TimeCreated|TimeGenerated|LogName|ProviderName)\s*: /im

/** `Get-WinEvent | Format-List`, and lists of events that a script has taken apart already. */
export const kmsEventListReader: Reader = {
  format: 'kms-event-list',
  label: 'KMS event log (list)',
  detect: (head) => (ID_ROW.test(head) && EVENT_ROW.test(head) ? 0.95 : 0),
  read: (text: AsyncIterable<string>, context: ReadContext): AsyncGenerator<SourceRecord> =>
    readLocalEvents(findEvents(text), context),
}

async function* findEvents(text: AsyncIterable<string>): AsyncGenerator<Found> {
  const blocks = new ListBlocks()
  for await (const line of readLines(text)) {
    const finished = blocks.push(line)
    if (finished !== undefined) yield foundIn(finished)
  }
  const last = blocks.end()
  if (last !== undefined) yield foundIn(last)
}

function foundIn(block: ListBlock): Found {
  const raw = [...block.values].map(([name, value]) => `${name}: ${value}`).join(' ')
  const event = eventOf(block)
  if (event !== undefined) return { kind: 'event', event, raw: event.message ?? raw }
  return { kind: 'done', record: rejected(block.line, 'The list has no row with the event id.', raw) }
}

function eventOf({ line, values }: ListBlock): EventRecord | undefined {
  const plain = (...names: string[]) =>
    names.map((name) => values.get(name)?.replaceAll('\n', '')).find(Boolean)
  const id = plain('id', 'eventid')
  if (id === undefined) return undefined
  const time = plain('timecreated', 'timegenerated')
  return {
    line,
    id,
    provider: plain('providername', 'source'),
    computer: plain('machinename', 'computername', 'computer', 'pscomputername'),
    channel: plain('logname'),
    recordId: plain('recordid', 'eventrecordid'),
    time: time === undefined ? { kind: 'none' } : { kind: 'local', text: time },
    data: dataOf(values),
    message: values.get('message'),
  }
}

/** Directory activations as the PoShEvents module lists them: the parts by name, no message. */
function dataOf(values: ReadonlyMap<string, string>): string[] {
  const parts = ['productskuid', 'adactivationobjectname', 'adactivationobject'].map((name) =>
    values.get(name),
  )
  return parts[2] === undefined ? [] : parts.map((part) => part ?? '')
}
