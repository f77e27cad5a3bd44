-- A guest that its Hyper-V host activates (AVMA) renews by itself every seven days: past that time it is unheard of, not in grace.
CREATE OR REPLACE FUNCTION "lapses_through_grace"(status license_status, channel text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT status = 'licensed' AND channel NOT IN ('Evaluation', 'AVMA')
$$;
