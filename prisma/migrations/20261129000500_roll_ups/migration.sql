-- Roll-ups follow their base tables in the same transaction, statement by statement, so that a figure and
-- the list behind it never differ. Rows that reach zero are removed.

-- The key under which a client is counted. 9999-12-31 stands for "does not expire".
CREATE FUNCTION "count_fleet_changes"() RETURNS trigger
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
  RETURN NULL;
END
$$;

CREATE TRIGGER "client_inserted" AFTER INSERT ON "client"
  REFERENCING NEW TABLE AS new_client FOR EACH STATEMENT EXECUTE FUNCTION count_fleet_changes();
CREATE TRIGGER "client_updated" AFTER UPDATE ON "client"
  REFERENCING OLD TABLE AS old_client NEW TABLE AS new_client FOR EACH STATEMENT EXECUTE FUNCTION count_fleet_changes();
CREATE TRIGGER "client_deleted" AFTER DELETE ON "client"
  REFERENCING OLD TABLE AS old_client FOR EACH STATEMENT EXECUTE FUNCTION count_fleet_changes();

-- A change of a primary license moves one client from one condition to another on its UTC day.
CREATE FUNCTION "count_day_changes"() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  changed text := '';
BEGIN
  IF TG_OP <> 'INSERT' THEN changed := 'SELECT at, is_primary, from_condition, to_condition, -1 AS delta FROM old_change'; END IF;
  IF TG_OP = 'UPDATE' THEN changed := changed || ' UNION ALL '; END IF;
  IF TG_OP <> 'DELETE' THEN changed := changed || 'SELECT at, is_primary, from_condition, to_condition, 1 AS delta FROM new_change'; END IF;
  EXECUTE 'MERGE INTO fleet_day t USING (
      SELECT (c.at AT TIME ZONE ''UTC'')::date AS day, m.condition, sum(m.delta)::int AS delta
        FROM (' || changed || ') c
        CROSS JOIN LATERAL (VALUES (c.from_condition, -c.delta), (c.to_condition, c.delta)) m(condition, delta)
       WHERE c.is_primary AND m.condition IS NOT NULL
       GROUP BY 1, 2 HAVING sum(m.delta) <> 0 ORDER BY 1, 2
    ) d ON t.day = d.day AND t.condition = d.condition
    WHEN MATCHED AND t.delta + d.delta = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET delta = t.delta + d.delta
    WHEN NOT MATCHED THEN INSERT (day, condition, delta) VALUES (d.day, d.condition, d.delta)';
  RETURN NULL;
END
$$;

CREATE TRIGGER "license_change_inserted" AFTER INSERT ON "license_change"
  REFERENCING NEW TABLE AS new_change FOR EACH STATEMENT EXECUTE FUNCTION count_day_changes();
CREATE TRIGGER "license_change_updated" AFTER UPDATE ON "license_change"
  REFERENCING OLD TABLE AS old_change NEW TABLE AS new_change FOR EACH STATEMENT EXECUTE FUNCTION count_day_changes();
CREATE TRIGGER "license_change_deleted" AFTER DELETE ON "license_change"
  REFERENCING OLD TABLE AS old_change FOR EACH STATEMENT EXECUTE FUNCTION count_day_changes();
