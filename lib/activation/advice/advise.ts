import type { Advice } from './advice'
import { plansOf } from './advise-plan'
import { reasonsFor } from './advise-reasons'
import { stepsFor } from './advise-steps'
import type { Network } from './network-inventory'

/**
 * Recommends for each network how to activate it, with how many KMS hosts, why, and what to do in order.
 * Counts are machines of the inventory. The order of the answers is that of the networks. Sources: design
 * principles of the Volume Activation 2.0 article, its editor's note, and Microsoft's KMS planning guide,
 * directory activation and AVMA pages (11/2024).
 */
export function advise(networks: readonly Network[]): Advice[] {
  return plansOf(networks).map((plan) => ({
    network: plan.network.name,
    method: plan.method,
    hosts: plan.hosts,
    reasons: reasonsFor(plan),
    steps: stepsFor(plan),
  }))
}
