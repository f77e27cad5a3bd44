-- CMIDs that came under more than one name: few among a million, and looked through for machines that share one. A CMID
-- stays here when its names go; whoever reads looks at the names again.
CREATE TABLE "repeated_cmid" (
    "cmid" UUID NOT NULL,

    CONSTRAINT "repeated_cmid_pkey" PRIMARY KEY ("cmid")
);

INSERT INTO "repeated_cmid" SELECT cmid FROM client_cmid GROUP BY cmid HAVING count(*) > 1;

CREATE FUNCTION keep_repeated_cmids() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO repeated_cmid
  SELECT DISTINCT a.cmid FROM added a
   WHERE EXISTS (SELECT FROM client_cmid k WHERE k.cmid = a.cmid AND k.name_id <> a.name_id)
      ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER client_cmid_repeats AFTER INSERT ON "client_cmid"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_repeated_cmids();
