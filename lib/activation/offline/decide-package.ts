import {
  type CandidateFacts,
  type CandidateStanding,
  candidateStanding,
  isChoosable,
  type PackageKey,
} from './candidate'

/** A machine's product as chosen for a package. */
export interface ChosenMachine extends CandidateFacts {
  machine: string
  /** Spend a new activation although a stored confirmation ID would do. */
  wantsNew: boolean
  /** The key has activated this machine before: with this installation ID, or with another one. */
  before?: 'sameInstallationId' | 'otherInstallationId' | undefined
}

export type RequestSpending =
  | { spending: 'none' }
  | { spending: 'activation' }
  | { spending: 'reactivation'; cause: 'rebuild' | 'hardware' }

export type ChoiceRefusal =
  | { kind: 'nothingChosen' }
  | { kind: 'notChoosable'; machine: string; standing: CandidateStanding }
  | { kind: 'sameMachine'; machine: string }
  /** Two machines with one installation ID: a cloned reading. */
  | { kind: 'sameInstallationId'; machine: string; other: string }

export type PackageDecision<Chosen> =
  | { ok: true; requests: (Chosen & RequestSpending)[] }
  | { ok: false; refusal: ChoiceRefusal }

/**
 * What each chosen machine will cost, or why one of them cannot be asked for. A rebuilt machine counts one more
 * (editor's note of the Volume Activation 2.0 article); a stored confirmation ID counts none. Whether the balance of
 * the MAK reaches is the ledger's to say (mak/mak-ledger.ts).
 */
export function decidePackage<Chosen extends ChosenMachine>(
  key: PackageKey,
  chosen: readonly Chosen[],
): PackageDecision<Chosen> {
  if (chosen.length === 0) return { ok: false, refusal: { kind: 'nothingChosen' } }
  const machines = new Set<string>()
  const owners = new Map<string, string>()
  const requests: (Chosen & RequestSpending)[] = []
  for (const one of chosen) {
    const { machine, installationId = '' } = one
    const standing = candidateStanding(key, one)
    if (!isChoosable(standing)) return { ok: false, refusal: { kind: 'notChoosable', machine, standing } }
    if (machines.has(machine)) return { ok: false, refusal: { kind: 'sameMachine', machine } }
    const other = owners.get(installationId)
    if (other !== undefined) return { ok: false, refusal: { kind: 'sameInstallationId', machine, other } }
    machines.add(machine)
    owners.set(installationId, machine)
    requests.push({ ...one, ...spendingOf(one, standing) })
  }
  return { ok: true, requests }
}

function spendingOf(one: ChosenMachine, standing: CandidateStanding): RequestSpending {
  if (standing.kind === 'reapply' && !one.wantsNew) return { spending: 'none' }
  if (one.before === undefined) return { spending: 'activation' }
  return { spending: 'reactivation', cause: one.before === 'sameInstallationId' ? 'rebuild' : 'hardware' }
}
