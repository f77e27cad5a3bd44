import { CONDITION_WORD } from '@/components/license/condition'
import type { ExpiryFilter } from '@/lib/data/clients/clients-filter'
import { formatDay } from '@/lib/format/dates'
import type { ClientsParams } from './search-params'

/** One chip: what it says, and the params without it. */
export interface Chip {
  field: string
  value: string
  without: Partial<{ [Key in keyof ClientsParams]: ClientsParams[Key] | null }>
}

/** The choices of the menu "Expires". */
export const EXPIRY_CHOICES: readonly { value: string; label: string }[] = [
  { value: '7d', label: 'Within 7 days' },
  { value: '14d', label: 'Within 14 days' },
  { value: '30d', label: 'Within 30 days' },
  { value: '90d', label: 'Within 90 days' },
  { value: 'past', label: 'Has run out' },
  { value: 'never', label: 'Does not expire' },
]

export function expiryWords(expires: ExpiryFilter): string {
  if (expires.kind === 'within') return `within ${expires.days} days`
  if (expires.kind === 'between') return `${formatDay(expires.from)} to ${formatDay(expires.to)}`
  return expires.kind === 'past' ? 'has run out' : 'never'
}

const either = (values: readonly string[]) => values.join(' or ')

/** The filter as chips, in the order of the menus. The free text stands in the box and needs none. */
export function chipsOf(params: ClientsParams): Chip[] {
  const { state, product, channel, host, reason, expires, news, cmid, key, names } = params
  const chips: (Chip | false)[] = [
    state.length > 0 && {
      field: 'State',
      value: either(state.map((one) => CONDITION_WORD[one])),
      without: { state: null },
    },
    product.length > 0 && { field: 'Product', value: either(product), without: { product: null } },
    channel.length > 0 && { field: 'Channel', value: either(channel), without: { channel: null } },
    host.length > 0 && { field: 'KMS host', value: either(host), without: { host: null } },
    expires !== null && { field: 'Expires', value: expiryWords(expires), without: { expires: null } },
    news !== null && { field: 'No news for', value: `${news} days`, without: { news: null } },
    reason.length > 0 && { field: 'Reason', value: either(reason), without: { reason: null } },
    cmid !== '' && { field: 'CMID', value: cmid, without: { cmid: null } },
    key !== '' && { field: 'Last five', value: key, without: { key: null } },
    names.length > 0 && {
      field: names.length === 1 ? 'Name' : 'Names',
      value: names.length === 1 ? (names[0] ?? '') : `${names.length} pasted`,
      without: { names: null },
    },
  ]
  return chips.filter((chip) => chip !== false)
}
