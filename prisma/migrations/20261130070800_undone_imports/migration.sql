-- An import that was a mistake can be taken back: who did it, when and why stands with it. undone counts the observations
-- taken back so far.
ALTER TYPE "import_status" ADD VALUE 'undoing';
ALTER TYPE "import_status" ADD VALUE 'undone';
ALTER TABLE "import" ADD COLUMN "undone" INTEGER NOT NULL DEFAULT 0,
                     ADD COLUMN "undone_at" TIMESTAMPTZ(3),
                     ADD COLUMN "undone_by" TEXT,
                     ADD COLUMN "undo_reason" TEXT;

-- Where a correction takes back what Microsoft reported, the account says what the newest of the others was.
CREATE FUNCTION take_back_reported() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE mak_account a
     SET (reported, reported_at, reported_by, reported_source) = (
         SELECT e.remaining, e.at, e.actor_name, e.source FROM mak_entry e
          WHERE e.key_id = a.key_id AND e.kind = 'microsoftCount'
            AND NOT EXISTS (SELECT FROM mak_entry t WHERE t.key_id = e.key_id AND t.takes_back = e.no)
          ORDER BY e.at DESC, e.remaining LIMIT 1)
   WHERE a.key_id IN (SELECT t.key_id FROM added t JOIN mak_entry e ON e.key_id = t.key_id AND e.no = t.takes_back
                       WHERE e.kind = 'microsoftCount');
  RETURN NULL;
END $$;
CREATE TRIGGER mak_entry_takes_back_reported AFTER INSERT ON "mak_entry"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION take_back_reported();

-- What an observation brought into the ledgers is asked for when it is taken back, or comes again.
CREATE INDEX "mak_entry_fingerprint" ON "mak_entry" ("fingerprint") WHERE "fingerprint" IS NOT NULL;
