import type { FleetSummary, HostSummary, ReasonCount } from './fleet-summary'
import { type HostKeyAttention, hostKeyAttention } from './host-key-attention'
import type { InventoryAttention } from './inventory-attention'
import { type MakAttention, makAttention } from './mak-attention'

/** Something in the fleet that a person has to see to, most urgent first. */
export type Attention =
  | { kind: 'hostNotLicensed'; host: string; productLabel: string }
  | {
      kind: 'hostBelowThreshold'
      host: string
      productLabel: string
      count: number
      needed: number
      clients: number
    }
  | { kind: 'notification'; clients: number; top?: ReasonCount }
  | { kind: 'unlicensed'; clients: number }
  | { kind: 'graceEnding'; clients: number; withinDays: 7 }
  | { kind: 'silent'; clients: number }
  | MakAttention
  | HostKeyAttention
  | InventoryAttention

/**
 * What needs someone now, by urgency: KMS hosts that cannot activate first (they put many machines
 * at risk), what their inventory shows, then MAKs that are used up or will be, then machines that are out of license, then those about to be, then the unheard ones.
 */
export function fleetAttention(fleet: FleetSummary): Attention[] {
  const hosts = fleet.hosts.flatMap(hostAttention)
  return [
    ...hosts,
    ...(fleet.inventory ?? []).filter((item) => !isSaidAlready(item, hosts)),
    ...hostKeyAttention(fleet.hostKeysOver ?? []),
    ...makAttention(fleet.maks ?? []),
    ...clientAttention(fleet),
  ]
}

/** That a host is silent adds nothing where its count is too low, or where it is not licensed at all. */
function isSaidAlready(item: InventoryAttention, hosts: readonly Attention[]): boolean {
  return item.kind === 'hostSilent' && hosts.some((one) => 'host' in one && one.host === item.host)
}

function hostAttention(host: HostSummary): Attention[] {
  if (!host.licensed) {
    return [{ kind: 'hostNotLicensed', host: host.name, productLabel: host.productLabel }]
  }
  const count = host.currentCount
  if (count === undefined || count >= host.neededCount) return []
  const { name, productLabel, neededCount: needed, clients } = host
  return [{ kind: 'hostBelowThreshold', host: name, productLabel, count, needed, clients }]
}

function clientAttention({ byCondition, byReason, graceEndingWithin7Days }: FleetSummary): Attention[] {
  const items: Attention[] = []
  if (byCondition.notification > 0) {
    const top = byReason.find((row) => row.condition === 'notification' && row.reason !== '')
    items.push({ kind: 'notification', clients: byCondition.notification, top })
  }
  if (byCondition.unlicensed > 0) items.push({ kind: 'unlicensed', clients: byCondition.unlicensed })
  if (graceEndingWithin7Days > 0)
    items.push({ kind: 'graceEnding', clients: graceEndingWithin7Days, withinDays: 7 })
  if (byCondition.silent > 0) items.push({ kind: 'silent', clients: byCondition.silent })
  return items
}
