import type { LicenseStatus } from '../observation'

interface OnMachine {
  slot: string
  status: LicenseStatus
}

/**
 * Office installs a grace license (Office16ProPlusR_Grace) that stays behind, in notification, when a product of the same suite
 * is licensed through another one (Office16ProPlusMSDNR_Retail). Beside that it is no fault and no alarm; alone it is an Office
 * that nobody activated. Slots as in license-slot.ts. Source: a field list of three products, two of one suite.
 *
 * SQL twin: `IS_LEFT_OVER` in lib/data/clients/left-over-sql.ts.
 */
export function isLeftOver(slot: string, onMachine: readonly OnMachine[]): boolean {
  const suite = /^(office:.+?)r?-grace$/.exec(slot)?.[1]
  if (suite === undefined) return false
  return onMachine.some(
    (other) => other.slot !== slot && other.slot.startsWith(suite) && other.status === 'licensed',
  )
}
