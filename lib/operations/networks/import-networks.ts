import { z } from 'zod'
import { listedNetworks } from '@/lib/data/networks/listed-networks'
import { saveNetworks } from '@/lib/data/networks/save-networks'
import { aside } from '@/lib/jobs/threads'
import { operation, type Transaction } from '../operation'
import { readNetworkFile } from './network-file'
import { refuse, sayNetworkRefusal } from './network-refusal'
import { type NetworkPlan, planNetworks } from './plan-networks'

/** A list of a large organisation has some hundred lines; a megabyte is ten thousand. */
export const NETWORK_FILE_LIMIT = 1_000_000

const aFile = z.object({
  text: z
    .string()
    .max(NETWORK_FILE_LIMIT, 'The list is larger than 1 MB. Import it in parts.')
    .refine((text) => text.trim() !== '', 'Paste a list or choose a file.'),
  fileName: z.string().max(255).optional(),
})

/** What a list of networks would add and change, line by line; writes nothing. */
export const previewNetworks = operation(
  'discovery.change',
  aFile,
  async ({ tx }, { text }) => {
    const { plan, unread } = await planOf(tx, text)
    return { ok: true as const, ...plan, unread, counts: countsOf(plan) }
  },
  { refusals: sayNetworkRefusal, withoutAudit: 'it only reads' },
)

/** Records a list of networks: the usable lines, whatever the others are. A second time changes nothing. */
export const importNetworks = operation(
  'discovery.change',
  aFile,
  async ({ tx, now, audit }, input) => {
    const { plan } = await planOf(tx, input.text)
    const counts = countsOf(plan)
    const { added, changed, same, rejected } = counts
    if (added + changed === 0) return refuse({ kind: 'nothingNew', same, rejected })
    await saveNetworks(tx, plan, { origin: 'file', now })
    await audit({
      action: 'network.import',
      subjectType: 'network',
      after: { fileName: input.fileName ?? 'Pasted list', ...counts },
    })
    return { ok: true as const, counts }
  },
  { refusals: sayNetworkRefusal },
)

/** What a list would do, line by line. */
export interface NetworkPreview extends NetworkPlan {
  /** names of columns that are not used */
  unread: string[]
  counts: NetworkCounts
}

interface NetworkCounts {
  added: number
  changed: number
  same: number
  rejected: number
}

const readAside = aside('reading', 'readNetworkFile', readNetworkFile)

async function planOf(tx: Transaction, text: string): Promise<{ plan: NetworkPlan; unread: string[] }> {
  const file = await readAside(text)
  const plan = planNetworks(file.lines, await listedNetworks(tx))
  const rejected = [...file.rejected, ...plan.rejected].sort((one, other) => one.line - other.line)
  return { plan: { ...plan, rejected }, unread: file.unread }
}

function countsOf({ units, zones, rejected }: NetworkPlan): NetworkCounts {
  const all = [...units, ...zones]
  const count = (effect: string) => all.filter((one) => one.effect === effect).length
  return { added: count('new'), changed: count('changed'), same: count('same'), rejected: rejected.length }
}
