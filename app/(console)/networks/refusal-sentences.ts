import { formatCount, formatCountOf } from '@/lib/format/counts'
import type { NetworkRefusal } from '@/lib/operations/networks/network-refusal'
import type { FrameRefusal } from '@/lib/operations/operation'

type Refusal = FrameRefusal | NetworkRefusal | { kind: 'nothingNew'; same: number; rejected: number }

/** Why a change to the networks was refused, and what to do. */
export function refusalSentence(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'nameTaken':
      return `${refusal.name} is listed already as a ${refusal.what}. Change that entry, or choose another name.`
    case 'inUse':
      return `${refusal.name} still has ${holdings(refusal)}. Remove or move them first, or retire ${refusal.name} instead.`
    case 'noSuchUnit':
    case 'noSuchZone':
      return 'This entry is no longer there. Load the page again.'
    case 'noSuchForest':
      return 'The forest is no longer there. Load the page again.'
    case 'noSuchHost':
      return 'This KMS host is no longer registered. Load the page again.'
    case 'unchanged':
      return 'Nothing would change: it is recorded like this already.'
    case 'nothingNew':
      return `Nothing would change: ${formatCountOf(refusal.same, 'line')} ${refusal.same === 1 ? 'is' : 'are'} listed like this already, ${formatCount(refusal.rejected)} cannot be used.`
    case 'notPermitted':
      return 'Only a licensing admin can change the networks.'
    case 'badInput':
      return refusal.issues[0]?.message ?? 'Check the form and try again.'
  }
}

function holdings({ domains, zones }: { domains: number; zones: number }): string {
  const parts = [
    domains > 0 && formatCountOf(domains, 'domain'),
    zones > 0 && formatCountOf(zones, 'DNS zone'),
  ]
  return parts.filter(Boolean).join(' and ')
}
