import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'

/** One thing that was done with a package, as the audit log has it. Times are ISO 8601 UTC. */
export interface CustodyStep {
  id: number
  at: string
  actorName: string
  action: string
  before: unknown
  after: unknown
  reason: string | null
  /** its place in the chain of the audit log; null: not sealed yet */
  position: number | null
  /** the link of the chain there, 64 hex digits */
  chain: string | null
}

/** All that was done with a package, the oldest first, with what proves it. Throws NotPermitted without `audit.read`. */
export async function loadCustody(reader: DataReader, number: number): Promise<CustodyStep[]> {
  mustBeAble(reader, 'exchange.read')
  mustBeAble(reader, 'audit.read')
  return readRows<CustodyStep>(
    `SELECT e.id, e.at, e.actor_name, e.action, e.before, e.after, e.reason, p.position, encode(p.chain, 'hex') AS chain
       FROM audit_entry e LEFT JOIN audit_proof p ON p.entry_id = e.id
      WHERE e.subject_type = 'exchange' AND e.subject_id = $1 ORDER BY e.id`,
    [String(number)],
  )
}
