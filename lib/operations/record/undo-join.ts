import { z } from 'zod'
import { rejoinName } from '@/lib/data/merge/merge'
import { inTransaction } from '@/lib/data/transaction'
import { followed } from '../followed'
import { operation } from '../operation'

type UndoJoinRefusal = { kind: 'noSuchName' } | { kind: 'notJoined' }

function sayUndoJoinRefusal({ kind }: UndoJoinRefusal): string {
  return kind === 'noSuchName'
    ? 'This name is no longer in the record. Reload the page.'
    : 'This is the machine’s own name: there is nothing to separate it from.'
}

const undo = operation(
  'import.record',
  z.object({ nameId: z.int() }),
  async ({ tx, audit }, { nameId }) => {
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
  },
  { refusals: sayUndoJoinRefusal },
)

/**
 * Parts a short name from the FQDN it was joined to, with its history, and keeps it apart from then on. The
 * decision commits first; should the parting be cut off, the next merge about this name makes up for it.
 */
export const undoJoin = followed(undo, async (done, { nameId }, { now = new Date() }) => {
  await inTransaction((db) => rejoinName(db, nameId, now))
  return done
})
