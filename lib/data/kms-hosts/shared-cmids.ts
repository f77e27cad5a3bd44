import { commonPrefix, judgeCmid } from '@/lib/activation/kms/shared-cmids'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'

/** One machine of a cluster. Times are ISO 8601 UTC. */
export interface SharingMachine {
  name: string
  product: string | null
  firstAt: string
  lastAt: string
  /** since when it uses another CMID */
  ownSince: string | null
  state: 'sharing' | 'cured' | 'gone'
}

/** Machines that share or shared one CMID. */
export interface SharedCmid {
  cmid: string
  application: 'windows' | 'office'
  machines: SharingMachine[]
  /** how many use it now, have a CMID of their own since, or fell silent */
  sharing: number
  cured: number
  gone: number
  /** what hints at the image: the common beginning of the names, their product, the first sight */
  prefix: string
  product: string | null
  firstAt: string
  /** by their newest activation */
  hosts: string[]
}

export interface SharedCmidsView {
  now: string
  /** shared by two machines or more now, most first */
  open: SharedCmid[]
  /** at most one machine is left */
  solved: SharedCmid[]
}

/**
 * Which machines share a CMID, judged by when each was seen with it. Throws NotPermitted without `fleet.read`.
 */
export async function loadSharedCmids(reader: DataReader, now: Date): Promise<SharedCmidsView> {
  mustBeAble(reader, 'fleet.read')
  const clusters = await loadClusters(now)
  return {
    now: now.toISOString(),
    open: clusters.filter(({ sharing }) => sharing > 1),
    solved: clusters.filter(({ sharing }) => sharing <= 1),
  }
}

/** CMIDs that are shared now; the caller has checked the permission. */
export async function countSharedCmids(now: Date): Promise<number> {
  return (await loadClusters(now)).filter(({ sharing }) => sharing > 1).length
}

/** The clusters whose machines name one of these hosts; the caller has checked the permission. */
export async function sharedCmidsOfHosts(names: readonly string[], now: Date): Promise<SharedCmid[]> {
  const clusters = await loadClusters(now)
  return clusters.filter(({ sharing, hosts }) => sharing > 1 && hosts.some((host) => names.includes(host)))
}

interface UseRow {
  cmid: string
  application: 'windows' | 'office'
  name: string
  product: string | null
  host: string | null
  firstAt: string
  lastAt: string
  ownSince: string | null
}

/**
 * Of the CMIDs that came under several names those of several machines, each table once by the whole list of ids. A machine's
 * own CMID is one of the same application that it came to use after the shared one; of Windows' the machine has the newest itself.
 */
const USES = `
  WITH shared AS MATERIALIZED (SELECT * FROM client_cmid WHERE cmid = ANY(ARRAY(SELECT cmid FROM repeated_cmid))),
  named AS MATERIALIZED (SELECT id, client_id FROM client_name WHERE id = ANY(ARRAY(SELECT name_id FROM shared))),
  machine AS MATERIALIZED (
    SELECT id, name, product_label, kms_host, cmid FROM client WHERE id = ANY(ARRAY(SELECT client_id FROM named))),
  used AS (
    SELECT s.cmid, s.application, n.client_id, min(s.first_seen_at) AS first_at, max(s.last_seen_at) AS last_at
      FROM shared s JOIN named n ON n.id = s.name_id GROUP BY 1, 2, 3),
  several AS (SELECT cmid, application FROM used GROUP BY 1, 2 HAVING count(*) > 1)
  SELECT u.cmid, u.application, m.name, m.product_label AS product, m.kms_host AS host, u.first_at, u.last_at,
         CASE WHEN u.application = 'office' OR m.cmid IS DISTINCT FROM u.cmid THEN (
           SELECT min(o.first_seen_at) FROM client_name n JOIN client_cmid o ON o.name_id = n.id
            WHERE n.client_id = u.client_id AND o.application = u.application AND o.cmid <> u.cmid
              AND o.last_seen_at > u.last_at) END AS own_since
    FROM several JOIN used u USING (cmid, application) JOIN machine m ON m.id = u.client_id
   ORDER BY u.cmid, u.application, u.first_at, m.name`

async function loadClusters(now: Date): Promise<SharedCmid[]> {
  const rows = await readRows<UseRow>(USES)
  const byCmid = Map.groupBy(rows, ({ cmid, application }) => `${cmid} ${application}`)
  return [...byCmid.values()]
    .flatMap((uses) => clusterOf(uses, now) ?? [])
    .sort((a, b) => b.sharing - a.sharing || a.cmid.localeCompare(b.cmid))
}

function clusterOf(uses: UseRow[], now: Date): SharedCmid | undefined {
  const [first] = uses
  const verdict = judgeCmid(
    uses.map(({ name, firstAt, lastAt, ownSince }) => ({
      machine: name,
      firstAt: Date.parse(firstAt),
      lastAt: Date.parse(lastAt),
      ...(ownSince && { ownSince: Date.parse(ownSince) }),
    })),
    now.getTime(),
  )
  if (first === undefined || verdict.kind === 'renamed') return undefined
  const cured = new Set(verdict.cured)
  const gone = new Set(verdict.gone)
  const stateOf = (name: string): SharingMachine['state'] => {
    if (cured.has(name)) return 'cured'
    return gone.has(name) ? 'gone' : 'sharing'
  }
  return {
    cmid: first.cmid,
    application: first.application,
    machines: uses.map(({ name, product, firstAt, lastAt, ownSince }) => ({
      name,
      product,
      firstAt,
      lastAt,
      ownSince,
      state: stateOf(name),
    })),
    sharing: verdict.now.length,
    cured: verdict.cured.length,
    gone: verdict.gone.length,
    prefix: commonPrefix(uses.map(({ name }) => name)),
    product: mostFrequent(uses.flatMap(({ product }) => product ?? [])),
    firstAt: first.firstAt,
    hosts: [...new Set(uses.flatMap(({ host }) => host ?? []))],
  }
}

function mostFrequent(words: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}
