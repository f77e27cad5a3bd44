-- Look-ups by what few entries have: what was taken back, what a plan covered, an installation ID. Led by that column, so
-- that a plan made while a ledger was short does not go by the key and read all of its entries; partial, so that the
-- many entries without it cost nothing.
DROP INDEX "mak_entry_key_id_takes_back_key";
CREATE UNIQUE INDEX "mak_entry_takes_back" ON "mak_entry"("takes_back", "key_id") WHERE "takes_back" IS NOT NULL;
CREATE INDEX "mak_entry_covered_by" ON "mak_entry"("covered_by", "key_id") WHERE "covered_by" IS NOT NULL;
DROP INDEX "mak_entry_installation_digest_idx";
CREATE INDEX "mak_entry_installation_digest" ON "mak_entry"("installation_digest") WHERE "installation_digest" IS NOT NULL;
