-- Months are compared by owner too: who owned a machine then is noted with the other names of the day.

ALTER TABLE "figure_day" DROP CONSTRAINT "figure_day_dimension";
ALTER TABLE "figure_day" ADD CONSTRAINT "figure_day_dimension"
  CHECK ("dimension" IN ('product', 'method', 'host', 'key', 'site', 'owner'));

-- The machines at the end of a UTC day, counted in six ways by what they are now.
CREATE OR REPLACE FUNCTION "note_figures"(noted date) RETURNS void
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
     ('site', coalesce(s.name, '')),
     ('owner', coalesce(c.owner, ''))) v(dimension, name)
   GROUP BY 2, 3, 4
$$;
