-- What undoing an import needs: each import that found a key installed has a row of its own, so that one of them can go, and
-- the attempts to read a machine are found in the history by its name.
ALTER TABLE "installed_key" ADD COLUMN "recording" INTEGER NOT NULL DEFAULT 0;
UPDATE "installed_key" k SET "recording" = i."recording" FROM "import" i WHERE i."id" = k."import_id" AND i."recording" IS NOT NULL;
ALTER TABLE "installed_key" DROP CONSTRAINT "installed_key_pkey", ADD CONSTRAINT "installed_key_pkey" PRIMARY KEY ("fingerprint", "recording");
CREATE INDEX "installed_key_recording_idx" ON "installed_key"("recording");
CREATE INDEX "activation_event_attempt" ON "activation_event" ((details ->> 'name'), "at") WHERE "kind" = 'collectionAttempt';
