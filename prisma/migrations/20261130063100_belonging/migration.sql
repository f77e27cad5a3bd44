-- To whom a machine belongs: site, owner, department and tags. What is said of it (by hand, by a list, by rules) is kept apart
-- from what follows, which stands on the machine; a job brings the second in line with the first.
CREATE TABLE "site" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "site_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "site_name" ON "site" (lower("name"));
-- Of machines that were looked at and have no site.
INSERT INTO "site" (id, name) VALUES (0, '');

ALTER TABLE "client" ADD COLUMN "site_id" INTEGER, ADD COLUMN "owner" TEXT, ADD COLUMN "department" TEXT, ADD COLUMN "tags" TEXT[],
  ADD CONSTRAINT "client_site_id_fkey" FOREIGN KEY ("site_id") REFERENCES "site"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- The machines of a site along their names. A fleet without sites has none of it.
CREATE INDEX "client_by_site" ON "client" ("site_id", "name", "kind", "expires_at", "observed_at", "partial_key") WHERE "site_id" IS NOT NULL;

-- Machines by owner, department and tag, lower-cased: beside the machines, so that renewals do not rewrite it.
CREATE TABLE "client_label" (
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "client_id" INTEGER NOT NULL,

    CONSTRAINT "client_label_pkey" PRIMARY KEY ("kind","value","client_id"),
    CONSTRAINT "client_label_kind" CHECK ("kind" IN ('owner', 'department', 'tag')),
    CONSTRAINT "client_label_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "client_label_client_id_idx" ON "client_label" ("client_id");

-- What a person or a list says of a name. It goes with the name when that is joined to another machine. '' says: none.
CREATE TABLE "belonging_word" (
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "site" TEXT,
    "owner" TEXT,
    "department" TEXT,
    "tags" TEXT[] NOT NULL DEFAULT '{}',
    "tags_off" TEXT[] NOT NULL DEFAULT '{}',
    "told_at" TIMESTAMPTZ(3) NOT NULL,
    "told_by" TEXT NOT NULL,
    "file_name" TEXT,

    CONSTRAINT "belonging_word_pkey" PRIMARY KEY ("name","source"),
    CONSTRAINT "belonging_word_source" CHECK ("source" IN ('hand', 'list')),
    CONSTRAINT "belonging_word_lower" CHECK ("name" = lower("name"))
);

CREATE TABLE "belonging_rule" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "pattern" TEXT NOT NULL,
    "like_pattern" TEXT NOT NULL,
    "site" TEXT,
    "owner" TEXT,
    "department" TEXT,
    "tags" TEXT[] NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,

    CONSTRAINT "belonging_rule_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "belonging_rule_kind" CHECK ("kind" IN ('name', 'zone', 'ou'))
);

-- Where a computer stands in its directory: 'corp.example/Berlin/PCs', lower-cased.
ALTER TABLE "directory_computer" ADD COLUMN "place" TEXT;

-- Machines to be looked at, and how far the look at all of them has come after a change of the rules. While nothing was ever
-- said, nothing is in use, and recording costs what it did.
CREATE TABLE "belonging_due" (
    "client_id" INTEGER NOT NULL,

    CONSTRAINT "belonging_due_pkey" PRIMARY KEY ("client_id")
);
CREATE TABLE "belonging_state" (
    "id" BOOLEAN NOT NULL DEFAULT true,
    "in_use" BOOLEAN NOT NULL DEFAULT false,
    "next_id" INTEGER,

    CONSTRAINT "belonging_state_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "belonging_state_single" CHECK ("id")
);
INSERT INTO "belonging_state" DEFAULT VALUES;

CREATE FUNCTION belonging_in_use() RETURNS boolean LANGUAGE sql STABLE
RETURN coalesce((SELECT in_use FROM belonging_state), false);

CREATE FUNCTION look_at_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF belonging_in_use() THEN
    INSERT INTO belonging_due SELECT DISTINCT client_id FROM new_name ORDER BY 1 ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "client_name_to_belong" AFTER INSERT ON "client_name"
  REFERENCING NEW TABLE AS new_name FOR EACH STATEMENT EXECUTE FUNCTION look_at_named();

CREATE FUNCTION look_at_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF belonging_in_use() THEN
    INSERT INTO belonging_due VALUES (OLD.client_id), (NEW.client_id) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "client_name_joined_to_belong" AFTER UPDATE ON "client_name" FOR EACH ROW
  WHEN (OLD.client_id <> NEW.client_id) EXECUTE FUNCTION look_at_renamed();

CREATE FUNCTION look_at_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF belonging_in_use() THEN INSERT INTO belonging_due VALUES (NEW.id) ON CONFLICT DO NOTHING; END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "client_moved_to_belong" AFTER UPDATE ON "client" FOR EACH ROW
  WHEN (OLD.domain IS DISTINCT FROM NEW.domain OR OLD.name <> NEW.name) EXECUTE FUNCTION look_at_moved();

CREATE FUNCTION look_at_placed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM belonging_rule WHERE kind = 'ou') THEN
    INSERT INTO belonging_due SELECT client_id FROM client_name WHERE name = NEW.name ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "computer_placed" AFTER INSERT ON "directory_computer" FOR EACH ROW
  WHEN (NEW.place IS NOT NULL) EXECUTE FUNCTION look_at_placed();
CREATE TRIGGER "computer_moved" AFTER UPDATE ON "directory_computer" FOR EACH ROW
  WHEN (OLD.place IS DISTINCT FROM NEW.place OR OLD.gone_at IS DISTINCT FROM NEW.gone_at) EXECUTE FUNCTION look_at_placed();

-- Machines and licenses of a site counted as fleet_count and other_license_count count them all, without the day. Of machines
-- that were not looked at yet nothing stands here.
CREATE TABLE "site_count" (
    "site_id" INTEGER NOT NULL,
    "is_primary" BOOLEAN NOT NULL,
    "condition" "condition" NOT NULL,
    "status" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "product_label" TEXT NOT NULL,
    "kms_host" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "is_addon" BOOLEAN NOT NULL,
    "managed_per_user" BOOLEAN NOT NULL,
    "counted" INTEGER NOT NULL,
    "kind" BIGINT GENERATED ALWAYS AS (client_kind("condition", "channel", "product_label", "kms_host", "reason")) STORED,

    CONSTRAINT "site_count_pkey" PRIMARY KEY ("site_id","is_primary","condition","status","channel","product_label","kms_host","reason","is_addon","managed_per_user"),
    CONSTRAINT "site_count_not_negative" CHECK ("counted" >= 0)
);

CREATE FUNCTION "count_sites"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed text := '';
BEGIN
  IF NOT belonging_in_use() THEN RETURN NULL; END IF;
  IF TG_OP <> 'INSERT' THEN changed := 'SELECT *, -1 AS delta FROM old_client WHERE site_id IS NOT NULL'; END IF;
  IF TG_OP = 'UPDATE' THEN changed := changed || ' UNION ALL '; END IF;
  IF TG_OP <> 'DELETE' THEN changed := changed || 'SELECT *, 1 AS delta FROM new_client WHERE site_id IS NOT NULL'; END IF;
  EXECUTE 'MERGE INTO site_count t USING (
      SELECT site_id, condition, coalesce(status::text, '''') AS status, coalesce(channel, '''') AS channel,
             coalesce(product_label, '''') AS product_label, coalesce(kms_host, '''') AS kms_host,
             coalesce(reason, '''') AS reason, sum(delta)::int AS delta
        FROM (' || changed || ') c GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(delta) <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7
    ) d ON t.site_id = d.site_id AND t.is_primary AND t.condition = d.condition AND t.status = d.status
       AND t.channel = d.channel AND t.product_label = d.product_label AND t.kms_host = d.kms_host AND t.reason = d.reason
    WHEN MATCHED AND t.counted + d.delta = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET counted = t.counted + d.delta
    WHEN NOT MATCHED THEN INSERT (site_id, is_primary, condition, status, channel, product_label, kms_host, reason, is_addon,
                                  managed_per_user, counted)
      VALUES (d.site_id, true, d.condition, d.status, d.channel, d.product_label, d.kms_host, d.reason, false, false, d.delta)';
  RETURN NULL;
END
$$;
CREATE TRIGGER "client_inserted_in_site" AFTER INSERT ON "client"
  REFERENCING NEW TABLE AS new_client FOR EACH STATEMENT EXECUTE FUNCTION count_sites();
CREATE TRIGGER "client_updated_in_site" AFTER UPDATE ON "client"
  REFERENCING OLD TABLE AS old_client NEW TABLE AS new_client FOR EACH STATEMENT EXECUTE FUNCTION count_sites();
CREATE TRIGGER "client_deleted_in_site" AFTER DELETE ON "client"
  REFERENCING OLD TABLE AS old_client FOR EACH STATEMENT EXECUTE FUNCTION count_sites();

-- changed: a query for licenses with the site they are counted under and the delta.
CREATE FUNCTION count_licenses_of_sites(changed text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN 'MERGE INTO site_count t USING (
      SELECT site_id, condition, status::text AS status, channel, product_label, coalesce(kms_host, '''') AS kms_host,
             coalesce(reason, '''') AS reason, is_addon, managed_per_user, sum(delta)::int AS delta
        FROM (' || changed || ') l GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 HAVING sum(delta) <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9
    ) d ON t.site_id = d.site_id AND NOT t.is_primary AND t.condition = d.condition AND t.status = d.status
       AND t.channel = d.channel AND t.product_label = d.product_label AND t.kms_host = d.kms_host AND t.reason = d.reason
       AND t.is_addon = d.is_addon AND t.managed_per_user = d.managed_per_user
    WHEN MATCHED AND t.counted + d.delta = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET counted = t.counted + d.delta
    WHEN NOT MATCHED THEN INSERT (site_id, is_primary, condition, status, channel, product_label, kms_host, reason, is_addon,
                                  managed_per_user, counted)
      VALUES (d.site_id, false, d.condition, d.status, d.channel, d.product_label, d.kms_host, d.reason, d.is_addon,
              d.managed_per_user, d.delta)';

CREATE FUNCTION "count_other_licenses_in_sites"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed text := '';
  looked text := 'l JOIN client c ON c.id = l.client_id AND c.site_id IS NOT NULL WHERE NOT l.is_primary';
BEGIN
  IF NOT belonging_in_use() THEN RETURN NULL; END IF;
  IF TG_OP <> 'INSERT' THEN changed := 'SELECT c.site_id, l.*, -1 AS delta FROM old_license ' || looked; END IF;
  IF TG_OP = 'UPDATE' THEN changed := changed || ' UNION ALL '; END IF;
  IF TG_OP <> 'DELETE' THEN changed := changed || 'SELECT c.site_id, l.*, 1 AS delta FROM new_license ' || looked; END IF;
  EXECUTE count_licenses_of_sites(changed);
  RETURN NULL;
END
$$;
CREATE TRIGGER "license_inserted_in_site" AFTER INSERT ON "license"
  REFERENCING NEW TABLE AS new_license FOR EACH STATEMENT EXECUTE FUNCTION count_other_licenses_in_sites();
CREATE TRIGGER "license_updated_in_site" AFTER UPDATE ON "license"
  REFERENCING OLD TABLE AS old_license NEW TABLE AS new_license FOR EACH STATEMENT EXECUTE FUNCTION count_other_licenses_in_sites();
CREATE TRIGGER "license_deleted_in_site" AFTER DELETE ON "license"
  REFERENCING OLD TABLE AS old_license FOR EACH STATEMENT EXECUTE FUNCTION count_other_licenses_in_sites();

-- Its licenses go while the machine still tells their site.
CREATE FUNCTION remove_other_licenses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM license WHERE client_id = OLD.id AND NOT is_primary;
  RETURN OLD;
END
$$;
CREATE TRIGGER "client_leaves_site" BEFORE DELETE ON "client" FOR EACH ROW
  WHEN (OLD.site_id IS NOT NULL) EXECUTE FUNCTION remove_other_licenses();

-- Under the names that the roll-ups of all have.
CREATE VIEW "fleet_count_by_site" AS
SELECT site_id, condition, status, channel, product_label, kms_host, reason, kind, counted AS clients
  FROM site_count WHERE is_primary;
CREATE VIEW "license_count_by_site" AS
SELECT site_id, condition, status, channel, product_label, kms_host, reason, kind, is_addon, managed_per_user, counted AS licenses
  FROM site_count WHERE NOT is_primary OR status <> '';

CREATE OR REPLACE VIEW "license_row" AS
SELECT l.id, l.client_id, c.name, l.slot, l.is_primary, l.condition, l.status, l.channel, l.product_label, l.generation,
       l.kms_host, l.activated_by, l.reason, l.partial_key, l.observed_at, l.changes_at,
       license_end(l.condition, l.changes_at, l.since) AS expires_at, c.is_sample,
       l.is_addon AND NOT l.is_primary AS is_addon, l.managed_per_user AND NOT l.is_primary AS managed_per_user,
       c.site_id, c.owner, c.department, c.tags, c.domain
  FROM license l JOIN client c ON c.id = l.client_id;
