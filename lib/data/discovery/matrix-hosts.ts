import type { MatrixHost } from '@/lib/activation/discovery/matrix-cell'
import { readPrisma } from '../prisma'

/** platform: 'Windows Server 2022'; null when the registration does not say. */
export type RegisteredHost = MatrixHost & { platform: string | null }

/** Registered hosts, retired ones too, with the names a person said are theirs. */
export async function loadMatrixHosts(): Promise<RegisteredHost[]> {
  const [hosts, names] = await Promise.all([
    readPrisma().kmsHostRegistration.findMany({
      orderBy: { name: 'asc' },
      select: {
        name: true,
        port: true,
        priority: true,
        weight: true,
        addresses: true,
        platform: true,
        retiredAt: true,
      },
    }),
    readPrisma().kmsHostName.findMany({
      where: { sameAs: { not: null } },
      select: { name: true, sameAs: true },
    }),
  ])
  return hosts.map(({ retiredAt, ...host }) => ({
    ...host,
    isRetired: retiredAt !== null,
    otherNames: names.filter(({ sameAs }) => sameAs === host.name).map(({ name }) => name),
  }))
}
