-- The ledger of each MAK. Entries are only ever added; the balance of a key is what its entries add up to, and the
-- database keeps it so: whoever writes, and however many at once, no entry is lost and no planned spending goes below
-- zero. What we saw (balance) and what Microsoft reported (reported) stand side by side and never overwrite each other.
CREATE TABLE "mak_account" (
    "key_id" UUID NOT NULL,
    "balance" INTEGER NOT NULL DEFAULT 0,
    "granted" INTEGER NOT NULL DEFAULT 0,
    "entries" INTEGER NOT NULL DEFAULT 0,
    "reported" INTEGER,
    "reported_at" TIMESTAMPTZ(3),
    "reported_by" TEXT,
    "reported_source" TEXT,
    "low_absolute" INTEGER,
    "low_percent" INTEGER DEFAULT 20,
    "low_days" INTEGER,

    CONSTRAINT "mak_account_pkey" PRIMARY KEY ("key_id")
);

CREATE TABLE "mak_entry" (
    "key_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "cause" TEXT,
    "change" INTEGER NOT NULL,
    "remaining" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "machine" TEXT,
    "slot" TEXT,
    "cmid" UUID,
    "installation_digest" TEXT,
    "source" TEXT NOT NULL,
    "reason" TEXT,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "import_id" UUID,
    "line" INTEGER,
    "fingerprint" UUID,
    "is_planned" BOOLEAN NOT NULL DEFAULT false,
    "covered_by" INTEGER,
    "takes_back" INTEGER,
    "idempotency_key" TEXT NOT NULL,
    "balance_after" INTEGER NOT NULL,

    CONSTRAINT "mak_entry_pkey" PRIMARY KEY ("key_id","no")
);

-- Led by what is looked for and not by the key: a plan made while a ledger was short would otherwise go by the key and read
-- all of its entries.
CREATE UNIQUE INDEX "mak_entry_idempotency_key_key_id_key" ON "mak_entry"("idempotency_key", "key_id");

CREATE INDEX "mak_entry_machine_idx" ON "mak_entry"("machine");

CREATE INDEX "mak_entry_key_id_at_idx" ON "mak_entry"("key_id", "at");

-- What few entries have: what was taken back (once), what a plan covered, an installation ID. Partial, so that the many
-- without it cost nothing.
CREATE UNIQUE INDEX "mak_entry_takes_back" ON "mak_entry"("takes_back", "key_id") WHERE "takes_back" IS NOT NULL;
CREATE INDEX "mak_entry_covered_by" ON "mak_entry"("covered_by", "key_id") WHERE "covered_by" IS NOT NULL;
CREATE INDEX "mak_entry_installation_digest" ON "mak_entry"("installation_digest") WHERE "installation_digest" IS NOT NULL;

ALTER TABLE "mak_account" ADD CONSTRAINT "mak_account_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "product_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "mak_entry" ADD CONSTRAINT "mak_entry_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "mak_account"("key_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "mak_account" ADD CONSTRAINT "mak_account_reported_whole" CHECK (("reported" IS NULL) = ("reported_at" IS NULL));
ALTER TABLE "mak_account" ADD CONSTRAINT "mak_account_low_counts" CHECK (
    "low_absolute" >= 0 AND "low_percent" BETWEEN 0 AND 100 AND "low_days" >= 0);

ALTER TABLE "mak_entry" ADD CONSTRAINT "mak_entry_kind" CHECK ("kind" IN
    ('activation', 'reactivation', 'reapplied', 'correction', 'increase', 'microsoftCount'));
ALTER TABLE "mak_entry" ADD CONSTRAINT "mak_entry_cause" CHECK (
    CASE WHEN "kind" = 'reactivation' THEN "cause" IN ('rebuild', 'hardware') ELSE "cause" IS NULL END);
-- What each kind does to the balance; an activation that was counted when it was planned is seen without a change.
ALTER TABLE "mak_entry" ADD CONSTRAINT "mak_entry_change" CHECK (
    CASE WHEN "covered_by" IS NOT NULL THEN "change" = 0
         WHEN "kind" IN ('activation', 'reactivation') THEN "change" < 0
         WHEN "kind" = 'increase' THEN "change" > 0
         WHEN "kind" = 'correction' THEN "change" <> 0 OR "takes_back" IS NOT NULL
         ELSE "change" = 0 END);
ALTER TABLE "mak_entry" ADD CONSTRAINT "mak_entry_remaining" CHECK (
    ("kind" = 'microsoftCount') = ("remaining" IS NOT NULL) AND "remaining" >= 0);
ALTER TABLE "mak_entry" ADD CONSTRAINT "mak_entry_taken_back" CHECK (
    "takes_back" IS NULL OR ("kind" = 'correction' AND "takes_back" < "no"));
ALTER TABLE "mak_entry" ADD CONSTRAINT "mak_entry_covered" CHECK ("covered_by" < "no");
-- Planned spending never goes below zero; what was seen to have happened may.
ALTER TABLE "mak_entry" ADD CONSTRAINT "mak_entry_no_overdraw" CHECK (
    NOT ("is_planned" AND "change" < 0) OR "balance_after" >= 0);

-- Each MAK has an account from its first moment.
CREATE FUNCTION open_mak_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO mak_account (key_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER product_key_opens_account AFTER INSERT OR UPDATE OF kind ON "product_key"
  FOR EACH ROW WHEN (NEW.kind = 'mak') EXECUTE FUNCTION open_mak_account();

-- Adds what was entered to the accounts. Entries are numbered without gaps and each says the balance after it; a writer
-- that read the account before another one wrote does not fit and is refused as a whole. Of two counts that Microsoft
-- reported for the same moment the lower one stands, whichever arrives first: the order of imports must not decide.
CREATE FUNCTION add_to_mak_account() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER mak_entry_makes_balance AFTER INSERT ON "mak_entry"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION add_to_mak_account();

CREATE FUNCTION refuse_mak_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0];
END $$;
CREATE TRIGGER mak_entry_append_only BEFORE UPDATE ON "mak_entry"
  FOR EACH ROW EXECUTE FUNCTION refuse_mak_change('entries of a MAK ledger are never changed');
-- A ledger goes only with its key, and a key that has one only as part of the sample.
CREATE TRIGGER mak_entry_stays BEFORE DELETE ON "mak_entry"
  FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_mak_change('entries of a MAK ledger are never removed');
CREATE TRIGGER mak_account_stays BEFORE DELETE ON "mak_account"
  FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_mak_change('an account of a MAK goes only with its key');
-- The numbers of an account come from its entries alone.
CREATE TRIGGER mak_account_follows BEFORE UPDATE OF "key_id", "balance", "granted", "entries", "reported", "reported_at" ON "mak_account"
  FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_mak_change('the balance of a MAK is what its entries add up to');

CREATE FUNCTION keep_mak_with_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM mak_entry WHERE key_id = OLD.id) THEN
    RAISE EXCEPTION 'a MAK with entries in its ledger is retired, never removed';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER product_key_keeps_ledger BEFORE DELETE ON "product_key"
  FOR EACH ROW WHEN (OLD.kind = 'mak' AND NOT OLD.is_sample) EXECUTE FUNCTION keep_mak_with_ledger();

-- The same as lib/data/mak/installation-digest.ts.
CREATE FUNCTION installation_digest(installation_id text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN encode(sha256(convert_to(nullif(regexp_replace(installation_id, '\D', '', 'g'), ''), 'UTF8')), 'hex');

-- The MAK that a license reading speaks of: its last five, and its activation ID where both sides know one. Of several
-- keys with the same last five the one that names the activation ID, then one in use, then the oldest.
CREATE FUNCTION mak_of_reading(partial_key text, read_activation_id uuid) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (SELECT k.id FROM product_key k
           WHERE k.kind = 'mak' AND k.last_five = upper(partial_key)
             AND (read_activation_id IS NULL OR k.activation_ids = '{}' OR read_activation_id = ANY (k.activation_ids))
           ORDER BY coalesce(read_activation_id = ANY (k.activation_ids), false) DESC, k.retired_at IS NULL DESC, k.added_at, k.id
           LIMIT 1);
