import type { Transaction } from '../audit'

/** Units and zones as a file or a directory can change them, named rather than by id. */
export async function listedNetworks(tx: Transaction) {
  const units = await tx.directoryUnit.findMany({
    select: {
      kind: true,
      name: true,
      trust: true,
      note: true,
      retiredAt: true,
      isSample: true,
      forest: { select: { name: true } },
    },
  })
  const zones = await tx.dnsZone.findMany({
    select: {
      name: true,
      servers: true,
      isUntrusted: true,
      note: true,
      retiredAt: true,
      unit: { select: { name: true } },
    },
  })
  return {
    units: units.map(({ forest, retiredAt, ...unit }) => ({
      ...unit,
      forest: forest?.name ?? null,
      isRetired: retiredAt !== null,
    })),
    zones: zones.map(({ unit, retiredAt, ...zone }) => ({
      ...zone,
      unit: unit?.name ?? null,
      isRetired: retiredAt !== null,
    })),
  }
}
