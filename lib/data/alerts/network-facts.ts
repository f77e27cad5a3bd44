import type {
  CellFactsOfAlert,
  NeverHeardFacts,
  StrangeHostFacts,
} from '@/lib/activation/alert/network-rules'
import { cloudOf } from '@/lib/activation/kms/cloud-host-table'
import { loadMatrix } from '../discovery/discovery-page'
import type { KmsHostRow } from '../kms-hosts/host-shapes'
import { STALE_DAYS } from '../networks/never-heard'
import type { DataReader } from '../permission'
import { loadCloudHosts } from '../reference/own-entries'
import { readRows } from '../rows'

/** Every host in every zone by the newest check, with what hosts said of publishing themselves. */
export async function loadCellFacts(
  reader: DataReader,
  hosts: readonly KmsHostRow[],
  now: Date,
): Promise<CellFactsOfAlert[]> {
  const [{ matrix, last }, words] = await Promise.all([loadMatrix(reader), loadPublishing(now)])
  const clients = new Map(hosts.flatMap((host) => host.names.map((name) => [name, host.clients] as const)))
  const cells = matrix.rows.flatMap(({ zone, cells: own }) =>
    own.map((cell): CellFactsOfAlert => {
      const { state, notes, host } = cell
      const checkedAt =
        cell.answers
          .map(({ at }) => at)
          .sort()
          .at(-1) ??
        last?.finishedAt ??
        undefined
      return {
        zone: zone.name,
        host,
        kind: state.kind,
        why: state.kind === 'stale' ? state.why : undefined,
        isPublished: state.kind === 'notExpected' && state.isPublished,
        isOtherPriority: notes.some(({ kind }) => kind === 'otherPriority'),
        checkedAt,
        clients: clients.get(host) ?? 0,
        ...words.get(`${zone.name} ${host}`),
      }
    }),
  )
  const known = new Set(cells.map(({ zone, host }) => `${zone} ${host}`))
  const untold = [...words].filter(([key]) => !known.has(key))
  return [...cells, ...untold.map(([key, word]) => fromWordsAlone(key, word))]
}

type Publishing = Pick<CellFactsOfAlert, 'failedAt' | 'failedCode' | 'publishedAt'>

/** A zone that nobody listed, or that was not checked. */
function fromWordsAlone(key: string, word: Publishing): CellFactsOfAlert {
  const [zone = '', host = ''] = key.split(' ')
  const nothing = { isPublished: false, isOtherPriority: false, checkedAt: undefined, clients: 0 }
  return { zone, host, kind: 'notAsked', ...nothing, ...word }
}

/** The newest 12293 and 12294 of each host and zone. */
async function loadPublishing(now: Date): Promise<Map<string, Publishing>> {
  const rows = await readRows<{
    zone: string
    host: string
    failedAt: string | null
    failedCode: string | null
    publishedAt: string | null
  }>(
    `SELECT lower(e.details ->> 'zone') AS zone, h.name AS host,
            max(e.at) FILTER (WHERE e.kind = 'dnsPublishFailure') AS failed_at,
            (array_agg(e.code ORDER BY e.at DESC) FILTER (WHERE e.kind = 'dnsPublishFailure'))[1] AS failed_code,
            max(e.at) FILTER (WHERE e.details ->> 'what' = 'published') AS published_at
       FROM kms_host h JOIN activation_event e ON e.host_id = h.id
      WHERE e.kind IN ('kmsService', 'dnsPublishFailure') AND e.details ->> 'zone' IS NOT NULL AND e.at <= $1 GROUP BY 1, 2`,
    [now],
  )
  return new Map(
    rows.map(({ zone, host, failedAt, failedCode, publishedAt }) => [
      `${zone} ${host}`,
      {
        ...(failedAt && { failedAt }),
        ...(failedCode && { failedCode }),
        ...(publishedAt && { publishedAt }),
      },
    ]),
  )
}

/** KMS hosts that are not ours and that machines use, with a few of those. */
export async function loadStrangeHosts(hosts: readonly KmsHostRow[]): Promise<{
  unknown: StrangeHostFacts[]
  cloud: StrangeHostFacts[]
}> {
  const unknown = hosts.filter(({ state, clients }) => state === 'unknown' && clients > 0)
  const strayed = await loadStrayed()
  const named = await loadNamed([
    ...unknown.flatMap(({ names }) => names),
    ...strayed.map(({ host }) => host),
  ])
  return {
    unknown: unknown.map(({ name, names, clients, sightings, lastSeenAt }) => ({
      host: name,
      clients,
      zones: sightings.find(({ source, isGone }) => source === 'srv' && !isGone)?.count ?? 0,
      named: names.flatMap((one) => named.get(one) ?? []),
      at: lastSeenAt ?? undefined,
    })),
    cloud: strayed.map(({ host, clients, cloud }) => ({
      host,
      clients,
      zones: 0,
      cloud,
      named: named.get(host) ?? [],
    })),
  }
}

/** Of so many machines that ask clouds it is looked up whether they are virtual: enough to say that there are some. */
const CLOUD_CLIENTS_LOOKED_AT = 20_000

/** Machines that are not virtual and ask a KMS host of a cloud: they cannot be of that cloud. */
async function loadStrayed(): Promise<{ host: string; cloud: string; clients: number }[]> {
  const clouds = await loadCloudHosts()
  const rows = await readRows<{ host: string; clients: number }>(
    `SELECT kms_host AS host, count(*)::int AS clients
       FROM (SELECT kms_host, is_virtual FROM client
              WHERE kind IN (SELECT kind FROM fleet_kind WHERE kms_host = ANY($1)) LIMIT $2) asked
      WHERE NOT is_virtual AND kms_host IS NOT NULL GROUP BY 1 ORDER BY 1`,
    [clouds.map(({ host }) => host), CLOUD_CLIENTS_LOOKED_AT],
  )
  return rows.map(({ host, clients }) => ({
    host,
    cloud: cloudOf([host], clouds) ?? '',
    clients,
  }))
}

const MOST_NAMED = 20
/** The machines of a host are gathered where they are few, else the first are soon met along the names. */
const FEW = 2_000

async function loadNamed(hosts: readonly string[]): Promise<Map<string, string[]>> {
  if (hosts.length === 0) return new Map()
  const rows = await readRows<{ host: string; name: string }>(
    `SELECT h.host, c.name
       FROM (SELECT kms_host AS host, sum(clients) AS clients, array_agg(kind) AS kinds
               FROM fleet_kind WHERE kms_host = ANY($1) GROUP BY 1) h,
            LATERAL ((SELECT name FROM (SELECT name FROM client WHERE kind = ANY(h.kinds) OFFSET 0) found
                       WHERE h.clients <= ${FEW} ORDER BY name LIMIT ${MOST_NAMED})
                      UNION ALL
                     (SELECT name FROM (SELECT name, kind FROM client ORDER BY name OFFSET 0) passed
                       WHERE h.clients > ${FEW} AND kind = ANY(h.kinds) LIMIT ${MOST_NAMED})) c`,
    [[...hosts]],
  )
  return new Map(
    [...Map.groupBy(rows, ({ host }) => host)].map(([host, own]) => [host, own.map(({ name }) => name)]),
  )
}

/** Per directory, machines that log on, that it has known for so many days, and that no import ever named. */
export function loadNeverHeardFacts(now: Date, days: number): Promise<NeverHeardFacts[]> {
  return readRows<NeverHeardFacts>(
    `SELECT s.server AS directory, sum(d.computers)::int AS computers, sum(d.machines)::int AS machines
       FROM (SELECT source_id, operating_system, count(*) AS computers,
                    count(*) FILTER (WHERE NOT is_heard AND coalesce(created_at, first_read_at) <= $1::timestamptz - make_interval(days => $2)) AS machines
               FROM directory_computer
              WHERE gone_at IS NULL AND NOT is_disabled
                AND coalesce(last_logon_at, created_at, first_read_at) >= $1::timestamptz - interval '${STALE_DAYS} days'
              GROUP BY 1, 2) d
       JOIN directory_source s ON s.id = d.source_id
      WHERE d.operating_system IS NULL OR d.operating_system ILIKE '%windows%' GROUP BY 1`,
    [now, days],
  )
}
