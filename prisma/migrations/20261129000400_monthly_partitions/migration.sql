-- Months of history: made on demand before a merge, and emptied when they are older than is to be kept.

-- Makes the partitions of activation_event and license_change for every month from `from_at` to `to_at`.
-- A table is made first and attached then, which blocks no reader of the parent.
CREATE FUNCTION "ensure_month_partitions"(from_at timestamptz, to_at timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  month date := date_trunc('month', from_at AT TIME ZONE 'UTC')::date;
  parent text;
  child text;
  made integer := 0;
BEGIN
  WHILE month <= (to_at AT TIME ZONE 'UTC')::date LOOP
    FOREACH parent IN ARRAY ARRAY['activation_event', 'license_change'] LOOP
      child := parent || to_char(month, '_YYYY_MM');
      CONTINUE WHEN to_regclass(format('part.%I', child)) IS NOT NULL;
      EXECUTE format('CREATE TABLE part.%I (LIKE public.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', child, parent);
      EXECUTE format('ALTER TABLE public.%I ATTACH PARTITION part.%I FOR VALUES FROM (%L) TO (%L)',
        parent, child, month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00');
      made := made + 1;
    END LOOP;
    month := (month + interval '1 month')::date;
  END LOOP;
  RETURN made;
END
$$;

-- Empties the months of activation_event that lie wholly before `keep_from`. What a license still rests on
-- (its newest word and its newest reading) stays, so that no state is lost; a month without any is dropped.
-- license_change stays: it is small, and the trend rests on it. Returns the number of events removed.
CREATE FUNCTION "drop_expired_events"(keep_from timestamptz) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  child record;
  before bigint;
  kept bigint;
  removed bigint := 0;
BEGIN
  FOR child IN
    SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'public.activation_event'::regclass
       AND to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= (keep_from AT TIME ZONE 'UTC')
     ORDER BY 1
  LOOP
    EXECUTE format('SELECT count(*) FROM part.%I', child.name) INTO before;
    EXECUTE format('CREATE TEMP TABLE needed_event ON COMMIT DROP AS
      SELECT e.* FROM part.%I e WHERE EXISTS (
        SELECT FROM client_name n JOIN license l ON l.client_id = n.client_id
         WHERE n.id = e.name_id AND ((l.observed_at = e.at AND l.fingerprint = e.fingerprint)
            OR (l.reading_at = e.at AND l.reading_fingerprint = e.fingerprint)))', child.name);
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
