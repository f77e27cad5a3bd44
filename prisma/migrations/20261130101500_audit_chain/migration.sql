-- A proof beside each audit entry: hashes over what the entry says, and a chain over the hashes, so that an entry changed,
-- removed or put in between later is found. Entries commit with their own hash; one sealer gives them their place in the
-- chain a moment later, so that writers do not wait for one another. The name and the content stand in the chained form as
-- salted hashes, so that a person can be erased from an entry without breaking the chain.
-- No foreign key: a proof outlives its entry, which is how a missing one is found.

CREATE TABLE "audit_proof" (
    "entry_id" BIGINT NOT NULL,
    "name_salt" BYTEA,
    "name_hash" BYTEA NOT NULL,
    "content_salt" BYTEA,
    "content_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "position" BIGINT,
    "chain" BYTEA,
    "sealed_at" TIMESTAMPTZ(3),

    CONSTRAINT "audit_proof_pkey" PRIMARY KEY ("entry_id")
);
CREATE UNIQUE INDEX "audit_proof_position_key" ON "audit_proof"("position");
-- By entry as well: what is not sealed yet is all that the sealer looks at.
CREATE INDEX "audit_proof_position_entry_id_idx" ON "audit_proof"("position", "entry_id");
ALTER TABLE "audit_proof" ADD CONSTRAINT "audit_proof_sealed_whole"
  CHECK (("position" IS NULL) = ("chain" IS NULL) AND ("position" IS NULL) = ("sealed_at" IS NULL));

-- The state of the chain once a day, to be kept outside of the database as well.
CREATE TABLE "audit_anchor" (
    "day" DATE NOT NULL,
    "position" BIGINT NOT NULL,
    "chain" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_anchor_pkey" PRIMARY KEY ("day")
);

CREATE FUNCTION audit_content(entry audit_entry) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT convert_to(jsonb_build_object('before', entry.before, 'after', entry.after, 'reason', entry.reason)::text, 'UTF8')
$$;

-- What is hashed: text, so that an export can carry it as it is and be checked without a database.
CREATE FUNCTION audit_canonical(entry audit_entry, name_hash bytea, content_hash bytea) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object(
    'id', entry.id,
    'at', to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'actorId', entry.actor_id,
    'action', entry.action,
    'subjectType', entry.subject_type,
    'subjectId', entry.subject_id,
    'requestId', entry.request_id,
    'name', encode(name_hash, 'hex'),
    'content', encode(content_hash, 'hex'))::text
$$;

CREATE FUNCTION prove_audit_entry(entry audit_entry) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  name_salt bytea := uuid_send(gen_random_uuid());
  content_salt bytea := uuid_send(gen_random_uuid());
  name_hash bytea := sha256(name_salt || convert_to(entry.actor_name, 'UTF8'));
  content_hash bytea := sha256(content_salt || audit_content(entry));
BEGIN
  INSERT INTO audit_proof (entry_id, name_salt, name_hash, content_salt, content_hash, hash)
  VALUES (entry.id, name_salt, name_hash, content_salt, content_hash,
    sha256(convert_to(audit_canonical(entry, name_hash, content_hash), 'UTF8')));
END $$;

CREATE FUNCTION prove_new_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM prove_audit_entry(NEW);
  RETURN NULL;
END $$;

SELECT prove_audit_entry(entry) FROM audit_entry entry;
CREATE TRIGGER audit_entry_proof AFTER INSERT ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION prove_new_audit_entry();

-- Gives up to `most` entries their place in the chain, the oldest first. Whoever comes meanwhile seals nothing.
CREATE FUNCTION seal_audit(most integer) RETURNS integer LANGUAGE plpgsql AS $$
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
  FOR entry IN SELECT entry_id, hash FROM audit_proof WHERE position IS NULL ORDER BY entry_id LIMIT most LOOP
    last_position := last_position + 1;
    last_chain := sha256(last_chain || entry.hash);
    UPDATE audit_proof SET position = last_position, chain = last_chain, sealed_at = clock_timestamp()
      WHERE entry_id = entry.entry_id;
    sealed := sealed + 1;
  END LOOP;
  RETURN sealed;
END $$;

-- A person's name and words about them may be taken out of an entry; nothing else may change.
CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('audit.erasing', true) = 'yes'
    AND (NEW.id, NEW.at, NEW.actor_id, NEW.action, NEW.subject_type, NEW.subject_id, NEW.request_id)
      IS NOT DISTINCT FROM (OLD.id, OLD.at, OLD.actor_id, OLD.action, OLD.subject_type, OLD.subject_id, OLD.request_id)
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'audit entries are never changed or removed';
END $$;
