import type { Said } from '../frame-refusal'

type DiscoveryRefusal =
  | { kind: 'alreadyRunning' }
  | { kind: 'noZones' }
  | { kind: 'notInZone'; name: string }
  | { kind: 'unchanged' }

/** Why something about discovery was refused, and what to do. */
export function sayDiscoveryRefusal(refusal: DiscoveryRefusal): Said {
  switch (refusal.kind) {
    case 'alreadyRunning':
      return 'A check is running. Its results appear here soon.'
    case 'noZones':
      return 'There is no zone to check. Add one on the Networks page.'
    case 'notInZone':
      return `${refusal.name} is not in a listed zone, so it is not checked. Add its zone on the Networks page first.`
    case 'unchanged':
      return 'The schedule is already set to this.'
  }
}
