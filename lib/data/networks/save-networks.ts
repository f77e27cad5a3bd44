import type { Transaction } from '../audit'
import { jsonText } from '../json-text'

type Effect = 'new' | 'changed' | 'same'

interface NewUnit {
  effect: Effect
  kind: string
  name: string
  forest: string | null
  trust: string | null
  note: string | null
  isRetired: boolean
}

interface NewZone {
  effect: Effect
  name: string
  unit: string | null
  servers: string[]
  isUntrusted: boolean
  note: string | null
  isRetired: boolean
}

/**
 * Writes what is new or changed of a plan: forests before their domains, units before their zones. What was there
 * keeps its origin, and a zone that stays retired keeps its day.
 */
export async function saveNetworks(
  tx: Transaction,
  plan: { units: readonly NewUnit[]; zones: readonly NewZone[] },
  { origin, now }: { origin: 'file' | 'directory'; now: Date },
): Promise<void> {
  const units = plan.units.filter(isNews)
  const save = (rows: readonly NewUnit[]) =>
    rows.length > 0 && tx.$executeRawUnsafe(SAVE_UNITS, jsonText(rows), origin, now)
  await save(units.filter(({ kind }) => kind === 'forest'))
  await save(units.filter(({ kind }) => kind !== 'forest'))
  const zones = plan.zones.filter(isNews)
  if (zones.length > 0) await tx.$executeRawUnsafe(SAVE_ZONES, jsonText(zones), origin, now)
}

const isNews = ({ effect }: { effect: Effect }) => effect !== 'same'

const SAVE_UNITS = `
  INSERT INTO directory_unit (id, kind, name, forest_id, trust, note, origin, created_at, retired_at)
  SELECT gen_random_uuid(), n.kind, n.name, f.id, n.trust, n.note, $2, $3::timestamptz,
         CASE WHEN n."isRetired" THEN $3::timestamptz END
    FROM jsonb_to_recordset($1::jsonb)
         AS n(kind text, name text, forest text, trust text, note text, "isRetired" boolean)
    LEFT JOIN directory_unit f ON f.kind = 'forest' AND f.name = n.forest
      ON CONFLICT (kind, name) DO UPDATE
     SET forest_id = EXCLUDED.forest_id, trust = EXCLUDED.trust, note = EXCLUDED.note,
         retired_at = CASE WHEN EXCLUDED.retired_at IS NULL THEN NULL
                           ELSE coalesce(directory_unit.retired_at, EXCLUDED.retired_at) END`

/** A forest and its root domain share their name; a zone belongs to the domain then. */
const SAVE_ZONES = `
  INSERT INTO dns_zone (id, name, unit_id, servers, is_untrusted, note, origin, created_at, retired_at)
  SELECT gen_random_uuid(), n.name, u.id, ARRAY(SELECT jsonb_array_elements_text(n.servers)), n."isUntrusted", n.note,
         $2, $3::timestamptz, CASE WHEN n."isRetired" THEN $3::timestamptz END
    FROM jsonb_to_recordset($1::jsonb)
         AS n(name text, unit text, servers jsonb, "isUntrusted" boolean, note text, "isRetired" boolean)
    LEFT JOIN LATERAL (
         SELECT id FROM directory_unit WHERE name = n.unit
          ORDER BY array_position(ARRAY['domain', 'workgroup', 'forest'], kind) LIMIT 1) u ON true
      ON CONFLICT (name) DO UPDATE
     SET unit_id = EXCLUDED.unit_id, servers = EXCLUDED.servers, is_untrusted = EXCLUDED.is_untrusted,
         note = EXCLUDED.note,
         retired_at = CASE WHEN EXCLUDED.retired_at IS NULL THEN NULL
                           ELSE coalesce(dns_zone.retired_at, EXCLUDED.retired_at) END`
