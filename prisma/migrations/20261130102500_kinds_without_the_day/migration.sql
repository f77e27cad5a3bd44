-- Machines counted as fleet_count counts them, without the day: a million machines have tens of thousands of rows by day and
-- some hundreds without. What does not ask for days reads these, and what overdue states ask for has an index of its own.
CREATE TABLE "fleet_kind" (
    "condition" "condition" NOT NULL,
    "status" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "product_label" TEXT NOT NULL,
    "kms_host" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "clients" INTEGER NOT NULL,
    "kind" BIGINT GENERATED ALWAYS AS (client_kind("condition", "channel", "product_label", "kms_host", "reason")) STORED,

    CONSTRAINT "fleet_kind_pkey" PRIMARY KEY ("condition","status","channel","product_label","kms_host","reason"),
    CONSTRAINT "fleet_kind_not_negative" CHECK ("clients" >= 0)
);

-- A renewal moves a machine from day to day and leaves its kind: the second MERGE has nothing to write then.
CREATE OR REPLACE FUNCTION "count_fleet_changes"() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  changed text := '';
BEGIN
  IF TG_OP <> 'INSERT' THEN changed := 'SELECT *, -1 AS delta FROM old_client'; END IF;
  IF TG_OP = 'UPDATE' THEN changed := changed || ' UNION ALL '; END IF;
  IF TG_OP <> 'DELETE' THEN changed := changed || 'SELECT *, 1 AS delta FROM new_client'; END IF;
  EXECUTE 'MERGE INTO fleet_count t USING (
      SELECT condition, coalesce(status::text, '''') AS status, coalesce(channel, '''') AS channel,
             coalesce(product_label, '''') AS product_label, coalesce(kms_host, '''') AS kms_host,
             coalesce(reason, '''') AS reason,
             coalesce((expires_at AT TIME ZONE ''UTC'')::date, ''9999-12-31'') AS expires_on,
             sum(delta)::int AS delta
        FROM (' || changed || ') c GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(delta) <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7
    ) d ON t.condition = d.condition AND t.status = d.status AND t.channel = d.channel
       AND t.product_label = d.product_label AND t.kms_host = d.kms_host AND t.reason = d.reason
       AND t.expires_on = d.expires_on
    WHEN MATCHED AND t.clients + d.delta = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET clients = t.clients + d.delta
    WHEN NOT MATCHED THEN INSERT (condition, status, channel, product_label, kms_host, reason, expires_on, clients)
      VALUES (d.condition, d.status, d.channel, d.product_label, d.kms_host, d.reason, d.expires_on, d.delta)';
  EXECUTE 'MERGE INTO fleet_kind t USING (
      SELECT condition, coalesce(status::text, '''') AS status, coalesce(channel, '''') AS channel,
             coalesce(product_label, '''') AS product_label, coalesce(kms_host, '''') AS kms_host,
             coalesce(reason, '''') AS reason, sum(delta)::int AS delta
        FROM (' || changed || ') c GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(delta) <> 0 ORDER BY 1, 2, 3, 4, 5, 6
    ) d ON t.condition = d.condition AND t.status = d.status AND t.channel = d.channel
       AND t.product_label = d.product_label AND t.kms_host = d.kms_host AND t.reason = d.reason
    WHEN MATCHED AND t.clients + d.delta = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET clients = t.clients + d.delta
    WHEN NOT MATCHED THEN INSERT (condition, status, channel, product_label, kms_host, reason, clients)
      VALUES (d.condition, d.status, d.channel, d.product_label, d.kms_host, d.reason, d.delta)';
  RETURN NULL;
END
$$;

INSERT INTO "fleet_kind" (condition, status, channel, product_label, kms_host, reason, clients)
SELECT condition, status, channel, product_label, kms_host, reason, sum(clients)::int FROM fleet_count GROUP BY 1, 2, 3, 4, 5, 6;

-- Days are asked of machines that have something to lose alone.
DROP INDEX "fleet_count_expires_on_idx";
CREATE INDEX "fleet_count_ends" ON "fleet_count" ("expires_on") WHERE "condition" IN ('licensed', 'grace');

-- All licenses counted likewise; each of the three now tells primary ones from others, which lie elsewhere.
CREATE VIEW "license_kind" AS
SELECT condition, status, channel, product_label, kms_host, reason, kind, false AS is_addon, false AS managed_per_user,
       clients AS licenses, true AS is_primary
  FROM fleet_kind WHERE status <> ''
 UNION ALL
SELECT condition, status, channel, product_label, kms_host, reason, kind, is_addon, managed_per_user, licenses, false
  FROM other_license_count;
CREATE OR REPLACE VIEW "license_count" AS
SELECT condition, status, channel, product_label, kms_host, reason, expires_on, kind, false AS is_addon,
       false AS managed_per_user, clients AS licenses, true AS is_primary
  FROM fleet_count WHERE status <> ''
 UNION ALL
SELECT condition, status, channel, product_label, kms_host, reason, expires_on, kind, is_addon, managed_per_user, licenses, false
  FROM other_license_count;
CREATE OR REPLACE VIEW "license_count_by_site" AS
SELECT site_id, condition, status, channel, product_label, kms_host, reason, kind, is_addon, managed_per_user,
       counted AS licenses, is_primary
  FROM site_count WHERE NOT is_primary OR status <> '';

-- Licenses beside the primary one are listed along the names of the machines that have some.
CREATE INDEX "client_with_more" ON "client" ("name") INCLUDE ("id") WHERE "license_count" > 1;

CREATE OR REPLACE VIEW "license_row" AS
SELECT l.id, l.client_id, c.name, l.slot, l.is_primary, l.condition, l.status, l.channel, l.product_label, l.generation,
       l.kms_host, l.activated_by, l.reason, l.partial_key, l.observed_at, l.changes_at,
       license_end(l.condition, l.changes_at, l.since) AS expires_at, c.is_sample,
       l.is_addon AND NOT l.is_primary AS is_addon, l.managed_per_user AND NOT l.is_primary AS managed_per_user,
       c.site_id, c.owner, c.department, c.tags, c.domain, c.kind AS machine_kind, c.license_count
  FROM license l JOIN client c ON c.id = l.client_id;

-- Lists read indexes alone, as far as pages of the table are known to be visible to all: vacuum keeps up with renewals.
ALTER TABLE "client" SET (autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE "license" SET (autovacuum_vacuum_scale_factor = 0.05);
