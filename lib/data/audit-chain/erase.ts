import type { Transaction } from '../audit'

/** What stands where a name was. */
export const ERASED_NAME = 'Erased person'

/**
 * Takes a person out of the audit log: their name from what they did, all words from what was done to them. The salts go
 * with them, so that the hashes that stay tell nobody what was there; the chain stays whole. Returns the number of entries.
 */
export async function eraseFromAudit(tx: Transaction, personId: string): Promise<number> {
  await tx.$queryRaw`SELECT set_config('audit.erasing', 'yes', true)`
  const entries = await tx.$executeRaw`
    UPDATE audit_entry SET
      actor_name = CASE WHEN actor_id = ${personId} THEN ${ERASED_NAME} ELSE actor_name END,
      before = CASE WHEN subject_type = 'person' AND subject_id = ${personId} THEN NULL ELSE before END,
      after = CASE WHEN subject_type = 'person' AND subject_id = ${personId} THEN NULL ELSE after END,
      reason = CASE WHEN subject_type = 'person' AND subject_id = ${personId} THEN NULL ELSE reason END
    WHERE actor_id = ${personId} OR (subject_type = 'person' AND subject_id = ${personId})`
  await tx.$executeRaw`
    UPDATE audit_proof SET
      name_salt = CASE WHEN entry.actor_id = ${personId} THEN NULL ELSE name_salt END,
      content_salt = CASE WHEN entry.subject_type = 'person' AND entry.subject_id = ${personId}
        THEN NULL ELSE content_salt END
    FROM audit_entry entry WHERE entry.id = entry_id
      AND (entry.actor_id = ${personId} OR (entry.subject_type = 'person' AND entry.subject_id = ${personId}))`
  await tx.$queryRaw`SELECT set_config('audit.erasing', '', true)`
  return entries
}
