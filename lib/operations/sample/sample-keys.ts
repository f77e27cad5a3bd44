import { randomUUID } from 'node:crypto'
import { insertKey, type NewKey } from '@/lib/data/keys/key-rows'
import { inPrismaTransaction } from '@/lib/data/prisma'
import { HOST_KEY_OFFICE, HOST_KEY_WINDOWS, MAK_CLIENT } from './sample-products'

type SampleKey = Pick<NewKey, 'kind' | 'lastFive' | 'label' | 'keyGroup' | 'agreement' | 'owner' | 'note'>

/** Keys of the sample fleet, known by their last five only: nobody makes up a whole key. */
const SAMPLE_KEYS: readonly SampleKey[] = [
  {
    kind: 'mak',
    lastFive: MAK_CLIENT.partialKey ?? '',
    label: 'Windows 11 Pro, field laptops',
    keyGroup: null,
    agreement: 'Sample agreement 1',
    owner: 'Client engineering',
    note: 'For machines that reach no KMS host.',
  },
  {
    kind: 'mak',
    lastFive: 'K3VDX',
    label: 'Office LTSC 2024, isolated labs',
    keyGroup: null,
    agreement: 'Sample agreement 1',
    owner: 'Lab operations',
    note: null,
  },
  {
    kind: 'csvlk',
    lastFive: HOST_KEY_WINDOWS.partialKey ?? '',
    label: 'Windows Server 2022 KMS hosts',
    keyGroup: 'server-2022',
    agreement: 'Sample agreement 1',
    owner: 'Platform team',
    note: null,
  },
  {
    kind: 'csvlk',
    lastFive: HOST_KEY_OFFICE.partialKey ?? '',
    label: 'Office LTSC 2021 KMS hosts',
    keyGroup: 'office-ltsc-2021',
    agreement: 'Sample agreement 1',
    owner: 'Platform team',
    note: null,
  },
]

/**
 * Adds the keys of the sample fleet. Added before its machines, so that what those used enters as it would with
 * keys of one's own. A key of ours that ends the same stays what it is.
 */
export async function addSampleKeys(now: Date, by: string): Promise<void> {
  await inPrismaTransaction(async (tx) => {
    const lastFives = SAMPLE_KEYS.map(({ lastFive }) => lastFive)
    const known = await tx.productKey.findMany({
      where: { lastFive: { in: lastFives } },
      select: { lastFive: true },
    })
    const held = new Set(known.map(({ lastFive }) => lastFive))
    for (const key of SAMPLE_KEYS.filter(({ lastFive }) => !held.has(lastFive))) {
      const added = {
        id: randomUUID(),
        activationIds: [],
        whole: null,
        addedAt: now,
        addedById: null,
        addedBy: by,
      }
      await insertKey(tx, { ...key, ...added, isSample: true })
    }
  })
}
