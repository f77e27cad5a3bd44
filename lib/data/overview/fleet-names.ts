import { readRows } from '../rows'

/** The words that occur in the fleet: what filters offer, and what parts of a word are resolved against. */
export interface FleetNames {
  products: string[]
  channels: string[]
  hosts: string[]
}

/** Walks an index from value to value, so that its cost grows with the values and not with the machines. */
const distinct = (column: string) => `
  WITH RECURSIVE walk AS (
    (SELECT ${column} AS value FROM client WHERE ${column} IS NOT NULL ORDER BY ${column} LIMIT 1)
    UNION ALL
    SELECT (SELECT ${column} FROM client WHERE ${column} > walk.value ORDER BY ${column} LIMIT 1)
      FROM walk WHERE walk.value IS NOT NULL
  ) SELECT value FROM walk WHERE value IS NOT NULL`

export async function loadFleetNames(): Promise<FleetNames> {
  const [products, channels, hosts] = await Promise.all(
    ['product_label', 'channel', 'kms_host'].map(async (column) => {
      const rows = await readRows<{ value: string }>(distinct(column))
      return rows.map((row) => row.value)
    }),
  )
  return { products: products ?? [], channels: channels ?? [], hosts: hosts ?? [] }
}

/** The hosts meant by full names or first labels: 'kms02' means kms02.corp.example. */
export function hostsNamed(hosts: readonly string[], wanted: readonly string[]): string[] {
  const asked = wanted.map((name) => name.toLowerCase())
  return hosts.filter((host) => asked.includes(host) || asked.includes(host.split('.')[0] ?? host))
}

/** The labels meant: those that are exactly one of the wanted, else those that contain it. */
export function labelsLike(labels: readonly string[], wanted: readonly string[]): string[] {
  return wanted.flatMap((word) => {
    const exact = labels.filter((label) => label === word)
    if (exact.length > 0) return exact
    return labels.filter((label) => label.toLowerCase().includes(word.toLowerCase()))
  })
}

/** The channels meant, whatever their case, by how they begin: 'kms' means 'KMS client' and 'KMS host'. */
export function sameWord(channels: readonly string[], wanted: readonly string[]): string[] {
  return wanted.flatMap((word) => {
    const exact = channels.filter((channel) => channel === word)
    if (exact.length > 0) return exact
    return channels.filter((channel) => channel.toLowerCase().startsWith(word.toLowerCase()))
  })
}
