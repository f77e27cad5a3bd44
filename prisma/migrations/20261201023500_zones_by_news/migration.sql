-- Machines by zone, product, method and the UTC day of the newest word of them: what plans start from and are held against. It was
-- counted from every machine, over a second of a processor for a million. '' stands for none; 0001-01-01 for never heard of.
CREATE TABLE "fleet_zone" (
    "zone" TEXT NOT NULL,
    "generation" TEXT NOT NULL,
    "product_label" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "activated_by" TEXT NOT NULL,
    "is_virtual" BOOLEAN NOT NULL,
    "observed_on" DATE NOT NULL,
    "clients" INTEGER NOT NULL,

    CONSTRAINT "fleet_zone_pkey" PRIMARY KEY ("zone","generation","product_label","channel","activated_by","is_virtual","observed_on"),
    CONSTRAINT "fleet_zone_not_negative" CHECK ("clients" >= 0)
);

CREATE FUNCTION "count_zones"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed text := '';
BEGIN
  IF TG_OP <> 'INSERT' THEN changed := 'SELECT *, -1 AS delta FROM old_client'; END IF;
  IF TG_OP = 'UPDATE' THEN changed := changed || ' UNION ALL '; END IF;
  IF TG_OP <> 'DELETE' THEN changed := changed || 'SELECT *, 1 AS delta FROM new_client'; END IF;
  EXECUTE 'MERGE INTO fleet_zone t USING (
      SELECT zone_of_client(name, domain) AS zone, coalesce(generation, '''') AS generation,
             coalesce(product_label, '''') AS product_label, coalesce(channel, '''') AS channel,
             coalesce(activated_by, '''') AS activated_by, coalesce(is_virtual, false) AS is_virtual,
             coalesce((observed_at AT TIME ZONE ''UTC'')::date, ''0001-01-01'') AS observed_on, sum(delta)::int AS delta
        FROM (' || changed || ') c GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(delta) <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7
    ) d ON t.zone = d.zone AND t.generation = d.generation AND t.product_label = d.product_label AND t.channel = d.channel
       AND t.activated_by = d.activated_by AND t.is_virtual = d.is_virtual AND t.observed_on = d.observed_on
    WHEN MATCHED AND t.clients + d.delta = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET clients = t.clients + d.delta
    WHEN NOT MATCHED THEN INSERT (zone, generation, product_label, channel, activated_by, is_virtual, observed_on, clients)
      VALUES (d.zone, d.generation, d.product_label, d.channel, d.activated_by, d.is_virtual, d.observed_on, d.delta)';
  RETURN NULL;
END
$$;
CREATE TRIGGER "client_inserted_in_zone" AFTER INSERT ON "client"
  REFERENCING NEW TABLE AS new_client FOR EACH STATEMENT EXECUTE FUNCTION count_zones();
CREATE TRIGGER "client_updated_in_zone" AFTER UPDATE ON "client"
  REFERENCING OLD TABLE AS old_client NEW TABLE AS new_client FOR EACH STATEMENT EXECUTE FUNCTION count_zones();
CREATE TRIGGER "client_deleted_in_zone" AFTER DELETE ON "client"
  REFERENCING OLD TABLE AS old_client FOR EACH STATEMENT EXECUTE FUNCTION count_zones();

INSERT INTO "fleet_zone"
SELECT zone_of_client(name, domain), coalesce(generation, ''), coalesce(product_label, ''), coalesce(channel, ''),
       coalesce(activated_by, ''), coalesce(is_virtual, false),
       coalesce((observed_at AT TIME ZONE 'UTC')::date, '0001-01-01'), count(*)::int
  FROM client GROUP BY 1, 2, 3, 4, 5, 6, 7;
ANALYZE "fleet_zone";
