-- Licenses through MAKs counted by their last five: pages of keys counted 300,000 machines one by one.
CREATE TABLE "mak_license_count" (
    "partial_key" TEXT NOT NULL,
    "activation_id" TEXT NOT NULL,
    "product_label" TEXT NOT NULL,
    "is_primary" BOOLEAN NOT NULL,
    "licenses" INTEGER NOT NULL,

    CONSTRAINT "mak_license_count_pkey" PRIMARY KEY ("partial_key","activation_id","product_label","is_primary"),
    CONSTRAINT "mak_license_count_not_negative" CHECK ("licenses" >= 0)
);

-- Machines that had several licenses with one last five: few, and counted once. They stay here; whoever reads looks again.
CREATE TABLE "repeated_mak" (
    "partial_key" TEXT NOT NULL,
    "client_id" INTEGER NOT NULL,

    CONSTRAINT "repeated_mak_pkey" PRIMARY KEY ("partial_key","client_id")
);

CREATE FUNCTION "count_mak_licenses"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed text := '';
  has_some boolean := false;
BEGIN
  IF TG_OP <> 'INSERT' THEN has_some := EXISTS (SELECT FROM old_license WHERE channel = 'MAK'); END IF;
  IF TG_OP <> 'DELETE' THEN has_some := has_some OR EXISTS (SELECT FROM new_license WHERE channel = 'MAK'); END IF;
  IF NOT has_some THEN RETURN NULL; END IF;
  IF TG_OP <> 'INSERT' THEN changed := 'SELECT *, -1 AS delta FROM old_license'; END IF;
  IF TG_OP = 'UPDATE' THEN changed := changed || ' UNION ALL '; END IF;
  IF TG_OP <> 'DELETE' THEN changed := changed || 'SELECT *, 1 AS delta FROM new_license'; END IF;
  EXECUTE 'MERGE INTO mak_license_count t USING (
      SELECT partial_key, coalesce(activation_id::text, '''') AS activation_id, product_label, is_primary, sum(delta)::int AS delta
        FROM (' || changed || ') l WHERE channel = ''MAK'' AND partial_key IS NOT NULL
       GROUP BY 1, 2, 3, 4 HAVING sum(delta) <> 0 ORDER BY 1, 2, 3, 4
    ) d ON t.partial_key = d.partial_key AND t.activation_id = d.activation_id
       AND t.product_label = d.product_label AND t.is_primary = d.is_primary
    WHEN MATCHED AND t.licenses + d.delta = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET licenses = t.licenses + d.delta
    WHEN NOT MATCHED THEN INSERT (partial_key, activation_id, product_label, is_primary, licenses)
      VALUES (d.partial_key, d.activation_id, d.product_label, d.is_primary, d.delta)';
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO repeated_mak
    SELECT DISTINCT a.partial_key, a.client_id FROM new_license a
     WHERE a.channel = 'MAK' AND a.partial_key IS NOT NULL
       AND EXISTS (SELECT FROM license l WHERE l.client_id = a.client_id AND l.id <> a.id AND l.channel = 'MAK'
                      AND l.partial_key = a.partial_key)
        ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "mak_license_inserted" AFTER INSERT ON "license"
  REFERENCING NEW TABLE AS new_license FOR EACH STATEMENT EXECUTE FUNCTION count_mak_licenses();
CREATE TRIGGER "mak_license_updated" AFTER UPDATE ON "license"
  REFERENCING OLD TABLE AS old_license NEW TABLE AS new_license FOR EACH STATEMENT EXECUTE FUNCTION count_mak_licenses();
CREATE TRIGGER "mak_license_deleted" AFTER DELETE ON "license"
  REFERENCING OLD TABLE AS old_license FOR EACH STATEMENT EXECUTE FUNCTION count_mak_licenses();

INSERT INTO "mak_license_count"
SELECT partial_key, coalesce(activation_id::text, ''), product_label, is_primary, count(*)::int FROM license
 WHERE channel = 'MAK' AND partial_key IS NOT NULL GROUP BY 1, 2, 3, 4;
INSERT INTO "repeated_mak"
SELECT partial_key, client_id FROM license WHERE channel = 'MAK' AND partial_key IS NOT NULL GROUP BY 1, 2 HAVING count(*) > 1;
