import { raisesCount } from '@/lib/activation/kms/rebuild-count'
import { productByActivationId } from '@/lib/activation/product/products-by-id'
import { readRows } from '../rows'

/** Requests of the 30 days that raise no count. */
export interface Uncounted {
  /** of virtual machines whose generation counts physical ones only */
  virtualNotCounted: number
  /** refused before they were counted */
  refusedUncounted: number
}

interface KindRow {
  activationId: string | null
  isVirtual: boolean | null
  isCounted: boolean
  requests: number
}

/** A host with more requests a month is not looked at: its count is full anyway. */
const MOST_LOOKED_AT = 300_000

/** What asked and was not counted, of a host's requests in the 30 days before `at`. */
export async function loadUncounted(hostIds: readonly number[], at: Date): Promise<Uncounted> {
  const rows = await readRows<KindRow>(
    `SELECT activation_id AS "activationId", is_virtual AS "isVirtual",
            code IN ('0x00000000', '0xC004F038') AS "isCounted", count(*)::int AS requests
       FROM unnest($1::int[]) AS host(id), LATERAL (
            SELECT * FROM activation_event e
             WHERE e.host_id = host.id AND e.kind = 'kmsRequest'
               AND e.at > $2::timestamptz - interval '30 days' AND e.at <= $2
             ORDER BY e.at DESC LIMIT ${MOST_LOOKED_AT}) e
      GROUP BY 1, 2, 3`,
    [hostIds, at],
  )
  const isPassedOver = ({ activationId, isVirtual }: KindRow) =>
    !raisesCount(productByActivationId(activationId ?? undefined)?.generation, isVirtual === true)
  const sum = (kinds: KindRow[]) => kinds.reduce((total, { requests }) => total + requests, 0)
  return {
    virtualNotCounted: sum(rows.filter((row) => row.isCounted && isPassedOver(row))),
    refusedUncounted: sum(rows.filter((row) => !row.isCounted)),
  }
}
