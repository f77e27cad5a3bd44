import type { Transaction } from '../audit'
import { type DataReader, mustBeAble } from '../permission'
import { plain } from '../plain'
import { pool } from '../pool'
import { readPrisma } from '../prisma'
import { readRows } from '../rows'
import type { Scope } from './scopes'

/** A token as lists show it; its secret is nowhere. Times are ISO 8601 UTC. */
export interface TokenRow {
  id: string
  name: string
  source: string
  scopes: Scope[]
  hint: string
  createdAt: string
  createdBy: string
  expiresAt: string
  lastUsedAt: string | null
  lastUsedFrom: string | null
  lastUsedAgent: string | null
  /** until when the secret before the last rotation holds */
  previousUntil: string | null
  previousUsedAt: string | null
  revokedAt: string | null
  revokedBy: string | null
  /** address ranges it may come from; empty = from anywhere */
  networks: string[]
}

const SHOWN = {
  id: true,
  name: true,
  source: true,
  scopes: true,
  hint: true,
  createdAt: true,
  createdBy: true,
  expiresAt: true,
  lastUsedAt: true,
  lastUsedFrom: true,
  lastUsedAgent: true,
  previousUntil: true,
  previousUsedAt: true,
  revokedAt: true,
  revokedBy: true,
  networks: true,
} as const

/** Every token, those in use first, then by name. Throws NotPermitted without `token.read`. */
export async function loadTokens(reader: DataReader): Promise<TokenRow[]> {
  mustBeAble(reader, 'token.read')
  const rows = await readPrisma().apiToken.findMany({
    orderBy: [{ revokedAt: { sort: 'asc', nulls: 'first' } }, { name: 'asc' }],
    select: SHOWN,
  })
  return plain(rows) as TokenRow[]
}

/** A token as it is checked. */
export interface PresentedToken
  extends Pick<
    TokenRow,
    'id' | 'name' | 'source' | 'scopes' | 'expiresAt' | 'lastUsedAt' | 'revokedAt' | 'networks'
  > {
  /** the secret is the one before the last rotation */
  isPrevious: boolean
  previousUntil: string | null
  refusedAt: string | null
}

/** Read without a permission: knowing the secret is the permission. */
export async function findTokenByHash(hash: string): Promise<PresentedToken | undefined> {
  const [row] = await readRows<PresentedToken>(
    `SELECT id, name, source, scopes, expires_at, last_used_at, revoked_at, previous_hash = $1 AND token_hash <> $1 AS is_previous,
            previous_until, networks, refused_at
       FROM api_token WHERE token_hash = $1 OR previous_hash = $1`,
    [hash],
  )
  return row && { ...row, isPrevious: row.isPrevious ?? false }
}

/** A token is told of so long before it expires. */
export const TOKEN_WARNED_DAYS = 30

const NOTED_EVERY_MS = 5 * 60_000

/** Notes who used a token and when, at most once in five minutes. */
export async function noteTokenUse(
  token: PresentedToken,
  { address, agent }: { address: string; agent: string | null },
  now: Date,
): Promise<void> {
  if (token.lastUsedAt && now.getTime() - Date.parse(token.lastUsedAt) < NOTED_EVERY_MS) return
  await pool().query(
    `UPDATE api_token SET last_used_at = $2, last_used_from = $3, last_used_agent = $4,
            previous_used_at = CASE WHEN $5 THEN $2 ELSE previous_used_at END
      WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)`,
    [token.id, now, address.slice(0, 64), agent?.slice(0, 200) ?? null, token.isPrevious],
  )
}

/** Notes that a token was presented after its end or from elsewhere, at most once in five minutes. */
export async function noteTokenRefusal(token: PresentedToken, address: string, now: Date): Promise<void> {
  if (token.refusedAt && now.getTime() - Date.parse(token.refusedAt) < NOTED_EVERY_MS) return
  await pool().query(
    `UPDATE api_token SET refused_at = $2, refused_from = $3 WHERE id = $1 AND (refused_at IS NULL OR refused_at < $2)`,
    [token.id, now, address.slice(0, 64)],
  )
}

/** How many tokens expire within a month, and how many expired in the last one; for health. */
export async function countEndingTokens(now: Date): Promise<{ ending: number; ended: number }> {
  const [row] = await readRows<{ ending: number; ended: number }>(
    `SELECT count(*) FILTER (WHERE expires_at > $1 AND expires_at < $1::timestamptz + make_interval(days => $2))::int AS ending,
            count(*) FILTER (WHERE expires_at <= $1 AND expires_at > $1::timestamptz - make_interval(days => $2))::int AS ended
       FROM api_token WHERE revoked_at IS NULL`,
    [now, TOKEN_WARNED_DAYS],
  )
  return row ?? { ending: 0, ended: 0 }
}

export async function findToken(tx: Transaction, id: string) {
  return tx.apiToken.findUnique({ where: { id }, select: SHOWN })
}

export async function isTokenNameTaken(tx: Transaction, name: string): Promise<boolean> {
  return (await tx.apiToken.count({ where: { name, revokedAt: null } })) > 0
}
