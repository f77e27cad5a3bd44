import type { ChainProblem, ChainReport } from '@/lib/data/audit-chain/verify'
import { formatCount, formatCountOf } from '@/lib/format/counts'

/** What a check of the chain found, a line each. */
export function sayChain(report: ChainReport): string[] {
  const { sealed, removed, unsealed, unsealedFrom, unsealedTo, erased, chain, anchors, problems } = report
  return [
    problems.length === 0
      ? `The audit log is whole: ${formatCount(sealed - removed)} entries in their chain.`
      : `The audit log is not whole: ${formatCountOf(problems.length, 'fault')} in ${formatCount(sealed - removed)} entries of the chain.`,
    ...(removed > 0
      ? [`Gone by the retention: places 1 to ${removed}, whose last link an entry of the chain keeps.`]
      : []),
    ...(chain ? [`Newest link: ${chain}`] : []),
    ...(unsealed > 0
      ? [`Not sealed yet: ${formatCountOf(unsealed, 'entry')}, ${unsealedFrom} to ${unsealedTo}.`]
      : []),
    ...(erased > 0 ? [`A person was erased from ${formatCountOf(erased, 'entry')}.`] : []),
    anchors > 0
      ? `Held against ${formatCountOf(anchors, 'anchor')} kept elsewhere.`
      : 'No anchors were given: that nobody rewrote the whole chain is not shown.',
    ...problems.map(sayProblem),
  ]
}

const PROBLEM_WORDS: Readonly<Record<ChainProblem['kind'], string>> = {
  changed: 'says something else than when it was written',
  missing: 'is gone',
  unproven: 'has no proof: it was not written by the console',
  gap: 'is missing in the chain',
  link: 'does not follow from the link before it',
  erasedUnasked: 'was emptied, and no entry says that a person was to be erased',
  anchor: 'has another link than the anchor that was kept elsewhere',
}

function sayProblem({ kind, position, entryId }: ChainProblem): string {
  const subject = entryId === null ? `Place ${position}` : `Entry ${entryId}`
  const place = entryId !== null && position !== null ? ` (place ${position})` : ''
  return `${subject}${place} ${PROBLEM_WORDS[kind]}.`
}
