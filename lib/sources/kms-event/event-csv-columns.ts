import { type Delimiter, delimiterOf, splitRecord } from '../csv-rows'
import type { EventRecord } from './event-record'

type Column = 'id' | 'time' | 'provider' | 'computer' | 'channel' | 'recordId' | 'message'

/** Column names of Event Viewer, Get-WinEvent and Get-EventLog exports, lower-cased. */
const COLUMN_NAMES: Record<Column, readonly string[]> = {
  id: ['event id', 'id', 'eventid', 'ereignis-id'],
  time: ['date and time', 'timecreated', 'timegenerated', 'datum und uhrzeit', 'timewritten'],
  provider: ['source', 'providername', 'quelle'],
  computer: ['computer', 'machinename', 'pscomputername', 'computername'],
  channel: ['logname', 'log name', 'channel'],
  recordId: ['recordid', 'eventrecordid', 'record id'],
  message: ['message', 'description', 'beschreibung'],
}

export interface CsvLayout {
  delimiter: Delimiter
  /** Cells of a full row. Event Viewer gives the message no header, so its rows have one cell more. */
  cells: number
  at: Partial<Record<Column, number>>
}

/** The layout a header row describes; undefined when it is no header of an event log. */
export function layoutOf(header: string): CsvLayout | undefined {
  const delimiter = delimiterOf(header)
  const names = splitRecord(header, delimiter).map((name) => name.trim().toLowerCase())
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
