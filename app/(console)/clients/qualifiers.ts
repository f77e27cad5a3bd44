import { CONDITIONS } from '@/components/license/condition'
import { type ExpiryFilter, NAMES_LIMIT, parseExpiry } from '@/lib/data/clients/clients-filter'
import type { ClientsParams } from './search-params'

/** What a text in the search box asks for: the qualifiers it holds, and the words that are left. */
export interface ParsedText {
  text: string
  found: Partial<Pick<ClientsParams, 'state' | 'product' | 'channel' | 'host' | 'reason' | 'names'>> & {
    expires?: ExpiryFilter
    news?: number
    cmid?: string
    key?: string
  }
}

const TOKEN = /(\w+):(?:"([^"]*)"|(\S+))|"([^"]+)"|(\S+)/g

type Found = ParsedText['found']

/** Qualifier -> what it adds; false when its value makes no sense, and the words then stay text. */
const QUALIFIERS: Readonly<Record<string, (value: string, found: Found) => boolean>> = {
  state: (value, found) => {
    const states = value.split(',').map((word) => CONDITIONS.find((one) => one === word.toLowerCase()))
    const known = states.filter((state) => state !== undefined)
    if (known.length !== states.length) return false
    found.state = [...(found.state ?? []), ...known]
    return true
  },
  product: (value, found) => addTo(found, 'product', value),
  channel: (value, found) => addTo(found, 'channel', value),
  host: (value, found) => addTo(found, 'host', value.toLowerCase()),
  reason: (value, found) => addTo(found, 'reason', value),
  name: (value, found) => addTo(found, 'names', value.toLowerCase()),
  expires: (value, found) => {
    const expires = parseExpiry(value)
    if (expires) found.expires = expires
    return expires !== null
  },
  news: (value, found) => {
    const days = /^>?(\d{1,4})d$/.exec(value)?.[1]
    if (days !== undefined) found.news = Number(days)
    return days !== undefined
  },
  cmid: (value, found) => {
    found.cmid = value.toLowerCase()
    return true
  },
  key: (value, found) => {
    found.key = value.toUpperCase().slice(-5)
    return true
  },
}

function addTo(
  found: Found,
  field: 'product' | 'channel' | 'host' | 'reason' | 'names',
  value: string,
): true {
  found[field] = [...(found[field] ?? []), value]
  return true
}

/** Takes `state:notification expires:<14d host:kms02 "exact name" rest` apart. */
export function parseQualifiers(input: string): ParsedText {
  const found: Found = {}
  const rest: string[] = []
  for (const [whole, field, quoted, plain, exact] of input.matchAll(TOKEN)) {
    if (exact !== undefined) addTo(found, 'names', exact.toLowerCase())
    else if (field === undefined) rest.push(whole)
    else if (!QUALIFIERS[field.toLowerCase()]?.(quoted ?? plain ?? '', found)) rest.push(whole)
  }
  return { text: rest.join(' '), found }
}

/** True when a text holds something that belongs into chips. */
export function hasQualifiers(input: string): boolean {
  return Object.keys(parseQualifiers(input).found).length > 0
}

export interface PastedNames {
  names: string[]
  /** more were pasted than can be asked for at once */
  leftOut: number
}

/** Several machine names, one a line or separated by commas, semicolons or tabs; absent for a single word. */
export function pastedNames(text: string): PastedNames | undefined {
  if (!/[\n,;\t]/.test(text.trim())) return undefined
  const words = text.split(/[\s,;]+/).map((word) => word.trim().replace(/^"|"$/g, '').toLowerCase())
  const names = [...new Set(words.filter(Boolean))]
  if (names.length < 2) return undefined
  return { names: names.slice(0, NAMES_LIMIT), leftOut: Math.max(0, names.length - NAMES_LIMIT) }
}
