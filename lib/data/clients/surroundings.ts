import type { MachineReading } from '@/lib/activation/observation'
import { readRows } from '../rows'
import { ownNames } from './find-machines'

interface Told<Value> {
  value: Value
  /** ISO 8601 UTC */
  at: string
}

/** What the activation of a machine depends on around it: the newest word on each, by Windows' own tools or the collector. */
export interface Surroundings {
  /** in the order in which they are tried */
  dnsSuffixes?: Told<string[]>
  /** positive where its clock is behind */
  clockOffsetSeconds?: Told<number>
  edition?: Told<string>
  build?: Told<number>
}

const MOST_READINGS = 20

const TOLD = `
  WITH names AS (${ownNames('(SELECT client_id FROM client_name WHERE name = $1)')})
  SELECT at, details FROM (
    SELECT e.at, e.details FROM activation_event e
     WHERE e.kind = 'machineReading' AND e.details ->> 'name' IN (SELECT name FROM names) AND e.at <= $2
     ORDER BY e.at DESC LIMIT ${MOST_READINGS}) read
   UNION ALL
  SELECT a.at, a.details FROM collection_attempt a WHERE a.name IN (SELECT name FROM names) AND a.at <= $2
   ORDER BY at DESC`

/** The surroundings of the client of this name as they were known at `now`; the caller has checked the permission. */
export async function loadSurroundings(name: string, now: Date): Promise<Surroundings> {
  const rows = await readRows<{ at: string; details: Partial<MachineReading> }>(TOLD, [name, now])
  const newest = <Field extends keyof Surroundings>(field: Field) => {
    const row = rows.find(({ details }) => details[field] !== undefined)
    return row && { [field]: { value: row.details[field], at: row.at } }
  }
  return {
    ...newest('dnsSuffixes'),
    ...newest('clockOffsetSeconds'),
    ...newest('edition'),
    ...newest('build'),
  }
}
