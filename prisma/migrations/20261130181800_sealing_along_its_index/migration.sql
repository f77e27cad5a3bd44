-- While many entries wait to be sealed, the planner took them for common and walked all sealed ones to find the next 2,000: a second of
-- a processor for each call. In this order only the index by position serves.
CREATE OR REPLACE FUNCTION seal_audit(most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  last_position bigint;
  last_chain bytea;
  entry record;
  sealed integer := 0;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('audit chain')) THEN RETURN 0; END IF;
  SELECT position, chain INTO last_position, last_chain
    FROM audit_proof WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1;
  last_position := coalesce(last_position, 0);
  last_chain := coalesce(last_chain, sha256(''::bytea));
  FOR entry IN SELECT entry_id, hash FROM audit_proof WHERE position IS NULL ORDER BY position, entry_id LIMIT most LOOP
    last_position := last_position + 1;
    last_chain := sha256(last_chain || entry.hash);
    UPDATE audit_proof SET position = last_position, chain = last_chain, sealed_at = clock_timestamp()
      WHERE entry_id = entry.entry_id;
    sealed := sealed + 1;
  END LOOP;
  RETURN sealed;
END $$;
