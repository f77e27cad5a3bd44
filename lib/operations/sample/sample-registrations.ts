import { prisma } from '@/lib/data/prisma'
import { SAMPLE_DOMAIN, SAMPLE_HOSTS } from './sample-machines'

/** What the sample's registrations say beyond their addresses: key groups, owners, and a hot spare. */
const FACTS: readonly {
  name: string
  keyGroup?: string
  owner: string
  isVirtual?: boolean
  spareFor?: string
}[] = [
  { name: SAMPLE_HOSTS.main, keyGroup: 'server-2022', owner: 'Server team', isVirtual: true },
  { name: SAMPLE_HOSTS.second, keyGroup: 'server-2022', owner: 'Server team', isVirtual: true },
  { name: SAMPLE_HOSTS.lab, keyGroup: 'server-2022', owner: 'Lab' },
  {
    name: `kms03.${SAMPLE_DOMAIN}`,
    keyGroup: 'server-2025',
    owner: 'Server team',
    isVirtual: true,
    spareFor: SAMPLE_HOSTS.main,
  },
  { name: `kms-old.${SAMPLE_DOMAIN}`, keyGroup: 'server-2012-r2-windows-10', owner: 'Server team' },
]

/** Completes the sample's registrations; those of people are left alone. */
export async function completeSampleRegistrations(): Promise<void> {
  for (const { name, spareFor, ...facts } of FACTS) {
    const spare = spareFor
      ? await prisma().kmsHostRegistration.findUnique({ where: { name: spareFor }, select: { id: true } })
      : null
    await prisma().kmsHostRegistration.updateMany({
      where: { name, isSample: true },
      data: { ...facts, ...(spare && { spareForId: spare.id }) },
    })
  }
}
