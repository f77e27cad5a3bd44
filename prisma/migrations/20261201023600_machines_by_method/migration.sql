-- Machines by what reports count them by or narrow them to, but their owner, who may be as many as machines: five reports read
-- every machine for it. A renewal leaves all of this as it is. '' stands for none, site 0 for no site or not looked at.
CREATE TABLE "fleet_method" (
    "product_label" TEXT NOT NULL,
    "generation" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "activated_by" TEXT NOT NULL,
    "partial_key" TEXT NOT NULL,
    "kms_host" TEXT NOT NULL,
    "is_virtual" BOOLEAN NOT NULL,
    "site_id" INTEGER NOT NULL,
    "condition" "condition" NOT NULL,
    "reason" TEXT NOT NULL,
    "clients" INTEGER NOT NULL,

    CONSTRAINT "fleet_method_pkey" PRIMARY KEY ("product_label","generation","channel","activated_by","partial_key","kms_host","is_virtual","site_id","condition","reason"),
    CONSTRAINT "fleet_method_not_negative" CHECK ("clients" >= 0)
);

CREATE FUNCTION "count_methods"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed text := '';
BEGIN
  IF TG_OP <> 'INSERT' THEN changed := 'SELECT *, -1 AS delta FROM old_client'; END IF;
  IF TG_OP = 'UPDATE' THEN changed := changed || ' UNION ALL '; END IF;
  IF TG_OP <> 'DELETE' THEN changed := changed || 'SELECT *, 1 AS delta FROM new_client'; END IF;
  EXECUTE 'MERGE INTO fleet_method t USING (
      SELECT coalesce(product_label, '''') AS product_label, coalesce(generation, '''') AS generation,
             coalesce(channel, '''') AS channel, coalesce(activated_by, '''') AS activated_by,
             coalesce(partial_key, '''') AS partial_key, coalesce(kms_host, '''') AS kms_host,
             coalesce(is_virtual, false) AS is_virtual, coalesce(site_id, 0) AS site_id, condition,
             coalesce(reason, '''') AS reason, sum(delta)::int AS delta
        FROM (' || changed || ') c GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 HAVING sum(delta) <> 0
       ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
    ) d ON t.product_label = d.product_label AND t.generation = d.generation AND t.channel = d.channel
       AND t.activated_by = d.activated_by AND t.partial_key = d.partial_key AND t.kms_host = d.kms_host
       AND t.is_virtual = d.is_virtual AND t.site_id = d.site_id AND t.condition = d.condition AND t.reason = d.reason
    WHEN MATCHED AND t.clients + d.delta = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET clients = t.clients + d.delta
    WHEN NOT MATCHED THEN INSERT (product_label, generation, channel, activated_by, partial_key, kms_host, is_virtual, site_id,
                                  condition, reason, clients)
      VALUES (d.product_label, d.generation, d.channel, d.activated_by, d.partial_key, d.kms_host, d.is_virtual, d.site_id,
              d.condition, d.reason, d.delta)';
  RETURN NULL;
END
$$;
CREATE TRIGGER "client_inserted_by_method" AFTER INSERT ON "client"
  REFERENCING NEW TABLE AS new_client FOR EACH STATEMENT EXECUTE FUNCTION count_methods();
CREATE TRIGGER "client_updated_by_method" AFTER UPDATE ON "client"
  REFERENCING OLD TABLE AS old_client NEW TABLE AS new_client FOR EACH STATEMENT EXECUTE FUNCTION count_methods();
CREATE TRIGGER "client_deleted_by_method" AFTER DELETE ON "client"
  REFERENCING OLD TABLE AS old_client FOR EACH STATEMENT EXECUTE FUNCTION count_methods();

INSERT INTO "fleet_method"
SELECT coalesce(product_label, ''), coalesce(generation, ''), coalesce(channel, ''), coalesce(activated_by, ''),
       coalesce(partial_key, ''), coalesce(kms_host, ''), coalesce(is_virtual, false), coalesce(site_id, 0), condition,
       coalesce(reason, ''), count(*)::int
  FROM client GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
ANALYZE "fleet_method";
