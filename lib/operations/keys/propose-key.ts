import { installedKeyGroup } from '@/lib/activation/kms/installed-key-group'
import type { KeyGroup, KeyGroupId } from '@/lib/activation/kms/key-group-table'
import type { KeyEvidence } from '@/lib/data/keys/key-evidence'
import type { KeyKind } from '@/lib/data/keys/key-rows'
import { formatCountOf } from '@/lib/format/counts'

/** What the evidence says a key is. */
export interface KeyProposal {
  kind: KeyKind
  label: string
  keyGroup: KeyGroupId | null
  activationIds: string[]
  /** '34 machines show it with Windows 11 Pro.' */
  because: string
}

/** The kind and product that most machines show with this last five; undefined when none does. */
export function proposeKey(
  lastFive: string,
  evidence: readonly KeyEvidence[],
  groups: readonly KeyGroup[],
): KeyProposal | undefined {
  const seen = evidence.filter((one) => one.lastFive === lastFive)
  const [most] = seen
  if (most === undefined) return undefined
  const same = seen.filter(({ kind }) => kind === most.kind)
  const group = most.kind === 'csvlk' ? installedKeyGroup(most, groups) : undefined
  return {
    kind: most.kind,
    label: group === undefined ? most.productLabel : `KMS host key ${group.label}`,
    keyGroup: group?.id ?? null,
    activationIds: [...new Set(same.flatMap(({ activationId }) => activationId ?? []))],
    because: becauseOf(same),
  }
}

function becauseOf(evidence: readonly KeyEvidence[]): string {
  const machines = evidence.reduce((sum, one) => sum + one.machines, 0)
  const labels = [...new Set(evidence.map(({ productLabel }) => productLabel))].slice(0, 3).join(', ')
  if (evidence[0]?.kind === 'csvlk') {
    return `${formatCountOf(machines, 'KMS host is', 'KMS hosts are')} licensed with a key that has these last five.`
  }
  return `${formatCountOf(machines, 'machine shows', 'machines show')} it as the MAK of ${labels}.`
}
