-- What people decide about machines: under which name one goes, which names are one machine, and that one is forgotten. It
-- stands with the names, so that a name that comes again follows the decision.

-- placed_at: a person said to which machine the name belongs; it is neither joined nor parted by its CMID. merged_from: what
-- the machines were called that the name came with when they were merged, the last one last. renamed_from: what the machine
-- was called before it was given this name.
ALTER TABLE "client_name" ADD COLUMN "placed_at" TIMESTAMPTZ(3),
                          ADD COLUMN "merged_from" TEXT[],
                          ADD COLUMN "renamed_from" TEXT,
                          ADD COLUMN "forgotten_id" INTEGER,
                          ALTER COLUMN "client_id" DROP NOT NULL;

-- Machines that count nowhere any more. Their names and history stay; the row of the machine itself, and what follows from its
-- history, comes back with the next news of it, or when a person says so. id: the machine's own. returned_at: news came.
CREATE TABLE "forgotten_client" (
    "id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "is_sample" BOOLEAN NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "condition" "condition" NOT NULL,
    "product_label" TEXT,
    "forgotten_at" TIMESTAMPTZ(3) NOT NULL,
    "forgotten_by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "returned_at" TIMESTAMPTZ(3),

    CONSTRAINT "forgotten_client_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "client_name_forgotten_id_idx" ON "client_name"("forgotten_id") WHERE "forgotten_id" IS NOT NULL;
-- Names that people placed are few: a part of one is looked for among them.
CREATE INDEX "client_name_placed_at_idx" ON "client_name"("placed_at") WHERE "placed_at" IS NOT NULL;
ALTER TABLE "client_name" ADD CONSTRAINT "client_name_forgotten_id_fkey"
  FOREIGN KEY ("forgotten_id") REFERENCES "forgotten_client"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "client_name" ADD CONSTRAINT "client_name_of_one" CHECK (("client_id" IS NULL) <> ("forgotten_id" IS NULL));

-- A note stands with the name that the machine had, like its history, and goes with it to another machine.
ALTER TABLE "note" ADD COLUMN "name_id" INTEGER;
UPDATE "note" t SET name_id = n.id FROM client c JOIN client_name n ON n.name = c.name WHERE c.id = t.client_id;
ALTER TABLE "note" DROP CONSTRAINT "note_is_about_one";
ALTER TABLE "note" DROP COLUMN "client_id";
ALTER TABLE "note" ADD CONSTRAINT "note_is_about_one" CHECK (("name_id" IS NULL) <> ("host" IS NULL));
CREATE INDEX "note_name_id_at_idx" ON "note"("name_id", "at");
ALTER TABLE "note" ADD CONSTRAINT "note_name_id_fkey"
  FOREIGN KEY ("name_id") REFERENCES "client_name"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Names of forgotten machines belong to nothing.
CREATE OR REPLACE FUNCTION look_at_placed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM belonging_rule WHERE kind = 'ou') THEN
    INSERT INTO belonging_due SELECT client_id FROM client_name WHERE name = NEW.name AND client_id IS NOT NULL ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END
$$;
-- A machine that comes back is looked at like a new one.
CREATE FUNCTION look_at_recalled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF belonging_in_use() THEN INSERT INTO belonging_due VALUES (NEW.client_id) ON CONFLICT DO NOTHING; END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "client_name_recalled_to_belong" AFTER UPDATE ON "client_name" FOR EACH ROW
  WHEN (OLD.client_id IS NULL AND NEW.client_id IS NOT NULL) EXECUTE FUNCTION look_at_recalled();

-- The newest word on each license of a forgotten machine stays, as it does for the others: it may come back.
CREATE OR REPLACE FUNCTION "drop_expired_events"(keep_from timestamptz) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  child record;
  before bigint;
  kept bigint;
  removed bigint := 0;
BEGIN
  FOR child IN
    SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'public.event_claim'::regclass
       AND to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= (keep_from AT TIME ZONE 'UTC')
     ORDER BY 1
  LOOP
    EXECUTE format('DROP TABLE part.%I', child.name);
  END LOOP;
  FOR child IN
    SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'public.activation_event'::regclass
       AND to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= (keep_from AT TIME ZONE 'UTC')
     ORDER BY 1
  LOOP
    EXECUTE format('SELECT count(*) FROM part.%I', child.name) INTO before;
    EXECUTE format('CREATE TEMP TABLE needed_event ON COMMIT DROP AS
      SELECT e.* FROM part.%I e WHERE EXISTS (
        SELECT FROM client_name n JOIN license l ON l.client_id = n.client_id
         WHERE n.id = e.name_id AND ((l.observed_at = e.at AND l.fingerprint = e.fingerprint)
            OR (l.reading_at = e.at AND l.reading_fingerprint = e.fingerprint)))
        OR (EXISTS (SELECT FROM client_name n WHERE n.id = e.name_id AND n.forgotten_id IS NOT NULL) AND NOT EXISTS (
              SELECT FROM activation_event x
               WHERE x.name_id = e.name_id AND x.slot IS NOT DISTINCT FROM e.slot AND x.kind = e.kind AND x.at > e.at))', child.name);
    SELECT count(*) INTO kept FROM needed_event;
    IF kept = 0 THEN
      EXECUTE format('DROP TABLE part.%I', child.name);
    ELSIF kept < before THEN
      EXECUTE format('TRUNCATE part.%I', child.name);
      EXECUTE format('INSERT INTO part.%I SELECT * FROM needed_event', child.name);
    END IF;
    DROP TABLE needed_event;
    removed := removed + before - kept;
  END LOOP;
  RETURN removed;
END
$$;
