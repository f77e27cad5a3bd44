import { type CloudHost, cloudHostsWith } from '../kms/cloud-host-table'
import { type HostTables, hostTablesWith } from '../kms/host-tables'
import { catalogueWith, type ProductCatalogue } from '../product/product-catalogue'
import type { OwnReasons } from '../reason/explain-reason'
import { REASON_ROWS, reasonRow } from '../reason/reason-codes'
import { EVENT_ROWS, type EventRow } from './event-table'
import { type OwnEntry, ownOf } from './own-entry'

/** All tables that an admin may extend, each with our entries in it: what the rules take as their argument. */
export interface ReferenceBook {
  catalogue: ProductCatalogue
  /** Our notes; the published rows stand in reason/reason-codes.ts. */
  reasons: OwnReasons
  /** Every code that can be listed: the published ones, then those that only we know. */
  codes: readonly string[]
  events: readonly EventRow[]
  hosts: HostTables
  cloudHosts: readonly CloudHost[]
  own: readonly OwnEntry[]
}

/** The tables with these entries. The book of no entries is the seed. */
export function referenceBook(own: readonly OwnEntry[]): ReferenceBook {
  const reasons = ownOf(own, 'code')
  const added = [...reasons.keys()].filter((code) => reasonRow(code) === undefined)
  return {
    catalogue: catalogueWith(own),
    reasons,
    codes: [...REASON_ROWS.map(({ code }) => code), ...added],
    events: eventRowsWith(own),
    hosts: hostTablesWith(own),
    cloudHosts: cloudHostsWith(own),
    own,
  }
}

/** The tables as they are. */
export const SEED_BOOK: ReferenceBook = referenceBook([])

/** The table with our entries first; a number that has one leaves the row it stood in. */
function eventRowsWith(entries: readonly OwnEntry[]): readonly EventRow[] {
  const own = ownOf(entries, 'event')
  if (own.size === 0) return EVENT_ROWS
  const ours = [...own.values()].map(({ key, value, mark }): EventRow => {
    const { isNoise, payload, ...row } = value
    const more = { ...(payload !== undefined && { payload }), ...(isNoise && { isNoise: true as const }) }
    return { ids: [Number(key)], ...row, ...more, basis: 'documented', own: mark }
  })
  const seed = EVENT_ROWS.map((row) => ({ ...row, ids: row.ids.filter((id) => !own.has(String(id))) }))
  return [...ours, ...seed.filter(({ ids }) => ids.length > 0)]
}
