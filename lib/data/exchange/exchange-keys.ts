import { leftIn, type MakLeft } from '@/lib/activation/mak/mak-drift'
import type { PackageKey } from '@/lib/activation/offline/candidate'
import { loadLedgers } from '../mak/ledger-figures'
import { type DataReader, mustBeAble } from '../permission'
import { onReadPool, type SqlRunner } from '../rows'

/** A MAK to plan a package with, and what is left on it. */
interface ExchangeKey extends PackageKey {
  id: string
  label: string
  isRetired: boolean
  /** The whole key is in the inventory and can be revealed. */
  isWhole: boolean
  /** What the ledger adds up to: a package that takes more is refused. */
  balance: number
  /** Held for requests without an answer; part of what the balance has lost already. */
  reserved: number
}

/** A MAK with the one figure of what is left of it. */
export interface CountedExchangeKey extends ExchangeKey {
  figure: MakLeft
}

const KEYS = `
  SELECT k.id, k.label, k.last_five, k.activation_ids,
         k.retired_at IS NOT NULL AS is_retired, k.sealed IS NOT NULL AS is_whole, a.balance,
         (SELECT count(*)::int FROM exchange_request r JOIN exchange_package p ON p.number = r.package_number
           WHERE p.key_id = k.id AND r.entry_key IS NOT NULL AND r.answered_at IS NULL AND r.given_back_at IS NULL) AS reserved
    FROM product_key k JOIN mak_account a ON a.key_id = k.id`

/** A MAK by its id; undefined when there is none. */
export async function findExchangeKey(sql: SqlRunner, keyId: string): Promise<ExchangeKey | undefined> {
  return (await sql.rows<ExchangeKey>(`${KEYS} WHERE k.id = $1::uuid`, [keyId]))[0]
}

/** The MAKs a package can be made with, those with most left first. Throws NotPermitted without `exchange.read`. */
export async function loadExchangeKeys(reader: DataReader): Promise<CountedExchangeKey[]> {
  mustBeAble(reader, 'exchange.read')
  const keys = await onReadPool.rows<ExchangeKey>(
    `${KEYS} WHERE k.kind = 'mak' AND k.retired_at IS NULL ORDER BY k.label, k.last_five`,
  )
  const counted = await countKeys(keys)
  return counted.toSorted((one, other) => other.figure.left - one.figure.left)
}

/** The same keys with what is left of each. */
export async function countKeys(keys: readonly ExchangeKey[]): Promise<CountedExchangeKey[]> {
  const ledgers = await loadLedgers(keys.map(({ id }) => id))
  return keys.map((key) => ({ ...key, figure: leftIn(ledgers.get(key.id) ?? []) }))
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
