import { z } from 'zod'
import { operation } from '../operation'
import { refuse, sayImportRefusal } from './import-refusal'

/** At most so many at once; more are left for the next time. */
const MOST = 10_000
const NAMED = 5

/**
 * Takes imports of which nothing was recognised out of the list, those given or all of them. Nothing of theirs is in the
 * record, so nothing else changes.
 */
export const discardImports = operation(
  'import.cancel',
  z.object({ importIds: z.array(z.uuid()).max(500).optional() }),
  async ({ tx, audit }, { importIds }) => {
    const found = await tx.import.findMany({
      where: {
        status: 'failed',
        formatLabel: 'not recognised',
        recorded: 0,
        ...(importIds && { id: { in: importIds } }),
      },
      orderBy: { createdAt: 'asc' },
      take: MOST,
      select: { id: true, fileName: true },
    })
    if (found.length === 0) return refuse('nothingToDiscard')
    await tx.import.deleteMany({ where: { id: { in: found.map(({ id }) => id) } } })
    const named = found.slice(0, NAMED).map(({ fileName }) => fileName)
    const rest = found.length - named.length
    const name = named.join(', ') + (rest > 0 ? ` and ${rest} more` : '')
    await audit({
      action: 'import.discard',
      subjectType: 'imports',
      after: { name, discarded: found.length },
    })
    return { ok: true as const, discarded: found.length }
  },
  { refusals: sayImportRefusal },
)
