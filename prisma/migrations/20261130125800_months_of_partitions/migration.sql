-- The month is read from names of partitions only: with some plans it was read from all names first, and one that holds no month
-- (pg_toast_16789) ended the statement.
CREATE OR REPLACE FUNCTION "drop_expired_events"(keep_from timestamptz) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  child record;
  before bigint;
  kept bigint;
  removed bigint := 0;
BEGIN
  FOR child IN
    SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'public.event_claim'::regclass
       AND CASE WHEN c.relname ~ '_[0-9]{4}_[0-9]{2}$' THEN to_date(right(c.relname, 7), 'YYYY_MM') END + interval '1 month' <= (keep_from AT TIME ZONE 'UTC')
     ORDER BY 1
  LOOP
    EXECUTE format('DROP TABLE part.%I', child.name);
  END LOOP;
  FOR child IN
    SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'public.activation_event'::regclass
       AND CASE WHEN c.relname ~ '_[0-9]{4}_[0-9]{2}$' THEN to_date(right(c.relname, 7), 'YYYY_MM') END + interval '1 month' <= (keep_from AT TIME ZONE 'UTC')
     ORDER BY 1
  LOOP
    EXECUTE format('SELECT count(*) FROM part.%I', child.name) INTO before;
    EXECUTE format('CREATE TEMP TABLE needed_event ON COMMIT DROP AS
      SELECT e.* FROM part.%I e WHERE EXISTS (
        SELECT FROM client_name n JOIN license l ON l.client_id = n.client_id
         WHERE n.id = e.name_id AND ((l.observed_at = e.at AND l.fingerprint = e.fingerprint)
            OR (l.reading_at = e.at AND l.reading_fingerprint = e.fingerprint)))
        OR (EXISTS (SELECT FROM client_name n WHERE n.id = e.name_id AND n.forgotten_id IS NOT NULL) AND NOT EXISTS (
              SELECT FROM activation_event x
               WHERE x.name_id = e.name_id AND x.slot IS NOT DISTINCT FROM e.slot AND x.kind = e.kind AND x.at > e.at))', child.name);
    SELECT count(*) INTO kept FROM needed_event;
    IF kept = 0 THEN
      EXECUTE format('DROP TABLE part.%I', child.name);
    ELSIF kept < before THEN
      EXECUTE format('TRUNCATE part.%I', child.name);
      EXECUTE format('INSERT INTO part.%I SELECT * FROM needed_event', child.name);
    END IF;
    DROP TABLE needed_event;
    removed := removed + before - kept;
  END LOOP;
  RETURN removed;
END
$$;
