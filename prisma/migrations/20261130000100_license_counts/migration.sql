-- Licenses counted as machines are. A primary license is in fleet_count with its machine; the others (Office, Visio, Project,
-- add-ons) are counted beside it, so that a renewal of Windows costs nothing more.
CREATE TABLE "other_license_count" (
    "condition" "condition" NOT NULL,
    "status" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "product_label" TEXT NOT NULL,
    "kms_host" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "expires_on" DATE NOT NULL,
    "is_addon" BOOLEAN NOT NULL,
    "managed_per_user" BOOLEAN NOT NULL,
    "licenses" INTEGER NOT NULL,
    "kind" BIGINT GENERATED ALWAYS AS (client_kind("condition", "channel", "product_label", "kms_host", "reason")) STORED,

    CONSTRAINT "other_license_count_pkey"
      PRIMARY KEY ("condition","status","channel","product_label","kms_host","reason","expires_on","is_addon","managed_per_user"),
    CONSTRAINT "other_license_count_not_negative" CHECK ("licenses" >= 0)
);

-- When the effective state of a license ends by itself; of one that has ended, when it did (as client.expires_at).
CREATE FUNCTION license_end(condition condition, changes_at timestamptz, since timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(changes_at, CASE WHEN condition = 'silent' THEN since END);

CREATE FUNCTION "count_other_licenses"() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  changed text := '';
BEGIN
  IF TG_OP <> 'INSERT' THEN changed := 'SELECT *, -1 AS delta FROM old_license WHERE NOT is_primary'; END IF;
  IF TG_OP = 'UPDATE' THEN changed := changed || ' UNION ALL '; END IF;
  IF TG_OP <> 'DELETE' THEN changed := changed || 'SELECT *, 1 AS delta FROM new_license WHERE NOT is_primary'; END IF;
  EXECUTE 'MERGE INTO other_license_count t USING (
      SELECT condition, status::text AS status, channel, product_label, coalesce(kms_host, '''') AS kms_host,
             coalesce(reason, '''') AS reason,
             coalesce((license_end(condition, changes_at, since) AT TIME ZONE ''UTC'')::date, ''9999-12-31'') AS expires_on,
             is_addon, managed_per_user, sum(delta)::int AS delta
        FROM (' || changed || ') l GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9 HAVING sum(delta) <> 0
       ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9
    ) d ON t.condition = d.condition AND t.status = d.status AND t.channel = d.channel
       AND t.product_label = d.product_label AND t.kms_host = d.kms_host AND t.reason = d.reason
       AND t.expires_on = d.expires_on AND t.is_addon = d.is_addon AND t.managed_per_user = d.managed_per_user
    WHEN MATCHED AND t.licenses + d.delta = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET licenses = t.licenses + d.delta
    WHEN NOT MATCHED THEN INSERT (condition, status, channel, product_label, kms_host, reason, expires_on, is_addon,
                                  managed_per_user, licenses)
      VALUES (d.condition, d.status, d.channel, d.product_label, d.kms_host, d.reason, d.expires_on, d.is_addon,
              d.managed_per_user, d.delta)';
  RETURN NULL;
END
$$;

CREATE TRIGGER "license_inserted" AFTER INSERT ON "license"
  REFERENCING NEW TABLE AS new_license FOR EACH STATEMENT EXECUTE FUNCTION count_other_licenses();
CREATE TRIGGER "license_updated" AFTER UPDATE ON "license"
  REFERENCING OLD TABLE AS old_license NEW TABLE AS new_license FOR EACH STATEMENT EXECUTE FUNCTION count_other_licenses();
CREATE TRIGGER "license_deleted" AFTER DELETE ON "license"
  REFERENCING OLD TABLE AS old_license FOR EACH STATEMENT EXECUTE FUNCTION count_other_licenses();

INSERT INTO "other_license_count" (condition, status, channel, product_label, kms_host, reason, expires_on, is_addon,
                                   managed_per_user, licenses)
SELECT condition, status::text, channel, product_label, coalesce(kms_host, ''), coalesce(reason, ''),
       coalesce((license_end(condition, changes_at, since) AT TIME ZONE 'UTC')::date, '9999-12-31'),
       is_addon, managed_per_user, count(*)::int
  FROM license WHERE NOT is_primary GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9;

-- Licenses beside the primary one, by what the roll-up tells, and by the last five.
CREATE INDEX "license_other_kind" ON "license" (client_kind("condition", "channel", "product_label", "kms_host", "reason"))
  WHERE NOT "is_primary";
CREATE INDEX "license_other_key" ON "license" ("partial_key") WHERE NOT "is_primary";

-- All licenses counted, whichever they are. Of a primary one the roll-up tells neither mark: add-ons are never primary.
CREATE VIEW "license_count" AS
SELECT condition, status, channel, product_label, kms_host, reason, expires_on, kind, false AS is_addon,
       false AS managed_per_user, clients AS licenses
  FROM fleet_count WHERE status <> ''
 UNION ALL
SELECT condition, status, channel, product_label, kms_host, reason, expires_on, kind, is_addon, managed_per_user, licenses
  FROM other_license_count;

-- A license in the words of the list: under the names that the list of clients has for its columns.
CREATE VIEW "license_row" AS
SELECT l.id, l.client_id, c.name, l.slot, l.is_primary, l.condition, l.status, l.channel, l.product_label, l.generation,
       l.kms_host, l.activated_by, l.reason, l.partial_key, l.observed_at, l.changes_at,
       license_end(l.condition, l.changes_at, l.since) AS expires_at, c.is_sample,
       l.is_addon AND NOT l.is_primary AS is_addon, l.managed_per_user AND NOT l.is_primary AS managed_per_user
  FROM license l JOIN client c ON c.id = l.client_id;
