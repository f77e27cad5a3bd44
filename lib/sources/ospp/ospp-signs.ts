import type { OsppField } from '../labels/ospp-labels'
import { headRows } from '../transcript/labels-in-row'
import { OSPP_MATCHER } from './ospp-rows'

/** Rows slmgr.vbs, systeminfo, events and others print too, or that are nothing but dashes. */
const SHARED: ReadonlySet<OsppField> = new Set([
  'separator',
  'productId',
  'skuId',
  'cmid',
  'dnsHost',
  'registeredHost',
  'lookupDomain',
  'noHostInDns',
  'hostAddress',
  'hostPid',
  'activationInterval',
  'renewalInterval',
  'directoryDetail',
  'errorCode',
  'errorDescription',
] as const)

/** How sure it is, 0 to 1, that a text has output of ospp.vbs: rows that only it prints. */
export function osppLikelihood(head: string): number {
  const fields = new Set<OsppField>()
  let ranOspp = false
  let hasStatusInDashes = false
  for (const row of headRows(head)) {
    if (/\bospp\.vbs\b/i.test(row.prompt?.command ?? '')) ranOspp = true
    const match = OSPP_MATCHER.match(row.text)
    if (match?.field === 'status') hasStatusInDashes = true
    if (match?.language !== undefined && !SHARED.has(match.field)) fields.add(match.field)
  }
  if (fields.size === 0 && hasStatusInDashes) return 0.8
  if (fields.size === 0) return ranOspp ? 0.5 : 0
  return Math.min(0.97, 0.6 + 0.1 * fields.size)
}
