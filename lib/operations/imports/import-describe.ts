import { operation } from '../operation'
import { captures, dayOrder, hostName, observedAt, whichImport } from './import-input'
import { refuse, sayImportRefusal } from './import-refusal'
import { startStep } from './import-step'

const input = whichImport.extend({ hostName: hostName.optional(), observedAt, dayOrder, captures })

const describe = operation(
  'import.create',
  input,
  async ({ tx, audit }, { importId, ...said }) => {
    const row = await tx.import.findUnique({ where: { id: importId } })
    if (!row) return refuse('notFound')
    if (row.status !== 'ready') return refuse('notReady')
    const observedAt = row.observedAt?.toISOString() ?? null
    const { hostName, dayOrder, captures } = row
    const before = { hostName, observedAt, dayOrder, captures }
    const after = { ...before, ...definedOf(said) }
    await tx.import.update({
      where: { id: importId },
      data: { ...after, status: 'reading', readBytes: 0, attempts: 0 },
      select: { id: true },
    })
    await audit({
      action: 'import.describe',
      subjectType: 'import',
      subjectId: importId,
      before,
      after: { fileName: row.fileName, ...after },
    })
    return { ok: true as const, sizeBytes: Number(row.sizeBytes) }
  },
  { refusals: sayImportRefusal },
)

/** What was not said stays as it was. */
const definedOf = <T extends object>(said: T): Partial<T> =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<T>

/** Takes down what a text does not say: its machine, when it was taken, how its dates are meant. It is read again with that. */
export const describeImport: typeof describe = {
  ...describe,
  async run(actor, raw, call = {}) {
    const outcome = await describe.run(actor, raw, call)
    if (outcome.ok) await startStep(raw.importId, outcome.sizeBytes, call.now ?? new Date())
    return outcome
  },
}
