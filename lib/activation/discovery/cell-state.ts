import type { KnockFinding, ZoneAnswer } from './dns-findings'
import type { CellFacts, CellState } from './matrix-cell'

/** The one thing to say of a host in a zone; the first that holds. */
export function cellState(facts: CellFacts): CellState {
  const { answers, registered, expected, found } = facts
  if (answers.length === 0)
    return expected ? { kind: 'notAsked' } : { kind: 'notExpected', isPublished: false }
  const answered = answers.filter(isAnswer)
  if (answered.length === 0) {
    return expected
      ? { kind: 'unreachableDns', what: 'servers' }
      : { kind: 'notExpected', isPublished: false }
  }
  if (found.length === 0) return expected ? { kind: 'missing' } : { kind: 'notExpected', isPublished: false }
  if (!registered) return { kind: 'unknownHost' }
  if (registered.isRetired) return { kind: 'stale', why: 'retired' }
  if (!expected) return { kind: 'notExpected', isPublished: true }
  const ports = found.map(({ port }) => port).filter((port) => port !== expected.port)
  if (ports.length > 0) return { kind: 'wrongPort', ports: [...new Set(ports)], expected: expected.port }
  return reachState(facts) ?? { kind: facts.having.length < answered.length ? 'missing' : 'published' }
}

/** Does the published record lead to a host that answers? Absent: as far as anyone could try, it does. */
function reachState({ targets, knocks }: CellFacts): CellState | undefined {
  if (targets.some(({ kind }) => kind === 'noAddress')) return { kind: 'noAddress' }
  if (targets.some(({ kind }) => kind === 'notKnown')) return { kind: 'unreachableDns', what: 'address' }
  const tried = knocks.filter(wasTried)
  if (tried.length > 0 && tried.every(({ knock }) => knock.kind !== 'open')) {
    return { kind: 'stale', why: 'notAnswering' }
  }
  return undefined
}

export const isAnswer = (answer: ZoneAnswer): boolean => answer.kind !== 'failed'

/** What the console's own machine lacks to try at all: time, or a network of that family. */
const OWN_LIMITS = ['outOfTime', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EAFNOSUPPORT']

/** Not where the address is closed to probes, or this machine has no way to its network. */
export function wasTried({ knock }: KnockFinding): boolean {
  if (knock.kind === 'noAddress') return false
  if (knock.kind !== 'unreachable') return true
  return !knock.code.startsWith('notAllowed') && !OWN_LIMITS.includes(knock.code)
}
