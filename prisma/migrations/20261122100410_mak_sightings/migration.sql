-- What the ledger needs to follow observations: sightings of a key are found by its last five characters, planned entries
-- without a name by their installation ID, entries by their idempotency key first (a plan made while the table was empty
-- would otherwise read the whole ledger of a key for each look-up).
DROP INDEX "mak_entry_key_id_idempotency_key_key";
CREATE UNIQUE INDEX "mak_entry_idempotency_key_key_id_key" ON "mak_entry"("idempotency_key", "key_id");

CREATE INDEX "mak_entry_installation_digest_idx" ON "mak_entry"("installation_digest");

-- Only readings of a license carry the last five; requests, the bulk of the history, do not enter this index.
CREATE INDEX "activation_event_partial_key" ON "activation_event" ((details ->> 'partialKey')) WHERE kind = 'license';

-- The same as lib/data/mak/installation-digest.ts.
CREATE FUNCTION installation_digest(installation_id text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN encode(sha256(convert_to(nullif(regexp_replace(installation_id, '\D', '', 'g'), ''), 'UTF8')), 'hex');

-- The MAK that a license reading speaks of: its last five, and its activation ID where both sides know one. Of several
-- keys with the same last five the one that names the activation ID, then one in use, then the oldest.
CREATE FUNCTION mak_of_reading(partial_key text, read_activation_id uuid) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (SELECT k.id FROM product_key k
           WHERE k.kind = 'mak' AND k.last_five = upper(partial_key)
             AND (read_activation_id IS NULL OR k.activation_ids = '{}' OR read_activation_id = ANY (k.activation_ids))
           ORDER BY coalesce(read_activation_id = ANY (k.activation_ids), false) DESC, k.retired_at IS NULL DESC, k.added_at, k.id
           LIMIT 1);
