import { leftIn, type MakLeft } from '@/lib/activation/mak/mak-drift'
import { forecast } from '@/lib/activation/mak/mak-forecast'
import type { LedgerEntry } from '@/lib/activation/mak/mak-ledger'
import { loadLedgers } from '../mak/ledger-figures'
import { type DataReader, mustBeAble } from '../permission'
import { onReadPool, readRows } from '../rows'
import { type HostUseOfKey, loadHostUses } from './host-use'
import type { KeyKind } from './key-rows'
import { openKey } from './sealed-key'

/** One key of ours as a list shows it. Times are ISO 8601 UTC. */
export interface KeyRow {
  id: string
  kind: KeyKind
  lastFive: string
  label: string
  keyGroup: string | null
  /** the whole key is stored, not its last five alone */
  isWhole: boolean
  /** the whole key is stored and cannot be opened: why */
  unopened: UnopenedKey | null
  isSample: boolean
  addedAt: string
  retiredAt: string | null
  /** of a MAK: machines with a license through it; of a host key: hosts licensed with it now */
  machines: number
  /** what the clients list finds under the last five: primary licenses, of any product */
  listedMachines: number
  lastSeenAt: string | null
  /** only for those who may read the ledger */
  counts: KeyCounts | null
}

/** Sealed with an encryption key that this console does not have, or changed in the database. */
export type UnopenedKey = 'otherEncryptionKey' | 'damaged'

export interface KeyCounts {
  /** of a MAK: what is left and what that is made of */
  mak: MakCounts | null
  /** of a host key: hosts in its register and how many it may activate */
  hosts: HostUseOfKey | null
}

export interface MakCounts extends MakLeft {
  /** the day it is likely to run out; 'usedUp' when it has; null: too little is known */
  runsOut: string | null
}

export interface KeysView {
  now: string
  keys: KeyRow[]
}

interface StoredRow extends Omit<KeyRow, 'counts' | 'unopened'> {
  sealed: Uint8Array | null
  sealedWith: string | null
  granted: number | null
}

/** A license is of a key when last five and channel agree, and its product is not one the key is not for. */
const IS_OF_KEY = `l.channel = 'MAK' AND l.partial_key = k.last_five
     AND (l.activation_id IS NULL OR k.activation_ids = '{}' OR l.activation_id = ANY(k.activation_ids))`

/** From the roll-up; the few machines with several licenses of the key count once. */
const USES = `
  SELECT coalesce(sum(m.licenses) FILTER (WHERE m.activation_id = '' OR k.activation_ids = '{}'
                                             OR m.activation_id = ANY(k.activation_ids::text[])), 0)::int
         - (SELECT coalesce(sum(more.licenses - 1), 0)::int
              FROM (SELECT count(*) AS licenses FROM repeated_mak r JOIN license l ON l.client_id = r.client_id
                     WHERE r.partial_key = k.last_five AND ${IS_OF_KEY} GROUP BY l.client_id) more) AS machines,
         coalesce(sum(m.licenses) FILTER (WHERE m.is_primary), 0)::int AS listed,
         (SELECT l.observed_at FROM license l WHERE ${IS_OF_KEY} ORDER BY l.observed_at DESC LIMIT 1) AS seen
    FROM mak_license_count m WHERE m.partial_key = k.last_five`

const KEYS = `
  SELECT k.id, k.kind, k.last_five, k.label, k.key_group,
         k.sealed, k.sealed_with, k.sealed IS NOT NULL AS is_whole, k.is_sample, k.added_at,
         k.retired_at, coalesce(h.hosts, u.machines, 0) AS machines, coalesce(u.listed, 0) AS listed_machines,
         greatest(u.seen, h.seen) AS last_seen_at, a.granted
    FROM product_key k
    LEFT JOIN LATERAL (${USES}) u ON k.kind = 'mak'
    LEFT JOIN LATERAL (SELECT count(*)::int AS hosts, max(s.observed_at) AS seen FROM kms_host_service s
                        WHERE s.partial_key = k.last_five AND s.status = 'licensed') h ON k.kind = 'csvlk'
    LEFT JOIN mak_account a ON a.key_id = k.id
   WHERE $1::uuid IS NULL OR k.id = $1::uuid
   ORDER BY k.retired_at NULLS FIRST, k.kind DESC, lower(k.label), k.last_five`

/** All keys, those in use first. Counts come only with `ledger.read`. Throws NotPermitted without `key.read`. */
export async function loadKeys(reader: DataReader, now: Date): Promise<KeysView> {
  return { now: now.toISOString(), keys: await loadRows(reader, now, null) }
}

/** One key as the list shows it; undefined when there is none. @param id a UUID */
export async function loadKey(reader: DataReader, id: string, now: Date): Promise<KeyRow | undefined> {
  const [key] = await loadRows(reader, now, id)
  return key
}

async function loadRows(reader: DataReader, now: Date, id: string | null): Promise<KeyRow[]> {
  mustBeAble(reader, 'key.read')
  const rows = await readRows<StoredRow>(KEYS, [id])
  const figures = reader.can('ledger.read') ? await loadFigures(rows, now) : undefined
  return rows.map((row) => toRow(row, figures))
}

/** What is reckoned from entries: what is left of MAKs, how much of host keys is used. */
interface Figures {
  mak(keyId: string): MakCounts
  hosts: ReadonlyMap<string, HostUseOfKey>
}

async function loadFigures(rows: readonly StoredRow[], now: Date): Promise<Figures> {
  const maks = rows.filter(({ kind }) => kind === 'mak').map(({ id }) => id)
  const hostKeys = rows.filter(({ kind }) => kind === 'csvlk').map(({ id }) => id)
  const [ledgers, hosts] = await Promise.all([loadLedgers(maks), loadHostUses(onReadPool, hostKeys)])
  return { hosts, mak: (keyId) => makCounts(ledgers.get(keyId) ?? [], now) }
}

function makCounts(ledger: readonly LedgerEntry[], now: Date): MakCounts {
  const figure = leftIn(ledger)
  // A MAK whose grant nobody entered has nothing that could run out.
  return { ...figure, runsOut: figure.granted > 0 ? runsOutOf(ledger, now) : null }
}

function runsOutOf(ledger: readonly LedgerEntry[], now: Date): string | null {
  const answer = forecast(ledger, now.getTime())
  if (answer.ok) return answer.runsOut.likely
  return answer.refusal.kind === 'usedUp' && ledger.length > 0 ? 'usedUp' : null
}

/** @param figures undefined: this reader may not see counts. */
function toRow(stored: StoredRow, figures: Figures | undefined): KeyRow {
  const { granted, sealed, sealedWith, ...row } = stored
  const unopened = unopenedOf(stored)
  return { ...row, unopened, counts: figures === undefined ? null : countsOf(stored, figures) }
}

/** Tried, and what it opens to is dropped at once: only so is it known before somebody needs the key. */
function unopenedOf({ id, sealed, sealedWith }: StoredRow): UnopenedKey | null {
  const opened = openKey({ id, sealed, sealedWith })
  if (opened.ok || opened.refusal.kind === 'notStored') return null
  return opened.refusal.kind
}

function countsOf(stored: StoredRow, figures: Figures): KeyCounts {
  if (stored.kind === 'csvlk') return { mak: null, hosts: figures.hosts.get(stored.id) ?? null }
  return { mak: stored.granted === null ? null : figures.mak(stored.id), hosts: null }
}
