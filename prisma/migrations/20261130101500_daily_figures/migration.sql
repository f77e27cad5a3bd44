-- Reports compare months with months, also beyond the events' retention. What a machine was at a moment follows from the
-- chain of changes, which is kept for good; what product, host, key or site it had then does not: a machine has only its
-- present ones. So each day's figures are noted once, and kept.

CREATE TABLE "figure_day" (
    "day" DATE NOT NULL,
    "dimension" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "condition" "condition" NOT NULL,
    "machines" INTEGER NOT NULL,

    CONSTRAINT "figure_day_pkey" PRIMARY KEY ("day","dimension","name","condition"),
    CONSTRAINT "figure_day_dimension" CHECK ("dimension" IN ('product', 'method', 'host', 'key', 'site')),
    CONSTRAINT "figure_day_machines" CHECK ("machines" > 0)
);

-- How the license of a machine came about, in a word for reports.
CREATE FUNCTION "activation_method"(channel text, activated_by text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
  CASE WHEN activated_by = 'directory' THEN 'Directory'
       WHEN activated_by = 'token' THEN 'Token'
       WHEN channel = 'KMS client' THEN 'KMS'
       ELSE coalesce(nullif(channel, ''), 'Unknown') END;

-- The condition each machine had right before a moment: what its first change since then came from, or what it still is.
-- Machines that were not there yet have none.
CREATE FUNCTION "conditions_before"(moment timestamptz)
RETURNS TABLE ("client_id" int, "condition" "condition")
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH since AS MATERIALIZED (
    SELECT DISTINCT ON (l.client_id) l.client_id, l.from_condition
      FROM license_change l WHERE l.is_primary AND l.at >= moment ORDER BY l.client_id, l.at)
  SELECT c.id, CASE WHEN s.client_id IS NULL THEN c.condition ELSE s.from_condition END
    FROM client c LEFT JOIN since s ON s.client_id = c.id
   WHERE s.client_id IS NULL OR s.from_condition IS NOT NULL
$$;

-- The machines at the end of a UTC day, counted in five ways by what they are now.
CREATE FUNCTION "note_figures"(noted date) RETURNS void
LANGUAGE sql AS $$
  DELETE FROM figure_day WHERE day = noted;
  INSERT INTO figure_day (day, dimension, name, condition, machines)
  SELECT noted, v.dimension, v.name, b.condition, count(*)
    FROM conditions_before((noted + 1)::timestamp AT TIME ZONE 'UTC') b
    JOIN client c ON c.id = b.client_id
    LEFT JOIN site s ON s.id = c.site_id
   CROSS JOIN LATERAL (VALUES
     ('product', coalesce(c.product_label, '')),
     ('method', activation_method(c.channel, c.activated_by)),
     ('host', coalesce(c.kms_host, '')),
     ('key', coalesce(c.partial_key, '')),
     ('site', coalesce(s.name, ''))) v(dimension, name)
   GROUP BY 2, 3, 4
$$;
