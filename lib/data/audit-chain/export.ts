import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'

/** One entry with all that proves it. What was erased is null. */
export interface ProvenEntry {
  position: number
  /** 64 hex digits: SHA-256 over the link before and the SHA-256 of `entry` */
  chain: string
  /** the text that is hashed, JSON itself */
  entry: string
  name: string | null
  nameSalt: string | null
  /** the hashed text of before, after and reason, JSON itself */
  content: string | null
  contentSalt: string | null
}

const SLICE = 5_000

/** All sealed entries in the order of the chain, some thousand at a time. Throws NotPermitted without `audit.read`. */
export async function* provenEntries(reader: DataReader): AsyncGenerator<ProvenEntry[]> {
  mustBeAble(reader, 'audit.read')
  let after = 0
  for (;;) {
    const entries = await readRows<ProvenEntry>(
      `SELECT proof.position, encode(proof.chain, 'hex') AS chain,
        audit_canonical(entry, proof.name_hash, proof.content_hash) AS entry,
        CASE WHEN proof.name_salt IS NOT NULL THEN entry.actor_name END AS name,
        encode(proof.name_salt, 'hex') AS name_salt,
        CASE WHEN proof.content_salt IS NOT NULL THEN convert_from(audit_content(entry), 'UTF8') END AS content,
        encode(proof.content_salt, 'hex') AS content_salt
      FROM audit_proof proof JOIN audit_entry entry ON entry.id = proof.entry_id
      WHERE proof.position > $1 ORDER BY proof.position LIMIT ${SLICE}`,
      [after],
    )
    const last = entries.at(-1)
    if (!last) return
    yield entries
    after = last.position
  }
}

/** The entries as lines of JSON, the form that docs/examples/audit-check.mjs reads. */
export const proofLines = (entries: readonly ProvenEntry[]): string =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
