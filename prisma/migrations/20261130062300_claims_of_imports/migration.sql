-- Which imports say the same, so that one of them can be taken back: what it alone brought goes, what others said too stays.
-- The import that brought an observation first stands in its row in the history; each further one that says it has a row in
-- event_claim. A file that brings only news costs nothing more.

-- Imports in the order in which they began to be recorded; null for one that has recorded nothing, and for those recorded
-- before claims were kept. 0 among the claims stands for what was recorded without an import.
CREATE SEQUENCE "import_recording_seq" AS integer;
ALTER TABLE "import" ADD COLUMN "recording" INTEGER;
CREATE UNIQUE INDEX "import_recording_key" ON "import"("recording");

-- gave_number: the observation's row has its record_id from this claim.
CREATE TABLE "event_claim" (
    "at" TIMESTAMPTZ(3) NOT NULL,
    "fingerprint" UUID NOT NULL,
    "recording" INTEGER NOT NULL,
    "line" INTEGER,
    "record_id" BIGINT,
    "gave_number" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "event_claim_pkey" PRIMARY KEY ("at","fingerprint","recording")
) PARTITION BY RANGE ("at");

-- The months of which an import says something, with its first and last word in each: where taking it back has to look, and
-- whether its words are still kept.
CREATE TABLE "import_month" (
    "recording" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_month_pkey" PRIMARY KEY ("recording","month")
);

-- What the newest reading of a host key is called by, which the reading before it must be able to say again.
ALTER TABLE "kms_host_reading" ADD COLUMN "product_id" INTEGER,
                               ADD COLUMN "reason" TEXT;

CREATE OR REPLACE FUNCTION "ensure_month_partitions"(from_at timestamptz, to_at timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  month date := date_trunc('month', from_at AT TIME ZONE 'UTC')::date;
  parent text;
  child text;
  made integer := 0;
BEGIN
  WHILE month <= (to_at AT TIME ZONE 'UTC')::date LOOP
    FOREACH parent IN ARRAY ARRAY['activation_event', 'license_change', 'event_claim'] LOOP
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

SELECT ensure_month_partitions(month, month)
  FROM (SELECT DISTINCT to_date(right(c.relname, 7), 'YYYY_MM')::timestamp AT TIME ZONE 'UTC' AS month
          FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
         WHERE i.inhparent IN ('public.activation_event'::regclass, 'public.license_change'::regclass)) m;

-- As before, and the claims of those months go with them.
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
       AND to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= (keep_from AT TIME ZONE 'UTC')
     ORDER BY 1
  LOOP
    EXECUTE format('DROP TABLE part.%I', child.name);
  END LOOP;
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
