import { inPrismaTransaction } from '@/lib/data/prisma'
import { SAMPLE_DOMAIN } from './sample-machines'

const FOREIGN = 'partner.example'

interface SampleUnit {
  kind: 'forest' | 'domain' | 'workgroup'
  name: string
  forest?: string
  trust?: 'own' | 'trusted' | 'untrusted'
  note?: string
  /** sample zones that belong to it */
  zones: string[]
}

/** An own forest of two domains, one that trusts it, a partner's that does not, and the workgroup of the lab. */
const UNITS: readonly SampleUnit[] = [
  { kind: 'forest', name: SAMPLE_DOMAIN, trust: 'own', zones: [] },
  {
    kind: 'forest',
    name: 'studio.example',
    trust: 'trusted',
    note: 'Acquired in spring; its machines will use the KMS hosts from next year.',
    zones: [],
  },
  {
    kind: 'forest',
    name: FOREIGN,
    trust: 'untrusted',
    note: 'Its own administrators enter the records.',
    zones: [FOREIGN],
  },
  {
    kind: 'domain',
    name: SAMPLE_DOMAIN,
    forest: SAMPLE_DOMAIN,
    zones: [SAMPLE_DOMAIN, `shop.${SAMPLE_DOMAIN}`, `apac.${SAMPLE_DOMAIN}`],
  },
  {
    kind: 'domain',
    name: `emea.${SAMPLE_DOMAIN}`,
    forest: SAMPLE_DOMAIN,
    zones: [`emea.${SAMPLE_DOMAIN}`],
  },
  { kind: 'workgroup', name: 'lab', note: 'Suffix from DHCP.', zones: [`lab.${SAMPLE_DOMAIN}`] },
]

/** Forests, domains and a workgroup of the sample, around its zones. What is listed under the same name stays. */
export async function addSampleNetworks(now: Date): Promise<void> {
  await inPrismaTransaction(async (tx) => {
    for (const { kind, name, forest, zones, ...facts } of UNITS) {
      const listed = await tx.directoryUnit.findUnique({
        where: { kind_name: { kind, name } },
        select: { id: true },
      })
      if (listed) continue
      const parent = forest
        ? await tx.directoryUnit.findUnique({
            where: { kind_name: { kind: 'forest', name: forest } },
            select: { id: true },
          })
        : null
      const unit = await tx.directoryUnit.create({
        data: {
          kind,
          name,
          ...facts,
          forestId: parent?.id ?? null,
          origin: 'sample',
          isSample: true,
          createdAt: now,
        },
        select: { id: true },
      })
      await tx.dnsZone.updateMany({
        where: { name: { in: zones }, isSample: true, unitId: null },
        data: { unitId: unit.id },
      })
    }
  })
}
