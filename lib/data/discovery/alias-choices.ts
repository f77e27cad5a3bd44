import { type DataReader, mustBeAble } from '../permission'
import { readPrisma } from '../prisma'
import { loadMatrix } from './discovery-page'

/** What a round-robin name can be made of. */
export interface AliasChoices {
  zones: { name: string; servers: string[] }[]
  hosts: {
    name: string
    port: number
    /** As registered; else as the last check found them. */
    addresses: string[]
    isFound: boolean
  }[]
}

/** Registered hosts with their addresses, and the zones in use. Throws NotPermitted without `discovery.read`. */
export async function loadAliasChoices(reader: DataReader): Promise<AliasChoices> {
  mustBeAble(reader, 'discovery.read')
  const [{ matrix }, hosts] = await Promise.all([
    loadMatrix(reader),
    readPrisma().kmsHostRegistration.findMany({
      where: { retiredAt: null },
      orderBy: { name: 'asc' },
      select: { name: true, port: true, addresses: true },
    }),
  ])
  const targets = matrix.rows.flatMap(({ cells }) => cells).flatMap((cell) => cell.targets)
  const found = new Map(targets.map((target) => [target.host, target]))
  return {
    zones: matrix.rows.map(({ zone }) => ({ name: zone.name, servers: zone.servers })),
    hosts: hosts.map((host) => {
      const target = found.get(host.name)
      if (host.addresses.length > 0 || target?.kind !== 'addresses') return { ...host, isFound: false }
      return { ...host, addresses: target.addresses, isFound: true }
    }),
  }
}
