import { z } from 'zod'
import { clientsMatching } from '@/lib/data/clients/clients-list'
import { bringBackClients, forgetClients } from '@/lib/data/merge/forget-clients'
import { reworkDecided } from '@/lib/data/merge/merge'
import { rowsOf } from '@/lib/data/rows'
import { SqlValues } from '@/lib/data/sql-text'
import { loadClientsParams, requestOf } from '@/lib/format/clients-address'
import type { Actor } from '../operation'
import { reason } from '../reason-input'
import { MOST_FORGOTTEN, names } from './machine-input'
import { refuse, sayMachineRefusal } from './machine-refusal'
import { recordOperation } from './record-operation'

const forgetInput = z.object({
  /** the machines by name; absent: all that `query`, the address of the list of clients, finds */
  names: names(MOST_FORGOTTEN).optional(),
  query: z.string().max(20_000).default(''),
  reason,
})

/** By any of their whole names: unlike the filter of the list, a short name is not every machine with that first label. */
function namedExactly(names: readonly string[]) {
  const values = new SqlValues()
  return { where: `id IN (SELECT client_id FROM client_name WHERE name = ANY(${values.add(names)}))`, values }
}

function matching(query: string, actor: Actor, now: Date) {
  const { filter } = requestOf(loadClientsParams(new URLSearchParams(query)))
  return clientsMatching(actor, filter, now)
}

/** Machines named in one audit entry. */
const NAMED_IN_AUDIT = 20

/** What the audit log keeps of a decision about one machine or several. */
function auditOf(action: 'client.forget' | 'client.bringBack', machines: readonly string[], reason: string) {
  const [only] = machines
  const isOne = machines.length === 1 && only !== undefined
  return {
    action,
    subjectType: 'client',
    ...(isOne && { subjectId: only }),
    after: {
      name: isOne ? only : `${machines.length} machines`,
      ...(!isOne && { machines: machines.slice(0, NAMED_IN_AUDIT).join(', ') }),
    },
    reason,
  }
}

/**
 * Takes machines out of all counts and lists: one, several, or all that a filter of the clients list finds. Their history stays;
 * news that is newer brings a machine back.
 */
export const forgetMachines = recordOperation(
  'fleet.change',
  forgetInput,
  async ({ db, actor, now, audit }, { names, query, reason }) => {
    const chosen = names ? namedExactly(names) : await matching(query, actor, now)
    const found = await rowsOf<{ id: number; name: string }>(
      db,
      `SELECT id, name FROM client WHERE ${chosen.where} ORDER BY name LIMIT ${MOST_FORGOTTEN + 1}`,
      chosen.values.list,
    )
    if (found.length === 0) return refuse({ kind: 'noMachines' })
    if (found.length > MOST_FORGOTTEN) return refuse({ kind: 'tooMany', most: MOST_FORGOTTEN })
    const ids = found.map(({ id }) => id)
    await forgetClients(db, ids, { at: now, by: actor.name, reason })
    audit(
      auditOf(
        'client.forget',
        found.map(({ name }) => name),
        reason,
      ),
    )
    return { ok: true as const, machines: found.length }
  },
  { refusals: sayMachineRefusal },
)

/** Brings forgotten machines back, as if they had never been forgotten. */
export const bringBackMachines = recordOperation(
  'fleet.change',
  z.object({ names: names(MOST_FORGOTTEN), reason }),
  async ({ db, now, audit }, { names, reason }) => {
    const found = await rowsOf<{ id: number; name: string }>(
      db,
      `SELECT DISTINCT f.id, f.name FROM client_name n JOIN forgotten_client f ON f.id = n.forgotten_id
        WHERE n.name = ANY($1) ORDER BY 2`,
      [names],
    )
    if (found.length === 0) return refuse({ kind: 'noMachines' })
    const ids = found.map(({ id }) => id)
    await reworkDecided(db, now, () => bringBackClients(db, ids))
    audit(
      auditOf(
        'client.bringBack',
        found.map(({ name }) => name),
        reason,
      ),
    )
    return { ok: true as const, machines: found.length }
  },
  { refusals: sayMachineRefusal },
)
