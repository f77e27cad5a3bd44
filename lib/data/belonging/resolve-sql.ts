/**
 * Whether the rule `r` means the machine `m(id, name, label, domain)`. A zone means those below it too, an organizational unit
 * what stands under it; the directory knows a machine by any of its names.
 */
export const RULE_MEANS = `CASE r.kind
    WHEN 'name' THEN m.name LIKE r.like_pattern OR m.label LIKE r.like_pattern
    WHEN 'zone' THEN m.domain = r.like_pattern OR right(m.domain, length(r.like_pattern) + 1) = '.' || r.like_pattern
    ELSE EXISTS (SELECT FROM client_name n JOIN directory_computer d ON d.name = n.name
                  WHERE n.client_id = m.id AND d.gone_at IS NULL
                    AND (d.place = r.like_pattern OR starts_with(d.place, r.like_pattern || '/'))) END`

/** The first word that says the field: by hand, then by a list, the latest first; then by rules in their order. */
const first = (field: string, part = field) =>
  `(array_agg(s.${part} ORDER BY s.rank, s.place) FILTER (WHERE s.${field} IS NOT NULL))[1]`

/**
 * What the words and rules of now say of some machines: a query for `id, site, owner, department, tags`, with `_from` behind
 * each of the three the source that says it ('hand', 'list' or the id of a rule). '' says none. Tags add up, less those that
 * were taken off by hand.
 * @param ids the placeholder of the ids
 */
export const resolved = (ids: string) => `
  WITH m AS MATERIALIZED (
    SELECT id, name, split_part(name, '.', 1) AS label, domain_of_client(name, domain) AS domain
      FROM client WHERE id = ANY(${ids}::int[])),
  said AS MATERIALIZED (
    SELECT n.client_id AS id, CASE w.source WHEN 'hand' THEN 0 ELSE 1 END AS rank, -extract(epoch FROM w.told_at) AS place,
           w.source AS origin, w.site, w.owner, w.department, w.tags, w.tags_off
      FROM client_name n JOIN belonging_word w ON w.name = n.name WHERE n.client_id = ANY(${ids}::int[])
     UNION ALL
    SELECT m.id, 2, r.position, r.id::text, r.site, r.owner, r.department, r.tags, '{}'
      FROM m JOIN belonging_rule r ON ${RULE_MEANS}),
  tagged AS (
    SELECT id, array_agg(tag ORDER BY tag) AS tags FROM (
      SELECT id, unnest(tags) AS tag FROM said EXCEPT SELECT id, unnest(tags_off) FROM said) t GROUP BY id)
  SELECT m.id, t.tags,
         ${(['site', 'owner', 'department'] as const).map((field) => `${first(field)} AS ${field}, ${first(field, 'origin')} AS ${field}_from`).join(', ')}
    FROM m LEFT JOIN said s ON s.id = m.id LEFT JOIN tagged t ON t.id = m.id GROUP BY m.id, t.tags`
