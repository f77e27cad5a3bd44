import { readRows } from '../rows'
import { type ChainBase, chainBase } from './retain'

/** What is wrong at one place of the chain, or with one entry that has none. */
export interface ChainProblem {
  kind: 'changed' | 'missing' | 'unproven' | 'gap' | 'link' | 'erasedUnasked' | 'anchor'
  position: number | null
  entryId: number | null
}

/** The newest link of the chain at a time, as it was kept outside of the database. */
export interface Anchor {
  position: number
  /** 64 hex digits */
  chain: string
}

/** How far the log is sealed. */
export interface SealState {
  /** places of the chain that were given */
  sealed: number
  /** of these, gone by the retention */
  removed: number
  /** ISO 8601 UTC of the newest sealed entry; null: nothing is sealed */
  sealedTo: string | null
  /** the newest link, 64 hex digits; null: nothing is sealed */
  chain: string | null
  /** entries committed since, which the sealer has not reached */
  unsealed: number
  /** ids of the first and last of these */
  unsealedFrom: number | null
  unsealedTo: number | null
}

export interface ChainReport extends SealState {
  /** entries from which a person was erased */
  erased: number
  anchors: number
  /** the first ones, by position */
  problems: ChainProblem[]
}

const SLICE = 20_000
const MOST_PROBLEMS = 100

/**
 * Computes every hash of the audit log again and follows the chain from its first link to its last. `anchors` are links that
 * were kept elsewhere: the only proof against somebody who rewrote the whole chain.
 */
export async function verifyAudit(anchors: readonly Anchor[] = []): Promise<ChainReport> {
  const [state, erased, base] = await Promise.all([sealState(), countErased(), chainBase()])
  const problems: ChainProblem[] = []
  for (let from = base.position + 1; from <= state.sealed && problems.length < MOST_PROBLEMS; from += SLICE) {
    problems.push(...(await problemsOfSlice(from, Math.min(from + SLICE - 1, state.sealed), base)))
  }
  problems.push(...(await problemsOutside()), ...(await problemsOfAnchors(anchors, base)))
  return { ...state, erased, anchors: anchors.length, problems: problems.slice(0, MOST_PROBLEMS) }
}

/** How far the log is sealed, without checking it: places run from 1 on. */
export async function sealState(): Promise<SealState> {
  const [base, state] = await Promise.all([chainBase(), loadSealed()])
  return { ...state, removed: base.position }
}

async function loadSealed(): Promise<Omit<SealState, 'removed'>> {
  const [state] = await readRows<Omit<SealState, 'removed'>>(`
    SELECT coalesce(last.position, 0) AS sealed, last.sealed_at AS sealed_to, encode(last.chain, 'hex') AS chain,
      open.unsealed, open.unsealed_from, open.unsealed_to
    FROM (SELECT count(*) AS unsealed, min(entry_id) AS unsealed_from, max(entry_id) AS unsealed_to
      FROM audit_proof WHERE position IS NULL) open
    LEFT JOIN (SELECT position, chain, sealed_at FROM audit_proof WHERE position IS NOT NULL
      ORDER BY position DESC LIMIT 1) last ON true`)
  if (!state) throw new Error('the chain told nothing')
  return state
}

async function countErased(): Promise<number> {
  const [row] = await readRows<{ erased: number }>(
    'SELECT count(*) AS erased FROM audit_proof WHERE name_salt IS NULL OR content_salt IS NULL',
  )
  return row?.erased ?? 0
}

/** Every position from one to another: one that is not there is a gap. */
function problemsOfSlice(from: number, to: number, base: ChainBase): Promise<ChainProblem[]> {
  return readRows<ChainProblem>(
    `SELECT kind, position, entry_id FROM (
      SELECT place AS position, proof.entry_id, CASE
        WHEN proof.entry_id IS NULL THEN 'gap'
        WHEN entry.id IS NULL THEN 'missing'
        WHEN proof.hash <> sha256(convert_to(audit_canonical(entry, proof.name_hash, proof.content_hash), 'UTF8'))
          OR proof.name_hash <> sha256(proof.name_salt || convert_to(entry.actor_name, 'UTF8'))
          OR proof.content_hash <> sha256(proof.content_salt || audit_content(entry)) THEN 'changed'
        WHEN proof.chain <> sha256(coalesce(before.chain, decode($4::text, 'hex'), sha256(''::bytea)) || proof.hash)
          OR (before.chain IS NULL AND place > $3::bigint + 1) THEN 'link'
        WHEN (proof.name_salt IS NULL OR proof.content_salt IS NULL) AND NOT EXISTS (
          SELECT FROM audit_entry asked WHERE asked.action = 'audit.erasePerson'
            AND asked.subject_id IN (entry.actor_id, entry.subject_id)) THEN 'erasedUnasked'
        END AS kind
      FROM generate_series($1::bigint, $2::bigint) place
      LEFT JOIN audit_proof proof ON proof.position = place
      LEFT JOIN audit_proof before ON before.position = place - 1
      LEFT JOIN audit_entry entry ON entry.id = proof.entry_id) checked
    WHERE kind IS NOT NULL ORDER BY position LIMIT ${MOST_PROBLEMS}`,
    [from, to, base.position, base.chain],
  )
}

/** Entries without a proof, and proofs not sealed yet whose entry is another or gone. */
function problemsOutside(): Promise<ChainProblem[]> {
  return readRows<ChainProblem>(
    `SELECT 'unproven' AS kind, NULL::bigint AS position, entry.id AS entry_id FROM audit_entry entry
      WHERE NOT EXISTS (SELECT FROM audit_proof WHERE entry_id = entry.id)
    UNION ALL
    SELECT CASE WHEN entry.id IS NULL THEN 'missing' ELSE 'changed' END, NULL, proof.entry_id
      FROM audit_proof proof LEFT JOIN audit_entry entry ON entry.id = proof.entry_id
      WHERE proof.position IS NULL AND (entry.id IS NULL
        OR proof.hash <> sha256(convert_to(audit_canonical(entry, proof.name_hash, proof.content_hash), 'UTF8')))
    ORDER BY entry_id LIMIT ${MOST_PROBLEMS}`,
  )
}

/** Those from before what is kept can be held against nothing any more, but for the last link that went. */
async function problemsOfAnchors(anchors: readonly Anchor[], base: ChainBase): Promise<ChainProblem[]> {
  return readRows<ChainProblem>(
    `SELECT 'anchor' AS kind, kept.position, proof.entry_id
    FROM unnest($1::bigint[], $2::text[]) AS kept(position, chain)
    LEFT JOIN audit_proof proof ON proof.position = kept.position
    WHERE kept.position >= $3 AND kept.chain IS DISTINCT FROM
      CASE WHEN kept.position = $3 THEN $4::text ELSE encode(proof.chain, 'hex') END ORDER BY 2 LIMIT ${MOST_PROBLEMS}`,
    [anchors.map(({ position }) => position), anchors.map(({ chain }) => chain), base.position, base.chain],
  )
}
