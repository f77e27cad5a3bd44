import type { Route } from '@/lib/activation/notice/route'
import type { Transaction } from '../audit'
import { onPrisma } from '../rows'
import type { DueNotice } from './due-notices'
import { ROUTE_COLUMNS } from './outbox'

export async function findRoute(tx: Transaction, id: string): Promise<Route | undefined> {
  const [row] = await onPrisma(tx).rows<Route>(`SELECT ${ROUTE_COLUMNS} FROM route WHERE id = $1::uuid`, [id])
  return row
}

/** The worst open alert that a route takes by severity and rule; else any that is open; else an example. */
export async function findTestAlert(tx: Transaction, { severities, rules }: Route): Promise<DueNotice> {
  const [row] = await onPrisma(tx).rows<DueNotice>(
    `SELECT 0 AS notice_id, '' AS route_id, 'opening' AS notice, opened_at AS due_at, false AS is_held, id AS alert_id, rule, kind,
            object, object_name, severity, opened_at, closed_at, closed_how, evidence, threshold, NULL AS note
       FROM alert WHERE state <> 'closed'
      ORDER BY (cardinality($1::text[]) = 0 OR severity = ANY($1)) AND (cardinality($2::text[]) = 0 OR rule = ANY($2)) DESC,
               array_position('{critical,error,warn,info}', severity), opened_at DESC LIMIT 1`,
    [severities, rules],
  )
  return row ?? EXAMPLE
}

const AT = '2026-11-30T09:12:00.000Z'

const EXAMPLE: DueNotice = {
  ...{ noticeId: 0, routeId: '', notice: 'opening', dueAt: AT, isHeld: false, alertId: 0, note: null },
  ...{ rule: 'A1', kind: 'hostDown', object: 'kms.example', objectName: 'kms.example (an example)' },
  ...{ severity: 'critical', openedAt: AT, closedAt: null, closedHow: null, threshold: {} },
  evidence: { checks: 2, since: AT, answers: ['connection refused'] },
}
