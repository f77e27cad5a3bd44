import { z } from 'zod'
import { rejoinName } from '@/lib/data/merge/merge'
import { inTransaction } from '@/lib/data/transaction'
import { operation } from '../operation'

const undo = operation('import.record', z.object({ nameId: z.int() }), async ({ tx, audit }, { nameId }) => {
  const name = await tx.clientName.findUnique({
    where: { id: nameId },
    include: { client: { select: { name: true } } },
  })
  if (!name) return { ok: false as const, refusal: { kind: 'noSuchName' as const } }
  if (name.client.name === name.name) return { ok: false as const, refusal: { kind: 'notJoined' as const } }
  await tx.clientName.update({ where: { id: nameId }, data: { keptApart: true }, select: { id: true } })
  await audit({
    action: 'client.undoJoin',
    subjectType: 'client',
    subjectId: name.client.name,
    before: { name: name.name, client: name.client.name, cmid: name.joinedCmid },
    after: { name: name.name, keptApart: true },
  })
  return { ok: true as const, name: name.name }
})

/**
 * Parts a short name from the FQDN it was joined to, with its history, and keeps it apart from then on. The
 * decision commits first; should the parting be cut off, the next merge about this name makes up for it.
 */
export const undoJoin: typeof undo = {
  ...undo,
  async run(actor, raw, call = {}) {
    const outcome = await undo.run(actor, raw, call)
    if (outcome.ok) await inTransaction((db) => rejoinName(db, raw.nameId, call.now ?? new Date()))
    return outcome
  },
}
