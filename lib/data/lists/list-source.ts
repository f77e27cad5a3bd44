import type { ListRequest } from '@/lib/format/list-address'
import type { ListName } from '@/lib/format/lists'
import type { ListPage } from '@/lib/format/shown-list'
import type { DataReader, Permission } from '../permission'

/** A column of the export. Several may belong to one column of the page, whose id they share. */
export interface ExportColumn<Row> {
  id: string
  header: string
  value: (row: Row) => string | number | null
  /** 'time': the value is ISO 8601 UTC, and a date in a workbook */
  kind?: 'time'
  /** left out until its column was chosen */
  optional?: true
}

/**
 * Where the rows of a list come from: a page of them as filtered and sorted, or all of them a batch at a time. Both throw
 * NotPermitted before the first row.
 */
export interface ListSource<Row> {
  name: ListName
  permission: Permission
  page(reader: DataReader, request: ListRequest, now: Date): Promise<ListPage<Row>>
  batches(reader: DataReader, request: ListRequest, now: Date): AsyncGenerator<Row[]>
  columns: readonly ExportColumn<Row>[]
}
