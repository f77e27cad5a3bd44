import { formatCountOf } from '@/lib/format/counts'
import type { Said } from '../frame-refusal'
import type { UnitKind } from './network-input'

/** Why a change to the networks was refused. */
export type NetworkRefusal =
  | { kind: 'noSuchUnit' }
  | { kind: 'noSuchZone' }
  | { kind: 'noSuchHost' }
  | { kind: 'noSuchForest' }
  | { kind: 'nameTaken'; what: UnitKind | 'zone'; name: string }
  /** Domains or zones belong to it. */
  | { kind: 'inUse'; name: string; domains: number; zones: number }
  | { kind: 'unchanged' }
  /** No line of a list adds or changes anything. */
  | { kind: 'nothingNew'; same: number; rejected: number }

export function refuse<R extends NetworkRefusal>(refusal: R) {
  return { ok: false as const, refusal }
}

/** Why a change to the networks was refused, and what to do. */
export function sayNetworkRefusal(refusal: NetworkRefusal): Said {
  switch (refusal.kind) {
    case 'noSuchUnit':
    case 'noSuchZone':
      return 'This entry no longer exists. Reload the page.'
    case 'noSuchForest':
      return { field: 'forestId', sentence: 'This forest no longer exists. Reload the page.' }
    case 'noSuchHost':
      return 'This KMS host is no longer registered. Reload the page.'
    case 'nameTaken': {
      const what = refusal.what === 'zone' ? 'DNS zone' : refusal.what
      const sentence = `${refusal.name} is already listed as a ${what}. Change that entry, or choose another name.`
      return { field: 'name', sentence }
    }
    case 'inUse':
      return `${refusal.name} still has ${holdings(refusal)}. Remove or move them first, or retire ${refusal.name}.`
    case 'unchanged':
      return 'Nothing was changed: it is already recorded like this.'
    case 'nothingNew':
      return `Nothing was changed: ${formatCountOf(refusal.same, 'line is', 'lines are')} already listed, ${formatCountOf(refusal.rejected, 'line')} cannot be used.`
  }
}

function holdings({ domains, zones }: { domains: number; zones: number }): string {
  const parts = [
    domains > 0 && formatCountOf(domains, 'domain'),
    zones > 0 && formatCountOf(zones, 'DNS zone'),
  ]
  return parts.filter(Boolean).join(' and ')
}
