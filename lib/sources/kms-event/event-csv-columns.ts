import { type Delimiter, delimiterOf, splitRecord } from '../csv-rows'
import { DATE_AND_TIME, EVENT_LABELS } from '../labels/event-labels'
import { squeeze } from '../labels/label-table'
import type { EventRecord } from './event-record'

type Column = 'id' | 'time' | 'provider' | 'computer' | 'channel' | 'recordId' | 'message'

/** Column names of Event Viewer, Get-WinEvent, Get-EventLog, Log Analytics, Splunk and Elastic, as they are compared. */
const COLUMN_NAMES: Record<Column, readonly string[]> = {
  id: [...EVENT_LABELS.id, 'Id', 'EventCode', 'winlog.event_id', 'event.code'].map(squeeze),
  time: [
    ...DATE_AND_TIME,
    'TimeCreated',
    'TimeGenerated',
    'TimeWritten',
    '_time',
    '@timestamp',
    'EventTime',
  ].map(squeeze),
  provider: [...EVENT_LABELS.provider, 'ProviderName', 'SourceName', 'winlog.provider_name'].map(squeeze),
  computer: [
    ...EVENT_LABELS.computer,
    'MachineName',
    'PSComputerName',
    'ComputerName',
    'winlog.computer_name',
    'host.name',
    'Host',
  ].map(squeeze),
  channel: [...EVENT_LABELS.log, 'Channel', 'EventLog', 'LogFile', 'winlog.channel'].map(squeeze),
  recordId: ['RecordId', 'EventRecordID', 'Record ID', 'RecordNumber', 'winlog.record_id'].map(squeeze),
  message: ['Message', ...EVENT_LABELS.description, 'RenderedDescription', 'ParameterXml', '_raw'].map(
    squeeze,
  ),
}

/** `TimeGenerated [UTC]` */
const UNIT = /\[[^\]]{1,20}\]\s*$/

export interface CsvLayout {
  delimiter: Delimiter
  /** Cells of a full row. Event Viewer gives the message no header, so its rows have one cell more. */
  cells: number
  at: Partial<Record<Column, number>>
}

/** The layout a header row describes; undefined when it is no header of an event log. */
export function layoutOf(header: string): CsvLayout | undefined {
  const delimiter = delimiterOf(header)
  const names = splitRecord(header, delimiter).map((name) => squeeze(name.replace(UNIT, '').trim()))
  if (names.length > 100) return undefined
  const at: Partial<Record<Column, number>> = {}
  for (const [column, known] of Object.entries(COLUMN_NAMES) as [Column, readonly string[]][]) {
    const name = known.find((candidate) => names.includes(candidate))
    if (name !== undefined) at[column] = names.indexOf(name)
  }
  if (at.id === undefined || at.time === undefined) return undefined
  const cells = at.message === undefined ? names.length + 1 : names.length
  at.message ??= names.length
  return { delimiter, cells, at }
}

/** True for the cells of one event; a header that is repeated further down is none. */
export function isEventRow(cells: readonly string[], { cells: expected, at }: CsvLayout): boolean {
  return cells.length === expected && /^\s*\d{1,10}\s*$/.test(cells[at.id ?? -1] ?? '')
}

export function eventOfRow(cells: readonly string[], line: number, { at }: CsvLayout): EventRecord {
  const cell = (column: Column) => cells[at[column] ?? -1]?.trim()
  const time = cell('time') ?? ''
  return {
    line,
    id: cell('id') ?? '',
    provider: cell('provider'),
    computer: cell('computer'),
    channel: cell('channel'),
    recordId: cell('recordId'),
    time: time === '' ? { kind: 'none' } : { kind: 'local', text: time },
    data: [],
    message: cell('message'),
  }
}
