import { productByActivationId } from '@/lib/activation/product/products-by-id'
import { explainReason } from '@/lib/activation/reason/explain-reason'
import { sqlList } from '../lists/sql-list'
import { readRows } from '../rows'
import type { SqlValues } from '../sql-text'

/** A request in the log of a KMS host. Times are ISO 8601 UTC. */
export interface HostRequest {
  fingerprint: string
  at: string
  /** as the request has it, and the machine it belongs to */
  name: string | null
  client: string | null
  cmid: string | null
  activationId: string | null
  product: string | null
  isVirtual: boolean | null
  code: string
  importId: string | null
  fileName: string | null
  line: number | null
}

const GRANTED = '0x00000000'
/** The codes of the newest requests are offered; any other can be asked for too. */
const REQUESTS_LOOKED_AT = 2_000

/** 'Answered', or why not. */
export const outcomeWords = (code: string) => (code === GRANTED ? 'Answered' : explainReason(code).meaning)

/** The ids of the host's names, as they stand in `of`; one alone is read along its index. */
function ofHost(of: string, values: SqlValues): string {
  const ids = of
    .split(',')
    .filter((id) => /^\d{1,9}$/.test(id))
    .map(Number)
  const [only, ...others] = ids
  if (only === undefined) return 'false'
  return others.length === 0
    ? `e.host_id = ${values.add(only)}`
    : `e.host_id = ANY(${values.add(ids)}::int[])`
}

/** The requests in the log of a KMS host, whose ids stand in `of`. */
export const HOST_REQUESTS_LIST = sqlList<HostRequest>({
  name: 'hostRequests',
  permission: 'kmsHost.read',
  select: () => `
    SELECT e.fingerprint, e.at, n.name, c.name AS client, e.cmid, e.activation_id, NULL AS product, e.is_virtual, e.code,
           e.import_id, i.file_name, e.line
      FROM activation_event e LEFT JOIN client_name n ON n.id = e.name_id LEFT JOIN client c ON c.id = n.client_id
      LEFT JOIN import i ON i.id = e.import_id`,
  only: ({ of = '' }, values) => `e.kind = 'kmsRequest' AND ${ofHost(of, values)}`,
  id: { sql: 'e.fingerprint', type: 'uuid' },
  sorts: { at: { sql: 'e.at', type: 'timestamptz' } },
  search: 'n.name',
  filters: { code: 'e.code' },
  time: 'e.at',
  async choices(_, { of = '', filters }) {
    const rows = await readRows<{ code: string }>(
      `SELECT DISTINCT code FROM unnest($1::int[]) AS host(id), LATERAL (
         SELECT e.code FROM activation_event e WHERE e.host_id = host.id AND e.kind = 'kmsRequest'
          ORDER BY e.at DESC LIMIT ${REQUESTS_LOOKED_AT}) e WHERE code IS NOT NULL ORDER BY 1`,
      [
        of
          .split(',')
          .filter((id) => /^\d{1,9}$/.test(id))
          .map(Number),
      ],
    )
    const codes = new Set([...rows.map(({ code }) => code), ...(filters.code ?? [])])
    return { code: [...codes].map((code) => ({ value: code, label: code === GRANTED ? 'Answered' : code })) }
  },
  finish: (row) => ({ ...row, product: productByActivationId(row.activationId ?? undefined)?.label ?? null }),
  columns: [
    { id: 'at', header: 'When', value: ({ at }) => at, kind: 'time' },
    { id: 'machine', header: 'Machine', value: ({ client, name }) => client ?? name },
    { id: 'cmid', header: 'CMID', value: ({ cmid }) => cmid },
    { id: 'product', header: 'Product', value: ({ product }) => product },
    { id: 'code', header: 'Code', value: ({ code }) => code },
    { id: 'outcome', header: 'Outcome', value: ({ code }) => outcomeWords(code) },
  ],
})
