import { type HostKeyBudget, type HostKeyLimits, hostKeyBudget } from '@/lib/activation/kms/host-key-budget'
import type { HostKeyBasis } from '@/lib/activation/kms/host-key-match'
import { type AuditRow, loadAuditEntries } from '../audit'
import { conditionAt } from '../license-at'
import type { DataReader } from '../permission'
import { onReadPool, readRows } from '../rows'
import { loadChiefNames } from './chief-names'
import { type HostEntry, loadHostLimits, loadHostRegister } from './host-register'
import { loadHostsOfLastFive } from './hosts-of-key'
import { licensesOfKey } from './key-machines-list'
import { type KeyRow, loadKey } from './keys-page'

/** Everything the page of one key shows. Times are ISO 8601 UTC. */
export interface KeyView extends KeyRow {
  now: string
  activationIds: string[]
  addedBy: string
  retiredReason: string | null
  /** agreement, owner and note: only for those who may read the ledger */
  business: { agreement: string | null; owner: string | null; note: string | null } | null
  /** of a MAK: its licenses that are not licensed now */
  notLicensed: number
  /** products that evidence shows with this key */
  products: { activationId: string | null; label: string; machines: number }[]
  /** of a host key, for those who may read the ledger */
  register: { entries: HostEntry[]; budget: HostKeyBudget; limits: HostKeyLimits } | null
  /** of a host key: hosts licensed with it, by their newest reading */
  hosts: KeyHost[]
  /** for those who may read the audit log */
  history: AuditRow[] | null
}

export interface KeyHost {
  name: string
  productLabel: string
  isLicensed: boolean
  observedAt: string
  /** why it is taken for a host with this key */
  basis: HostKeyBasis
  hasActivationId: boolean
}

const HISTORY_SHOWN = 50

/** One key with its evidence; undefined when there is none of this id. Throws NotPermitted without `key.read`. */
export async function loadKeyPage(reader: DataReader, id: string, now: Date): Promise<KeyView | undefined> {
  const key = await loadKey(reader, id, now)
  if (!key) return undefined
  const mayCount = reader.can('ledger.read')
  const [facts, notLicensed, products, hosts, register, history] = await Promise.all([
    loadFacts(id),
    key.kind === 'mak' ? countNotLicensed(id, now) : 0,
    key.kind === 'mak' ? loadProducts(id) : [],
    key.kind === 'csvlk' ? loadHosts(key) : [],
    key.kind === 'csvlk' && mayCount ? loadRegister(id) : null,
    reader.can('audit.read') ? loadHistory(reader, id) : null,
  ])
  const { agreement, owner, note, ...open } = facts
  const business = mayCount ? { agreement, owner, note } : null
  return {
    ...key,
    ...open,
    now: now.toISOString(),
    business,
    notLicensed,
    products,
    hosts,
    register,
    history,
  }
}

interface Facts {
  activationIds: string[]
  addedBy: string
  retiredReason: string | null
  agreement: string | null
  owner: string | null
  note: string | null
}

async function loadFacts(id: string): Promise<Facts> {
  const [row] = await readRows<Facts>(
    `SELECT activation_ids::text[] AS activation_ids, added_by, retired_reason,
            agreement, owner, note
       FROM product_key WHERE id = $1`,
    [id],
  )
  if (!row) throw new Error('a key went while its page was loaded')
  return row
}

async function countNotLicensed(id: string, now: Date): Promise<number> {
  const [row] = await readRows<{ count: number }>(
    `SELECT count(*) FILTER (WHERE ${conditionAt('$2')} <> 'licensed')::int AS count FROM ${licensesOfKey('$1')}`,
    [id, now],
  )
  return row?.count ?? 0
}

async function loadProducts(id: string): Promise<KeyView['products']> {
  return readRows<KeyView['products'][number]>(
    `SELECT l.activation_id, l.product_label AS label, count(DISTINCT l.client_id)::int AS machines
       FROM ${licensesOfKey('$1')} GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT 20`,
    [id],
  )
}

async function loadHosts({ id, lastFive }: KeyRow): Promise<KeyHost[]> {
  const found = await loadHostsOfLastFive(onReadPool, lastFive)
  return found.flatMap(({ match, name, productLabel, isLicensed, observedAt, activationId }) => {
    if (match !== undefined && match.keyId !== id) return []
    // Of a key out of use, or of several that nothing tells apart, the last five are all there is.
    const basis = match?.by ?? 'lastFive'
    const hasActivationId = activationId !== null
    return [{ name, productLabel, isLicensed, observedAt, basis, hasActivationId }]
  })
}

async function loadRegister(id: string): Promise<KeyView['register']> {
  const [chiefOf, limits] = await Promise.all([loadChiefNames(onReadPool), loadHostLimits(onReadPool, id)])
  const entries = await loadHostRegister(onReadPool, id, chiefOf)
  return { entries, limits, budget: hostKeyBudget(entries, limits) }
}

async function loadHistory(reader: DataReader, id: string): Promise<AuditRow[]> {
  return loadAuditEntries(reader, { subject: `key:${id}`, limit: HISTORY_SHOWN })
}
