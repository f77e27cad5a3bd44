import { isNeeded, repairsOf } from '@/lib/activation/discovery/repair'
import type { RepairFormat } from '@/lib/activation/discovery/repair-format'
import { repairScript } from '@/lib/activation/discovery/repair-script'
import type { DataReader } from '../permission'
import { repairContext } from './cell-detail'
import { loadMatrix } from './discovery-view'

/** Whose zones: those our hosts may write to, or those of one untrusted zone for its own administrators. */
export interface RepairsRequest {
  format: RepairFormat
  /** One zone only. */
  zone?: string | undefined
}

/**
 * The script that mends every cell that needs it. Without a zone it leaves out untrusted zones: their records go to
 * their own administrators, zone by zone. Throws NotPermitted without `discovery.read`.
 */
export async function loadRepairScript(reader: DataReader, request: RepairsRequest): Promise<string> {
  const { matrix } = await loadMatrix(reader)
  const repairs = repairsOf(matrix, await repairContext(matrix)).filter(isNeeded)
  const wanted = repairs.filter(({ zone }) =>
    request.zone === undefined ? !zone.isUntrusted : zone.name === request.zone,
  )
  return repairScript(wanted, request.format)
}
