import type {
  EsuFacts,
  HostKeyFacts,
  MakFacts,
  PackageFacts,
  UnservedProduct,
} from '@/lib/activation/alert/key-rules'
import { esuYearAt } from '@/lib/activation/alert/key-rules'
import { DEFAULT_LIMITS, type HostActivation } from '@/lib/activation/kms/host-key-budget'
import { loadChiefNames } from '../keys/chief-names'
import { loadHostKeyCoverage } from '../keys/host-key-coverage'
import { esuIsFree, loadAzureHosts } from '../licenses/esu-free'
import { loadLedgers } from '../mak/ledger-figures'
import { rulesOf } from '../mak/ledger-page'
import type { DataReader } from '../permission'
import { onReadPool, readRows } from '../rows'

interface MakRow {
  keyId: string
  label: string
  lastFive: string
  lowAbsolute: number | null
  lowPercent: number | null
  lowDays: number | null
}

/** The MAKs in use with their ledgers. */
export async function loadMakFacts(): Promise<MakFacts[]> {
  const rows = await readRows<MakRow>(
    `SELECT a.key_id, k.label, k.last_five, a.low_absolute, a.low_percent, a.low_days
       FROM mak_account a JOIN product_key k ON k.id = a.key_id WHERE k.retired_at IS NULL AND a.granted > 0`,
  )
  const ledgers = await loadLedgers(rows.map(({ keyId }) => keyId))
  return rows.map(({ keyId, label, lastFive, ...rules }) => ({
    keyId,
    label,
    lastFive,
    ledger: ledgers.get(keyId) ?? [],
    rules: rulesOf(rules),
  }))
}

/** The KMS host keys in use with their registers; each host under the name it is called by now. */
export async function loadHostKeyFacts(): Promise<HostKeyFacts[]> {
  const [chiefOf, rows] = await Promise.all([
    loadChiefNames(onReadPool),
    readRows<{
      keyId: string
      label: string
      lastFive: string
      hosts: number | null
      reactivationsPerHost: number | null
      register: HostActivation[] | null
    }>(
      `SELECT k.id AS key_id, k.label, k.last_five, g.hosts, g.reactivations_per_host,
              (SELECT jsonb_agg(jsonb_build_object('host', a.host, 'at', to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                        ORDER BY a.at) FROM host_key_activation a WHERE a.key_id = k.id) AS register
         FROM product_key k LEFT JOIN host_key_limit g ON g.key_id = k.id
        WHERE k.kind = 'csvlk' AND k.retired_at IS NULL`,
    ),
  ])
  return rows.map(({ hosts, reactivationsPerHost, register, ...key }) => ({
    ...key,
    register: (register ?? []).map((one) => ({ ...one, host: chiefOf(one.host) })),
    allowed: {
      hosts: hosts ?? DEFAULT_LIMITS.hosts,
      reactivationsPerHost: reactivationsPerHost ?? DEFAULT_LIMITS.reactivationsPerHost,
    },
  }))
}

/** Products of the fleet that no installed host key serves, once there is one. */
export async function loadUnservedProducts(reader: DataReader): Promise<UnservedProduct[]> {
  const { coverage, installed } = await loadHostKeyCoverage(reader)
  if (installed.length === 0) return []
  return coverage.uncovered.map(({ product, cheapest }) => ({
    product: product.label,
    licenses: product.licenses,
    cheapest,
  }))
}

/** Packages, with when their last answer came. */
export function loadPackageFacts(): Promise<PackageFacts[]> {
  return readRows<PackageFacts>(
    `SELECT p.number, p.prepared_at, p.due_at, r.waiting,
            CASE WHEN r.is_open THEN p.cancelled_at ELSE r.ended_at END AS ended_at
       FROM exchange_package p, LATERAL (
         SELECT bool_or(q.done_at IS NULL) AS is_open, max(q.done_at) AS ended_at,
                coalesce(nullif(count(*) FILTER (WHERE q.done_at IS NULL), 0), count(*))::int AS waiting
           FROM (SELECT least(answered_at, cancelled_at, verified_at) AS done_at FROM exchange_request
                  WHERE package_number = p.number) q) r`,
  )
}

/**
 * Windows 10 machines by the build that their extended PID names, which are not of a long-term channel: how many have an ESU
 * license that holds, and how many are virtual machines of Azure, which need none (domain-2, section 3).
 */
export async function loadEsuFacts(now: Date): Promise<EsuFacts[]> {
  return readRows<EsuFacts>(
    `WITH ten AS (
       SELECT l.client_id, l.is_primary, l.product_label, l.kms_host, c.is_virtual FROM license l JOIN client c ON c.id = l.client_id
        WHERE l.is_primary AND l.extended_pid ~ '-(1904[0-9]|1836[0-9]|17763|1713[0-9]|1629[0-9]|15063|14393|10586|10240)[.]0000-'
          AND l.product_label ~ '^Windows (10|11)' AND l.product_label !~ 'LTS[BC]|IoT|Server' AND l.condition <> 'silent')
     SELECT 'Windows 10' AS product, count(*)::int AS machines,
            (count(*) FILTER (WHERE e.client_id IS NOT NULL))::int AS covered,
            (count(*) FILTER (WHERE e.client_id IS NULL AND ${esuIsFree('ten', 'ten', '$2')}))::int AS exempt
       FROM ten LEFT JOIN LATERAL (
         SELECT o.client_id FROM license o WHERE o.client_id = ten.client_id AND o.is_addon AND o.condition = 'licensed'
            AND o.product_label ILIKE '%ESU%' AND o.product_label ILIKE '%year ' || $1 || '%' LIMIT 1) e ON true
     HAVING count(*) > 0`,
    [String(esuYearAt(now.getTime())?.year ?? 3), await loadAzureHosts()],
  )
}
