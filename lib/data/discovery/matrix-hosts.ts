import type { MatrixHost } from '@/lib/activation/discovery/discovery-matrix'
import { prisma } from '../prisma'

/** Registered hosts, retired ones too, with the names a person said are theirs. */
export async function loadMatrixHosts(): Promise<MatrixHost[]> {
  const [hosts, names] = await Promise.all([
    prisma().kmsHostRegistration.findMany({
      orderBy: { name: 'asc' },
      select: { name: true, port: true, priority: true, weight: true, addresses: true, retiredAt: true },
    }),
    prisma().kmsHostName.findMany({ where: { sameAs: { not: null } }, select: { name: true, sameAs: true } }),
  ])
  return hosts.map(({ retiredAt, ...host }) => ({
    ...host,
    isRetired: retiredAt !== null,
    otherNames: names.filter(({ sameAs }) => sameAs === host.name).map(({ name }) => name),
  }))
}

/** 'Windows Server 2022'; null when the registration does not say, or there is none. */
export async function hostPlatform(name: string): Promise<string | null> {
  const host = await prisma().kmsHostRegistration.findUnique({ where: { name }, select: { platform: true } })
  return host?.platform ?? null
}
