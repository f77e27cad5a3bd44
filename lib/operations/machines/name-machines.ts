import { z } from 'zod'
import { reworkDecided } from '@/lib/data/merge/merge'
import { keepApart, placeApart, placeMerged, placeRenamed } from '@/lib/data/merge/place-names'
import { rowsOf } from '@/lib/data/rows'
import type { Connection } from '@/lib/data/transaction'
import { NAMES_LIMIT } from '@/lib/format/client-fields'
import { reason } from '../reason-input'
import { machineName, names } from './machine-input'
import { refuse, sayMachineRefusal } from './machine-refusal'
import { recordOperation } from './record-operation'

interface NamedMachine {
  /** null: forgotten */
  id: number | null
  name: string
  isSample: boolean
}

/** The machines that have these names, each once. */
function machinesNamed(db: Connection, wanted: readonly string[]): Promise<NamedMachine[]> {
  return rowsOf<NamedMachine>(
    db,
    `SELECT DISTINCT c.id, coalesce(c.name, f.name) AS name, coalesce(c.is_sample, f.is_sample) AS is_sample
       FROM client_name n LEFT JOIN client c ON c.id = n.client_id LEFT JOIN forgotten_client f ON f.id = n.forgotten_id
      WHERE n.name = ANY($1) ORDER BY 2`,
    [wanted],
  )
}

/** Gives a machine another name. What comes under the old one is about the same machine; the name before undoes it. */
export const renameMachine = recordOperation(
  'fleet.change',
  z.object({ machine: z.string().trim().toLowerCase().max(255), name: machineName, reason }),
  async ({ db, now, audit }, { machine, name, reason }) => {
    const [found] = await machinesNamed(db, [machine])
    if (!found || found.id === null) return refuse({ kind: 'noMachines' })
    const { id, name: from } = found
    if (from === name) return refuse({ kind: 'sameName', name })
    const [other] = await machinesNamed(db, [name])
    if (other?.id === null) return refuse({ kind: 'nameForgotten', name })
    if (other && other.id !== id) return refuse({ kind: 'nameTaken', name, machine: other.name })
    await reworkDecided(db, now, () => placeRenamed(db, { clientId: id, from, to: name }, now))
    audit({
      action: 'client.rename',
      subjectType: 'client',
      subjectId: name,
      before: { name: from },
      after: { name: from, newName: name },
      reason,
    })
    return { ok: true as const, name, from }
  },
  { refusals: sayMachineRefusal },
)

/** Makes machines one with another: what was and will be said under any of their names is about that one. */
export const mergeMachines = recordOperation(
  'fleet.change',
  z.object({ names: names(NAMES_LIMIT), into: machineName, reason }),
  async ({ db, now, audit }, { names, into, reason }) => {
    const [target] = await machinesNamed(db, [into])
    if (!target) return refuse({ kind: 'unknownTarget', name: into })
    const { id, name, isSample } = target
    if (id === null) return refuse({ kind: 'forgottenTarget', name: into })
    const merged = (await machinesNamed(db, names)).filter((one) => one.id !== null)
    const others = merged.filter((one) => one.id !== id)
    if (merged.length === 0) return refuse({ kind: 'noMachines' })
    if (others.length === 0) return refuse({ kind: 'sameMachine', name: into })
    if (others.some((one) => one.isSample !== isSample)) return refuse({ kind: 'sampleWithReal' })
    const ids = others.flatMap((one) => one.id ?? [])
    await reworkDecided(db, now, () => placeMerged(db, ids, id, now))
    for (const one of others) {
      audit({
        action: 'client.merge',
        subjectType: 'client',
        subjectId: name,
        before: { name: one.name },
        after: { name: one.name, client: name },
        reason,
      })
    }
    return { ok: true as const, name, machines: others.length }
  },
  { refusals: sayMachineRefusal },
)

interface StandingName {
  name: string
  client: string | null
  mergedFrom: string | null
  joinedCmid: string | null
  /** the name that the machine is shown under came with the same merge */
  holdsShownName: boolean
}

/**
 * Undoes that a name belongs to a machine. Of a merge by hand all names that came together are a machine of their own again; a
 * short name that was joined to an FQDN is kept apart from then on.
 */
export const separateName = recordOperation(
  'fleet.change',
  z.object({ nameId: z.int(), reason }),
  async ({ db, now, audit }, { nameId, reason }) => {
    const [found] = await rowsOf<StandingName>(
      db,
      `SELECT n.name, c.name AS client, n.merged_from[cardinality(n.merged_from)] AS merged_from, n.joined_cmid,
              s.merged_from[cardinality(s.merged_from)] IS NOT DISTINCT FROM n.merged_from[cardinality(n.merged_from)] AS holds_shown_name
         FROM client_name n LEFT JOIN client c ON c.id = n.client_id LEFT JOIN client_name s ON s.name = c.name WHERE n.id = $1`,
      [nameId],
    )
    if (!found || found.client === null) return refuse({ kind: 'noSuchName' })
    const { name, client, mergedFrom, joinedCmid, holdsShownName } = found
    if (mergedFrom !== null && holdsShownName) return refuse({ kind: 'isShownName', name: client })
    if (mergedFrom === null && joinedCmid === null) return refuse({ kind: 'notJoined' })
    await reworkDecided(db, now, () => (mergedFrom === null ? keepApart(db, nameId) : placeApart(db, nameId)))
    const apart = mergedFrom ?? name
    audit({
      action: 'client.undoJoin',
      subjectType: 'client',
      subjectId: client,
      before: { name: apart, client, ...(mergedFrom === null && { cmid: joinedCmid }) },
      after: { name: apart, keptApart: true },
      reason,
    })
    return { ok: true as const, name: apart }
  },
  { refusals: sayMachineRefusal },
)
