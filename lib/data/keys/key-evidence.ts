import type { Transaction } from '../audit'

/** What was seen with a last five: MAKs on machines, host keys on KMS hosts. */
export interface KeyEvidence {
  lastFive: string
  kind: 'mak' | 'csvlk'
  activationId: string | null
  productLabel: string
  generation: string | null
  /** of a host key: 'Windows Server 2022, VOLUME_KMS_WS22 channel' */
  description: string | null
  /** machines or hosts */
  machines: number
  lastSeenAt: Date
}

/** Evidence for these last fives, what most machines show first. */
export function findKeyEvidence(tx: Transaction, lastFives: string[]): Promise<KeyEvidence[]> {
  return tx.$queryRaw<KeyEvidence[]>`
    SELECT l.partial_key AS "lastFive", 'mak' AS kind, l.activation_id AS "activationId",
           l.product_label AS "productLabel", l.generation, NULL AS description,
           count(DISTINCT l.client_id)::int AS machines, max(l.observed_at) AS "lastSeenAt"
      FROM license l WHERE l.channel = 'MAK' AND l.partial_key = ANY(${lastFives}) GROUP BY 1, 2, 3, 4, 5
     UNION ALL
    SELECT s.partial_key, 'csvlk', s.activation_id, s.product_label, NULL, s.description,
           count(*)::int, max(s.observed_at)
      FROM kms_host_service s WHERE s.partial_key = ANY(${lastFives}) GROUP BY 1, 2, 3, 4, 5, 6
     ORDER BY machines DESC, "productLabel"`
}
