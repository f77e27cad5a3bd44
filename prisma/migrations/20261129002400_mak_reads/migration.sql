-- What pages say of MAKs is read from indexes alone: balances along a ledger, and the machines of a last five.
DROP INDEX "mak_entry_key_id_at_idx";
CREATE INDEX "mak_entry_in_time" ON "mak_entry" ("key_id", "at", "no", "change");

DROP INDEX "license_own_key";
CREATE INDEX "license_own_key" ON "license" ("partial_key", "observed_at" DESC)
  INCLUDE ("client_id", "activation_id", "product_label", "is_primary") WHERE "channel" = 'MAK';

-- KMS clients beside the primary license of a machine, Office above all: which host keys serve them is asked by product.
CREATE INDEX "license_beside_primary" ON "license" ("product_label") INCLUDE ("client_id")
  WHERE "channel" = 'KMS client' AND NOT "is_primary" AND NOT "is_addon" AND NOT "managed_per_user";
