import type { Condition } from '../activation/license/lapse'

/** What a list of machines or licenses can be turned into counts by, with the word for it in the address. */
export const LIST_GROUPS = ['product', 'version', 'site', 'network', 'host', 'reason'] as const
export type ListGroup = (typeof LIST_GROUPS)[number]

export const GROUP_LABELS = {
  product: 'Product',
  version: 'Version',
  site: 'Site',
  network: 'Network',
  host: 'KMS host',
  reason: 'Reason',
} as const satisfies Record<ListGroup, string>

/** How a group without a value is called. */
export const NO_GROUP_LABELS = {
  product: 'No product',
  version: 'Unknown version',
  site: 'No site',
  network: 'No domain',
  host: 'No KMS host',
  reason: 'No reason',
} as const satisfies Record<ListGroup, string>

/** The filter that a group leads to: its field, and the values it means. */
export const GROUP_FIELDS = {
  product: 'product',
  version: 'product',
  site: 'site',
  network: 'domain',
  host: 'host',
  reason: 'reason',
} as const satisfies Record<ListGroup, string>

/** Rows of a list that have the same in common, counted. */
export interface CountedGroup {
  /** null: they have none */
  value: string | null
  /** what the list is narrowed to for exactly these */
  items: string[]
  count: number
  byCondition: Partial<Record<Condition, number>>
}

export interface CountedGroups {
  /** most rows first */
  groups: CountedGroup[]
  /** not exact: more rows match than are counted one by one, and no group is told */
  isExact: boolean
}
