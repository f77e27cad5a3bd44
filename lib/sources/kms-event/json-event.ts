import { isJsonObject, type JsonObject } from '../cim/json-object'
import type { EventRecord } from './event-record'

/**
 * An event as tools write it to JSON: EvtxECmd, Winlogbeat and Elastic, Wazuh, NXLog, Graylog, `Get-WinEvent | ConvertTo-Json`.
 * They nest it differently and name its fields differently; one table of names serves them all.
 */

type Field = 'id' | 'provider' | 'computer' | 'channel' | 'recordId' | 'time' | 'message'

/** Names without case, blanks, hyphens and underscores; the first that is there counts. */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  id: ['eventid', 'id', 'code'],
  provider: ['providername', 'provider', 'sourcename', 'source'],
  computer: ['computer', 'computername', 'machinename', 'hostname', 'host'],
  channel: ['channel', 'logname'],
  recordId: ['eventrecordid', 'recordid', 'recordnumber'],
  time: ['systemtime', 'timecreated', 'eventtime', '@timestamp', 'timestamp'],
  message: ['message', 'fullmessage', 'shortmessage'],
}

/** Where tools put an event within what they write, the innermost first. */
const LAYERS: readonly (readonly string[])[] = [
  ['winlog'],
  ['win', 'system'],
  ['data', 'win', 'system'],
  ['Event', 'System'],
  ['event'],
  [],
]
const DATA_PLACES: readonly (readonly string[])[] = [
  ['winlog', 'event_data'],
  ['win', 'eventdata'],
  ['data', 'win', 'eventdata'],
  ['Event', 'EventData'],
  ['EventData'],
  ['Properties'],
]
const MOST_DATA = 100

/** The event in an object; undefined where it holds none. */
export function eventOfJson(object: JsonObject, line: number): EventRecord | undefined {
  const root = isJsonObject(object._source) ? object._source : object
  const layers = LAYERS.map((path) => at(root, path)).filter(isJsonObject)
  const id = textIn(layers, 'id')
  if (id === undefined || !/^\d{1,10}$/.test(id)) return undefined
  const time = textIn(layers, 'time')
  return {
    line,
    id,
    provider: textIn(layers, 'provider'),
    computer: textIn(layers, 'computer'),
    channel: textIn(layers, 'channel'),
    recordId: textIn(layers, 'recordId'),
    time: time === undefined ? { kind: 'none' } : { kind: 'local', text: isoOfSeconds(time) ?? time },
    data: dataOf(root),
    message: textIn(layers, 'message'),
  }
}

/** Graylog counts seconds since 1970. */
function isoOfSeconds(text: string): string | undefined {
  return /^\d{10}(?:\.\d{1,9})?$/.test(text) ? new Date(Number(text) * 1000).toISOString() : undefined
}

function textIn(layers: readonly JsonObject[], field: Field): string | undefined {
  for (const name of NAMES[field]) {
    for (const layer of layers) {
      const key = Object.keys(layer).find((one) => one.toLowerCase().replace(/[\s_-]/g, '') === name)
      const text = key === undefined ? undefined : textOf(layer[key])
      if (text !== undefined) return text
    }
  }
  return undefined
}

/** PowerShell and converters of XML wrap single values: {"value": …}, {"#text": …}, {"#attributes": {"Name": …}}. */
const WRAPPERS = [
  'value',
  'Value',
  '#text',
  '#attributes',
  '@attributes',
  'Name',
  '@Name',
  'SystemTime',
  '@SystemTime',
]

function textOf(value: unknown, depth = 0): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value
  if (typeof value === 'number') return String(value)
  if (!isJsonObject(value) || depth > 2) return undefined
  return WRAPPERS.map((key) => textOf(value[key], depth + 1)).find((text) => text !== undefined)
}

function dataOf(root: JsonObject): string[] {
  const payload = typeof root.Payload === 'string' ? parsedJson(root.Payload) : root.Payload
  const places = [at(payload, ['EventData']), ...DATA_PLACES.map((path) => at(root, path))]
  return stringsOf(places.find((place) => place !== undefined && place !== null))
}

/** The insertion strings of a text, a list, or an object whose values they are. */
function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value]
  if (Array.isArray(value)) return value.slice(0, MOST_DATA).flatMap((one) => textOf(one) ?? [])
  if (!isJsonObject(value)) return []
  const inner = value.Data ?? value.data
  if (inner !== undefined) return stringsOf(inner)
  return Object.entries(value)
    .filter(([name]) => !/^(?:binary|#attributes)$/i.test(name))
    .slice(0, MOST_DATA)
    .flatMap(([, one]) => textOf(one) ?? [])
}

function at(value: unknown, path: readonly string[]): unknown {
  let found = value
  for (const key of path) found = isJsonObject(found) ? found[key] : undefined
  return found
}

/** What a JSON text says; undefined where it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
