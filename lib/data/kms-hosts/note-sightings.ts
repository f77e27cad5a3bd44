import { cleanName } from '@/lib/activation/discovery/discovery'
import type { Transaction } from '../audit'

/** What one look at one place showed: an SRV answer for a zone, a collector's report from a machine. */
export interface SightingsAt {
  source: 'srv' | 'collector'
  /** the zone, or the machine that reported; lower-cased here */
  seenIn: string
  at: Date
  /** every host seen there at `at`; an empty list says that nobody is there any more */
  hosts: readonly { host: string; port?: number }[]
  isSample?: boolean
}

/**
 * Keeps which KMS hosts were seen at one place, for the inventory (inventory.ts). Only answers count: a look that
 * failed says nothing, so do not call this for an unreachable DNS server. A host that was there before and is not in
 * `hosts` is noted as gone; an older look than the one kept changes nothing.
 */
export async function noteSightings(tx: Transaction, seen: SightingsAt): Promise<void> {
  const seenIn = cleanName(seen.seenIn)
  const hosts = [...new Map(seen.hosts.map(({ host, port }) => [cleanName(host), port ?? null]))].filter(
    ([host]) => host !== '',
  )
  const names = hosts.map(([host]) => host)
  const ports = hosts.map(([, port]) => port)
  await tx.$executeRaw`
    INSERT INTO kms_host_sighting AS s (host, source, seen_in, port, first_at, last_at, is_sample)
    SELECT host, ${seen.source}, ${seenIn}, port, ${seen.at}, ${seen.at}, ${seen.isSample ?? false}
      FROM unnest(${names}::text[], ${ports}::int[]) AS h(host, port)
        ON CONFLICT (host, source, seen_in) DO UPDATE
       SET port = excluded.port, last_at = excluded.last_at, gone_at = NULL
     WHERE excluded.last_at > s.last_at AND (s.gone_at IS NULL OR excluded.last_at > s.gone_at)`
  await tx.$executeRaw`
    UPDATE kms_host_sighting SET gone_at = ${seen.at}
     WHERE source = ${seen.source} AND seen_in = ${seenIn} AND gone_at IS NULL AND last_at < ${seen.at}
       AND host <> ALL(${names}::text[])`
}
