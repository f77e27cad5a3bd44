import {
  type BelongingLine,
  type ListedBelonging,
  readBelongingList,
} from '@/lib/activation/belonging/belonging-list'
import { machinesMeant, sayByList } from '@/lib/data/belonging/belonging-store'
import { operation, type Transaction } from '../operation'
import { listInput } from './belonging-input'
import { refuse, sayBelongingRefusal } from './belonging-refusal'
import { thenApply } from './then-apply'

/** A line that cannot be used, and why. */
export type RejectedLine = Omit<Extract<BelongingLine, { ok: false }>, 'ok'>

export interface ListPreview {
  /** lines whose machine is in the record */
  known: number
  /** lines kept for machines that have not reported yet */
  waiting: number
  rejected: RejectedLine[]
  rejectedCount: number
  /** the first usable lines, each with the machine it means */
  sample: (ListedBelonging & { line: number; name: string | null })[]
}

const SHOWN_REJECTED = 200
const SHOWN_USABLE = 20

interface UsableLine {
  line: number
  says: ListedBelonging
  /** as the record calls the machine; null while it is not in the record */
  name: string | null
}

/** What a list says and of which machines; writes nothing. */
export const previewBelongingList = operation(
  'fleet.change',
  listInput,
  async ({ tx }, { text }) => {
    const read = await linesOf(tx, text)
    if (!read.ok) return read
    const preview: ListPreview = {
      known: read.usable.filter(({ name }) => name !== null).length,
      waiting: read.usable.filter(({ name }) => name === null).length,
      rejected: read.rejected.slice(0, SHOWN_REJECTED),
      rejectedCount: read.rejected.length,
      sample: read.usable.slice(0, SHOWN_USABLE).map(({ line, says, name }) => ({ line, ...says, name })),
    }
    return { ok: true as const, ...preview }
  },
  { refusals: sayBelongingRefusal, withoutAudit: 'it only reads' },
)

/** Records the usable lines, whatever the others are. A machine that is not in the record gets it when it first reports. */
export const importBelongingList = thenApply(
  operation(
    'fleet.change',
    listInput,
    async ({ tx, actor, now, audit }, { text, fileName = 'Pasted list' }) => {
      const read = await linesOf(tx, text)
      if (!read.ok) return read
      const { usable, rejected } = read
      if (usable.length === 0) return refuse({ kind: 'nothingToImport' })
      const lines = usable.map(({ says, name }) => ({ ...says, name: name ?? says.host }))
      await sayByList(tx, lines, { at: now, by: actor.name, fileName })
      const waiting = usable.filter(({ name }) => name === null).length
      await audit({
        action: 'belonging.importList',
        subjectType: 'belonging',
        after: {
          fileName,
          machines: usable.length - waiting,
          notReportedYet: waiting,
          rejected: rejected.length,
        },
      })
      return { ok: true as const, machines: usable.length - waiting, waiting }
    },
    { refusals: sayBelongingRefusal, timeoutMs: 120_000 },
  ),
)

async function linesOf(tx: Transaction, text: string) {
  const list = readBelongingList(text)
  if (!list.ok) return refuse({ kind: 'badList', problem: list.problem })
  const lines = [...list.lines]
  const hosts = lines.flatMap((line) => (line.ok ? [line.says.host] : []))
  const meant = new Map((await machinesMeant(tx, hosts)).map((one) => [one.host, one]))
  const usable: UsableLine[] = []
  const rejected: RejectedLine[] = []
  for (const line of lines) {
    const found = line.ok ? meant.get(line.says.host) : undefined
    if (!line.ok) rejected.push({ line: line.line, reason: line.reason, excerpt: line.excerpt })
    else if (found && found.machines > 1) {
      const reason = `${found.machines} machines are called ${line.says.host}: give the full name`
      rejected.push({ line: line.line, reason, excerpt: line.says.host })
    } else usable.push({ line: line.line, says: line.says, name: found?.name ?? null })
  }
  return { ok: true as const, usable, rejected }
}
