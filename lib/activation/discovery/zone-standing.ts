import { isAnswer } from './cell-state'
import { cleanName, SRV_SERVICE, srvName } from './discovery'
import type { DiscoveryMatrix, MatrixZone } from './discovery-matrix'
import type { ZoneAnswer } from './dns-findings'

/** How a listed zone is changed. */
export interface ZoneStanding {
  /** Where updates go: 'address:port'; absent where none is listed, then the SOA record says it. */
  server?: string
  /** The zone that holds the names: the listed one, or one above it when that is no zone of its own. */
  apex: string
}

/** The standing of each zone of a matrix, by clean name. */
export function zoneStandings(matrix: DiscoveryMatrix): Map<string, ZoneStanding> {
  const rows = matrix.rows.map(({ zone, cells }) => {
    const answers = cells[0]?.answers ?? []
    const server = updateServer(zone, answers)
    return [cleanName(zone.name), { apex: apexOf(zone.name, answers), ...(server && { server }) }] as const
  })
  return new Map(rows)
}

/** The first listed server that answered, else the first; a resolver that was asked for want of a list takes no updates. */
export function updateServer({ servers }: MatrixZone, answers: readonly ZoneAnswer[]): string | undefined {
  const answered = answers.filter(isAnswer).map(({ server }) => server)
  const reached = servers.flatMap((listed) => answered.find((server) => isSameServer(listed, server)) ?? [])
  return reached[0] ?? servers[0]
}

/** '192.0.2.53' is '192.0.2.53:53'. */
const isSameServer = (listed: string, answered: string) =>
  [listed, `${listed}:53`, `[${listed}]:53`].includes(answered)

/** Where the SRV records of a zone stand: as named, at the end of a CNAME, or in a zone above. */
export function recordPlace(
  zone: string,
  answers: readonly ZoneAnswer[],
): { zone: string; name: string; isAlias: boolean } {
  const own = srvName(zone)
  const place = answers.find((answer) => isAnswer(answer) && answer.place)?.place
  // A CNAME that leads to another kind of name, as a wildcard's may: a record at the own name takes its place.
  if (!place?.name.startsWith(`${SRV_SERVICE}.`)) return { zone: cleanName(zone), name: own, isAlias: false }
  const above = place.name.slice(SRV_SERVICE.length + 1)
  return { zone: place.zone ?? above, name: place.name, isAlias: place.name !== own }
}

function apexOf(zone: string, answers: readonly ZoneAnswer[]): string {
  const place = recordPlace(zone, answers)
  return place.isAlias ? cleanName(zone) : place.zone
}
