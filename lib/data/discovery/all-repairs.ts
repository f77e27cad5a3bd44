import { isNeeded, repairsOf } from '@/lib/activation/discovery/repair'
import type { RepairFormat } from '@/lib/activation/discovery/repair-format'
import { repairScript } from '@/lib/activation/discovery/repair-script'
import type { DataReader } from '../permission'
import { repairContext } from './cell-detail'
import { loadMatrix } from './discovery-page'

/** Whose zones: those our hosts may write to, or those of one untrusted zone for its own administrators. */
export interface RepairsRequest {
  format: RepairFormat
  /** One zone only. */
  zone?: string | undefined
}

/**
 * The script that mends every cell that needs it. Without a zone it leaves out untrusted zones: their records go to
 * their own administrators, zone by zone. Undefined for a zone that is not in use. Throws NotPermitted without `discovery.read`.
 */
export async function loadRepairScript(
  reader: DataReader,
  request: RepairsRequest,
): Promise<string | undefined> {
  const known = await loadMatrix(reader)
  const isKnown = known.matrix.rows.some(({ zone }) => zone.name === request.zone)
  if (request.zone !== undefined && !isKnown) return undefined
  const repairs = repairsOf(known.matrix, repairContext(known)).filter(isNeeded)
  const wanted = repairs.filter(({ zone }) =>
    request.zone === undefined ? !zone.isUntrusted : zone.name === request.zone,
  )
  return repairScript(wanted, request.format)
}
