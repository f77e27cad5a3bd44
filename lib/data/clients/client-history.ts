import type { Condition } from '@/lib/activation/license/assess'
import type { LicenseStatus } from '@/lib/activation/observation'
import { LAPSE } from '../license-at'
import { readRows } from '../rows'

/** A change of one license's state. Times are ISO 8601 UTC. */
export interface StateChange {
  licenseId: number
  at: string
  from: Condition | null
  to: Condition
  toStatus: LicenseStatus
  /** 'news': somebody said so; 'time': a validity or a grace period ran out */
  cause: 'news' | 'time'
  reason: string | null
  kmsHost: string | null
  importId: string | null
  line: number | null
}

/** A request for activation or renewal, as the host or the client logged it. */
export interface ActivationAttempt {
  at: string
  kind: string
  slot: string | null
  succeeded: boolean
  code: string | null
  host: string | null
  importId: string | null
  line: number | null
}

export interface ClientHistory {
  /** oldest first */
  changes: StateChange[]
  /** newest first, at most 500 */
  attempts: ActivationAttempt[]
}

const MONTHS_KEPT = 13
const ATTEMPTS_SHOWN = 500
const CHANGES_SHOWN = 1_000

/** The states a client went through in the last 13 months, and what it asked for. */
export async function loadClientHistory(clientId: number, now: Date): Promise<ClientHistory> {
  const from = new Date(now)
  from.setUTCMonth(from.getUTCMonth() - MONTHS_KEPT)
  const [changes, attempts] = await Promise.all([
    loadChanges(clientId, now),
    loadAttempts(clientId, from, now),
  ])
  return { changes, attempts }
}

/** What time has done since the record was last brought up to it belongs to the history, too. */
async function loadChanges(clientId: number, now: Date): Promise<StateChange[]> {
  const newestFirst = await readRows<StateChange>(
    `SELECT license_id, at, from_condition AS "from", to_condition AS "to", to_status, cause, reason, kms_host, import_id, line
       FROM license_change WHERE client_id = $1
     UNION ALL
     SELECT l.id, s.at, s.from_condition, s.to_condition, s.to_status, 'time', NULL, NULL, NULL, NULL
       FROM license l, LATERAL ${LAPSE} WHERE l.client_id = $1 AND s.at BETWEEN l.changes_at AND $2
      ORDER BY at DESC LIMIT ${CHANGES_SHOWN}`,
    [clientId, now],
  )
  return newestFirst.toReversed()
}

async function loadAttempts(clientId: number, from: Date, now: Date): Promise<ActivationAttempt[]> {
  return readRows<ActivationAttempt>(
    `SELECT e.at, e.kind, e.slot, coalesce(e.code = '0x00000000', true) AS succeeded, e.code, h.name AS host,
            e.import_id, e.line
       FROM client_name n JOIN activation_event e ON e.name_id = n.id LEFT JOIN kms_host h ON h.id = e.host_id
      WHERE n.client_id = $1 AND e.at BETWEEN $2 AND $3
        AND e.kind IN ('kmsRequest', 'kmsClientExchange', 'directoryActivation')
      ORDER BY e.at DESC LIMIT ${ATTEMPTS_SHOWN}`,
    [clientId, from, now],
  )
}
