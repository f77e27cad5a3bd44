-- Which computers of the directories were never heard of is kept with them: compared anew with all names, a million took
-- seconds a page. It follows the names as they come and go, and each reading of a directory looks again.
ALTER TABLE "directory_computer" ADD COLUMN "is_heard" BOOLEAN NOT NULL DEFAULT false;

UPDATE "directory_computer" d SET is_heard = true
 WHERE EXISTS (SELECT FROM client_name n WHERE n.name = d.name)
    OR EXISTS (SELECT FROM client_name n WHERE n.name = d.short_name);

-- In the order in which one of several objects of a name is chosen, with all that a count looks at.
CREATE INDEX "directory_computer_never_heard" ON "directory_computer" ("name", "is_disabled", "last_logon_at" DESC NULLS LAST)
  INCLUDE ("created_at", "first_read_at", "operating_system", "source_id") WHERE "gone_at" IS NULL AND NOT "is_heard";

DROP INDEX "directory_computer_name_idx";
CREATE INDEX "directory_computer_name_gone_at_idx" ON "directory_computer" ("name", "gone_at");

CREATE FUNCTION is_heard_of(full_name text, first_label text) RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT FROM client_name WHERE name = full_name) OR EXISTS (SELECT FROM client_name WHERE name = first_label);

CREATE FUNCTION hear_of_computer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.is_heard := is_heard_of(NEW.name, NEW.short_name);
  RETURN NEW;
END $$;
CREATE TRIGGER directory_computer_heard BEFORE INSERT OR UPDATE OF "short_name" ON "directory_computer"
  FOR EACH ROW EXECUTE FUNCTION hear_of_computer();

CREATE FUNCTION hear_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE directory_computer d SET is_heard = true FROM changed c WHERE d.name = c.name AND NOT d.is_heard;
  UPDATE directory_computer d SET is_heard = true FROM changed c WHERE d.short_name = c.name AND NOT d.is_heard;
  RETURN NULL;
END $$;
CREATE TRIGGER client_name_heard AFTER INSERT ON "client_name"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION hear_names();

CREATE FUNCTION forget_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE directory_computer d SET is_heard = is_heard_of(d.name, d.short_name) FROM changed c WHERE d.name = c.name AND d.is_heard;
  UPDATE directory_computer d SET is_heard = is_heard_of(d.name, d.short_name) FROM changed c WHERE d.short_name = c.name AND d.is_heard;
  RETURN NULL;
END $$;
CREATE TRIGGER client_name_forgotten AFTER DELETE ON "client_name"
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION forget_names();
