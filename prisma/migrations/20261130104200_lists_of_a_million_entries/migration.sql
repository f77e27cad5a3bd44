-- The audit log and the imports of years: each order that their lists offer has an index, and so have their searches.
DROP INDEX "audit_entry_at_idx";
CREATE INDEX "audit_entry_at_id_idx" ON "audit_entry"("at", "id");
CREATE INDEX "audit_entry_actor_name_id_idx" ON "audit_entry"("actor_name", "id");
CREATE INDEX "audit_entry_by_actor" ON "audit_entry"(lower("actor_name"), "id");
CREATE INDEX "audit_entry_action_id_idx" ON "audit_entry"("action", "id");

CREATE FUNCTION audit_words(actor_name text, action text, reason text, subject_id text, before jsonb, after jsonb)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(actor_name, '') || ' ' || coalesce(action, '') || coalesce(' ' || reason, '') || coalesce(' ' || subject_id, '')
  || coalesce(' ' || (before ->> 'name'), '') || coalesce(' ' || (after ->> 'name'), '')
  || coalesce(' ' || (before ->> 'fileName'), '') || coalesce(' ' || (after ->> 'fileName'), '')
  || coalesce(' ' || (after ->> 'email'), '');
CREATE INDEX "audit_entry_words" ON "audit_entry"
  USING gin (audit_words("actor_name", "action", "reason", "subject_id", "before", "after") gin_trgm_ops);

-- Of a source whose posts are gathered by the hour, its newest hour stands for all in the list. Which one that is, is kept: asked
-- of each import anew, a year of posts took seconds.
ALTER TABLE "import" ADD COLUMN "is_listed" BOOLEAN NOT NULL DEFAULT true;
UPDATE "import" i SET is_listed = false
 WHERE EXISTS (SELECT FROM import later WHERE later.source = i.source AND later.source_hour > i.source_hour);

CREATE FUNCTION list_newest_hour() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_source text := CASE WHEN TG_OP = 'INSERT' THEN NEW.source ELSE OLD.source END;
  newest timestamptz := (SELECT max(source_hour) FROM import WHERE source = of_source);
BEGIN
  UPDATE import SET is_listed = false WHERE source = of_source AND source_hour < newest AND is_listed;
  UPDATE import SET is_listed = true WHERE source = of_source AND source_hour = newest AND NOT is_listed;
  IF TG_OP = 'UPDATE' AND NEW.source_hour IS NULL THEN
    UPDATE import SET is_listed = true WHERE id = NEW.id AND NOT is_listed;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "import_of_hour_made" AFTER INSERT ON "import" FOR EACH ROW
  WHEN (NEW.source_hour IS NOT NULL) EXECUTE FUNCTION list_newest_hour();
CREATE TRIGGER "import_of_hour_changed" AFTER UPDATE OF "source_hour" ON "import" FOR EACH ROW
  WHEN (OLD.source_hour IS DISTINCT FROM NEW.source_hour) EXECUTE FUNCTION list_newest_hour();
CREATE TRIGGER "import_of_hour_removed" AFTER DELETE ON "import" FOR EACH ROW
  WHEN (OLD.source_hour IS NOT NULL) EXECUTE FUNCTION list_newest_hour();

CREATE INDEX "import_listed_at" ON "import"("created_at", "id") WHERE "is_listed";
CREATE INDEX "import_listed_file" ON "import"(lower("file_name"), "id") WHERE "is_listed";
CREATE INDEX "import_listed_format" ON "import"(coalesce(lower("format_label"), ''), "id") WHERE "is_listed";
CREATE INDEX "import_listed_by" ON "import"(lower("created_by"), "id") WHERE "is_listed";
-- The rows that a source has still listed, among its hours of years.
CREATE INDEX "import_listed_source" ON "import"("source", "source_hour") WHERE "is_listed" AND "source_hour" IS NOT NULL;
