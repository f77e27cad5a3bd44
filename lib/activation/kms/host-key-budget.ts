import { cleanName } from '../discovery/discovery'

/**
 * The activations of one KMS host key (CSVLK): six hosts, each activated once and reactivated up to nine times
 * (Volume Activation 2.0 article; KMS planning guide, Microsoft, 11/2024). Nothing on a host tells how many are
 * left, so the register below is all there is; the Activation Center can raise the limit.
 */

/** Hosts one key activates. */
export const HOSTS_PER_KEY = 6

/** Reactivations of each host after its first activation. */
export const REACTIVATIONS_PER_HOST = 9

/** Microsoft answers an activation that is one too many with this code. */
export const HOST_LIMIT_CODE = '0xC004C008'

/** One activation of one host with this key. */
export interface HostActivation {
  /** Machine name, any case; a rebuilt host keeps its name. */
  host: string
  /** ISO 8601 UTC. */
  at: string
}

/** Limits as granted; the defaults are Microsoft's. */
export interface HostKeyLimits {
  hosts: number
  reactivationsPerHost: number
}

export const DEFAULT_LIMITS: HostKeyLimits = {
  hosts: HOSTS_PER_KEY,
  reactivationsPerHost: REACTIVATIONS_PER_HOST,
}

export interface HostUse {
  host: string
  /** Activations after the first. */
  reactivations: number
  reactivationsLeft: number
  lastAt: string
}

export interface HostKeyBudget {
  uses: HostUse[]
  hostsLeft: number
}

/** How much of a host key is used, host by host in the order of first activation. Nothing left never goes below 0. */
export function hostKeyBudget(
  register: readonly HostActivation[],
  limits: HostKeyLimits = DEFAULT_LIMITS,
): HostKeyBudget {
  const times = new Map<string, string[]>()
  for (const { host, at } of [...register].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    times.set(cleanName(host), [...(times.get(cleanName(host)) ?? []), at])
  }
  const uses = [...times].map(([host, at]) => ({
    host,
    reactivations: at.length - 1,
    reactivationsLeft: Math.max(0, limits.reactivationsPerHost - (at.length - 1)),
    lastAt: at.at(-1) ?? '',
  }))
  return { uses, hostsLeft: Math.max(0, limits.hosts - uses.length) }
}

export type HostActivationAnswer =
  /** The activation may go ahead; what is left afterwards. */
  | { ok: true; kind: 'first'; hostsLeft: number; reactivationsLeft: number }
  | { ok: true; kind: 'reactivation'; hostsLeft: number; reactivationsLeft: number }
  | { ok: false; refusal: HostKeyRefusal }

/** The way out of both is the Microsoft Activation Center. */
export type HostKeyRefusal =
  | { kind: 'noHostLeft'; hosts: string[]; limit: number; code: typeof HOST_LIMIT_CODE }
  | {
      kind: 'noReactivationLeft'
      host: string
      reactivations: number
      limit: number
      code: typeof HOST_LIMIT_CODE
    }

/** May this host be activated with the key once more? A known name is a reactivation, a new one a new host. */
export function planHostActivation(
  register: readonly HostActivation[],
  host: string,
  limits: HostKeyLimits = DEFAULT_LIMITS,
): HostActivationAnswer {
  const { uses, hostsLeft } = hostKeyBudget(register, limits)
  const use = uses.find((one) => one.host === cleanName(host))
  if (use !== undefined) return planReactivation(use, hostsLeft, limits)
  if (hostsLeft === 0) {
    const hosts = uses.map((one) => one.host)
    return { ok: false, refusal: { kind: 'noHostLeft', hosts, limit: limits.hosts, code: HOST_LIMIT_CODE } }
  }
  const reactivationsLeft = limits.reactivationsPerHost
  return { ok: true, kind: 'first', hostsLeft: hostsLeft - 1, reactivationsLeft }
}

function planReactivation(use: HostUse, hostsLeft: number, limits: HostKeyLimits): HostActivationAnswer {
  const { host, reactivations, reactivationsLeft } = use
  if (reactivationsLeft === 0) {
    const limit = limits.reactivationsPerHost
    return {
      ok: false,
      refusal: { kind: 'noReactivationLeft', host, reactivations, limit, code: HOST_LIMIT_CODE },
    }
  }
  return { ok: true, kind: 'reactivation', hostsLeft, reactivationsLeft: reactivationsLeft - 1 }
}
