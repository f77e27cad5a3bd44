import type { PackageKey } from '@/lib/activation/offline/candidate'
import { type DataReader, mustBeAble } from '../permission'
import { onReadPool, type SqlRunner } from '../rows'

/** A MAK to plan a package with, and what is left on it. */
export interface ExchangeKey extends PackageKey {
  id: string
  label: string
  isRetired: boolean
  /** The whole key is in the inventory and can be revealed. */
  isWhole: boolean
  /** What we saw: left after everything that is planned. */
  balance: number
  granted: number
  /** Held for requests without an answer; part of what the balance has lost already. */
  reserved: number
  /** What Microsoft said was left, where it was entered. */
  reported: number | null
  /** ISO 8601 UTC. */
  reportedAt: string | null
}

const KEYS = `
  SELECT k.id, k.label, k.last_five, k.activation_ids,
         k.retired_at IS NOT NULL AS is_retired, k.sealed IS NOT NULL AS is_whole, a.balance, a.granted, a.reported,
         a.reported_at,
         (SELECT count(*)::int FROM exchange_request r JOIN exchange_package p ON p.number = r.package_number
           WHERE p.key_id = k.id AND r.entry_key IS NOT NULL AND r.answered_at IS NULL AND r.given_back_at IS NULL) AS reserved
    FROM product_key k JOIN mak_account a ON a.key_id = k.id`

/** A MAK by its id; undefined when there is none. */
export async function findExchangeKey(sql: SqlRunner, keyId: string): Promise<ExchangeKey | undefined> {
  return (await sql.rows<ExchangeKey>(`${KEYS} WHERE k.id = $1::uuid`, [keyId]))[0]
}

/** The MAKs a package can be made with, those with most left first. Throws NotPermitted without `exchange.read`. */
export async function loadExchangeKeys(reader: DataReader): Promise<ExchangeKey[]> {
  mustBeAble(reader, 'exchange.read')
  return onReadPool.rows<ExchangeKey>(
    `${KEYS} WHERE k.kind = 'mak' AND k.retired_at IS NULL ORDER BY a.balance DESC, k.label, k.last_five`,
  )
}

/** The MAK in use that most of these machines show; undefined when none does. Throws NotPermitted without `exchange.read`. */
export async function keyShownBy(reader: DataReader, names: readonly string[]): Promise<string | undefined> {
  mustBeAble(reader, 'exchange.read')
  if (names.length === 0) return undefined
  const [most] = await onReadPool.rows<{ id: string }>(
    `SELECT k.id FROM client c JOIN license l ON l.client_id = c.id AND l.channel = 'MAK'
       JOIN product_key k ON k.kind = 'mak' AND k.last_five = l.partial_key AND k.retired_at IS NULL
      WHERE c.name = ANY($1) GROUP BY k.id ORDER BY count(*) DESC, k.id LIMIT 1`,
    [names],
  )
  return most?.id
}
