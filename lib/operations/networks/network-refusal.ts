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

export function refuse<R extends NetworkRefusal>(refusal: R) {
  return { ok: false as const, refusal }
}
