-- A merge knows what to say of a new client only after its licenses are worked out. Checked at the end of the
-- transaction, the foreign keys let it write the row once instead of twice; each write goes into ten indexes.
-- Licenses are found through their client, so indexes on their ids and keys are only a cost.
ALTER TABLE "client_name" ALTER CONSTRAINT "client_name_client_id_fkey" DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "license" ALTER CONSTRAINT "license_client_id_fkey" DEFERRABLE INITIALLY IMMEDIATE;
DROP INDEX "license_activation_id_idx";
DROP INDEX "license_partial_key_idx";
