import type { ListLook } from './list-address'
import type { ListName } from './lists'

/** What a filter offers: its values with their words, and how many rows have each where that is known. */
export interface FilterChoice {
  value: string
  label: string
  count?: number
}

/** One page of a list with what stands around it. Times are ISO 8601 UTC. */
export interface ListPage<Row> {
  now: string
  rows: Row[]
  /** all that match; not exact: at least so many */
  count: { value: number; isExact: boolean }
  /** absent on the last and on the first page */
  next?: string
  previous?: string
  choices: Readonly<Record<string, readonly FilterChoice[]>>
}

/** How a person likes a list, and since when what changed is new to them. */
export interface OwnFrame {
  look: ListLook
  /** how close the rows of any list stand, as the person chose for themselves */
  density: ListLook['density']
  /** when they were here the time before this one, ISO 8601 UTC */
  lastHere: string | null
  mayExport: boolean
  mayShare: boolean
}

/** A list as its page shows it: the rows of its address, for the person in front of it. */
export interface ShownList<Row> {
  name: ListName
  page: ListPage<Row>
  frame: OwnFrame
  /** whose list it is, where it stands on the page of something else */
  of?: string
}
