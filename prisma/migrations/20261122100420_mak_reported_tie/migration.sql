-- Of two counts that Microsoft reported for the same moment the lower one stands, whichever arrives first: the order of
-- imports must not decide.
CREATE OR REPLACE FUNCTION add_to_mak_account() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  keys integer;
  fitting integer;
BEGIN
  SELECT count(DISTINCT key_id) INTO keys FROM added;
  WITH entered AS (
    SELECT key_id, count(*) AS entries, min(no) AS first_no, max(no) AS last_no, sum(change) AS change,
           coalesce(sum(change) FILTER (WHERE kind = 'increase'), 0) AS granted,
           (array_agg(balance_after ORDER BY no DESC))[1] AS balance_after
      FROM added GROUP BY key_id),
  uneven AS (
    SELECT key_id FROM (
      SELECT key_id, balance_after, change, lag(balance_after) OVER (PARTITION BY key_id ORDER BY no) AS before FROM added) s
     WHERE before + change <> balance_after)
  UPDATE mak_account a
     SET balance = a.balance + e.change, granted = a.granted + e.granted, entries = e.last_no
    FROM entered e
   WHERE a.key_id = e.key_id AND e.first_no = a.entries + 1 AND e.last_no - e.first_no + 1 = e.entries
     AND a.balance + e.change = e.balance_after AND NOT EXISTS (SELECT FROM uneven u WHERE u.key_id = e.key_id);
  GET DIAGNOSTICS fitting = ROW_COUNT;
  IF fitting <> keys THEN
    RAISE EXCEPTION 'entries of a MAK ledger do not follow its account' USING ERRCODE = 'serialization_failure';
  END IF;
  UPDATE mak_account a
     SET reported = r.remaining, reported_at = r.at, reported_by = r.actor_name, reported_source = r.source
    FROM (SELECT DISTINCT ON (key_id) * FROM added WHERE kind = 'microsoftCount' ORDER BY key_id, at DESC, remaining) r
   WHERE a.key_id = r.key_id
     AND (a.reported_at IS NULL OR a.reported_at < r.at OR (a.reported_at = r.at AND a.reported > r.remaining));
  RETURN NULL;
END $$;
