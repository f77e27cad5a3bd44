-- Machines by the domain they stand in and by the DNS zone that their names point to: kept, since working both out of a
-- million names took seconds. A machine hardly ever moves, so renewals cost nothing more. '' stands for none.
CREATE TABLE "fleet_domain" (
    "domain" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "clients" INTEGER NOT NULL,

    CONSTRAINT "fleet_domain_pkey" PRIMARY KEY ("domain","zone"),
    CONSTRAINT "fleet_domain_not_negative" CHECK ("clients" >= 0)
);

-- As reported, else what follows the first label of the name.
CREATE FUNCTION domain_of_client(name text, domain text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(domain, substr(name, strpos(name || '.', '.') + 1));

-- What follows the first label of a full name, and for short names the domain where it has a dot. Addresses have none.
CREATE FUNCTION zone_of_client(name text, domain text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(CASE WHEN name ~ '^[0-9.]+$' OR name LIKE '%:%' THEN NULL
                     WHEN strpos(name, '.') > 0 THEN substr(name, strpos(name, '.') + 1)
                     WHEN strpos(domain, '.') > 0 THEN lower(domain) END, '');

CREATE FUNCTION count_fleet_domains() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed text := '';
BEGIN
  IF TG_OP <> 'INSERT' THEN changed := 'SELECT name, domain, -1 AS delta FROM old_client'; END IF;
  IF TG_OP <> 'DELETE' THEN changed := 'SELECT name, domain, 1 AS delta FROM new_client'; END IF;
  EXECUTE 'MERGE INTO fleet_domain t USING (
      SELECT domain_of_client(name, domain) AS domain, zone_of_client(name, domain) AS zone, sum(delta)::int AS delta
        FROM (' || changed || ') c GROUP BY 1, 2 ORDER BY 1, 2
    ) d ON t.domain = d.domain AND t.zone = d.zone
    WHEN MATCHED AND t.clients + d.delta = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET clients = t.clients + d.delta
    WHEN NOT MATCHED THEN INSERT (domain, zone, clients) VALUES (d.domain, d.zone, d.delta)';
  RETURN NULL;
END
$$;
CREATE TRIGGER "client_inserted_in_domain" AFTER INSERT ON "client"
  REFERENCING NEW TABLE AS new_client FOR EACH STATEMENT EXECUTE FUNCTION count_fleet_domains();
CREATE TRIGGER "client_deleted_in_domain" AFTER DELETE ON "client"
  REFERENCING OLD TABLE AS old_client FOR EACH STATEMENT EXECUTE FUNCTION count_fleet_domains();

CREATE FUNCTION move_between_domains() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE fleet_domain SET clients = clients - 1
   WHERE domain = domain_of_client(OLD.name, OLD.domain) AND zone = zone_of_client(OLD.name, OLD.domain);
  DELETE FROM fleet_domain
   WHERE domain = domain_of_client(OLD.name, OLD.domain) AND zone = zone_of_client(OLD.name, OLD.domain) AND clients = 0;
  INSERT INTO fleet_domain VALUES (domain_of_client(NEW.name, NEW.domain), zone_of_client(NEW.name, NEW.domain), 1)
      ON CONFLICT (domain, zone) DO UPDATE SET clients = fleet_domain.clients + 1;
  RETURN NULL;
END
$$;
CREATE TRIGGER "client_moved" AFTER UPDATE ON "client" FOR EACH ROW
  WHEN (OLD.domain IS DISTINCT FROM NEW.domain OR OLD.name <> NEW.name) EXECUTE FUNCTION move_between_domains();

INSERT INTO "fleet_domain"
SELECT domain_of_client(name, domain), zone_of_client(name, domain), count(*)::int FROM client GROUP BY 1, 2;
