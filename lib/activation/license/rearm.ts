import { GRACE_ROWS, type GraceRow, type RuleBasis } from './grace-table'

/** The product whose grace and rearms are asked for. */
export interface RearmProduct {
  /** As productOf names it: 'Windows 7', 'Windows Server 2008 R2', 'Office 2016'. */
  generation: string
  edition?: string | undefined
  /** Of Windows Vista: RTM has no service pack. Absent: SP1 or later. */
  servicePack?: 'none' | 'first or later' | undefined
}

/** The row of grace and rearm rules for a product; absent for a generation the table does not know. */
export function graceRowOf(product: RearmProduct): GraceRow | undefined {
  const servicePack = product.servicePack ?? 'first or later'
  return GRACE_ROWS.find(
    (row) =>
      row.generations.includes(product.generation) &&
      (row.servicePack === undefined || row.servicePack === servicePack) &&
      (row.edition === undefined || row.edition.test(product.edition ?? '')),
  )
}

/** What a rearm does to the machine, whoever orders it; a person must agree to it and give a reason. */
export type RearmCost =
  /** One of the few that a machine of this generation has. */
  | 'usesOneRearm'
  /** The license falls back to initial grace; an activation by MAK must be made again and counts again. */
  | 'losesActivation'
  /** The KMS host sees a machine it has not seen before. */
  | 'getsNewCmid'
  | 'needsRestart'

/** What a rearm costs, in the order a person should hear it. */
export const REARM_COSTS: readonly RearmCost[] = [
  'usesOneRearm',
  'losesActivation',
  'getsNewCmid',
  'needsRestart',
]

/** Windows refuses the rearm that is one too many with this code. */
export const NO_REARM_LEFT_CODE = '0xC004D307'

export type RearmAnswer =
  | { ok: true; rearmsLeftAfter: number; costs: readonly RearmCost[]; basis: RuleBasis; source: string }
  | { ok: false; refusal: RearmRefusal }

export type RearmRefusal =
  | { kind: 'noRearmLeft'; limit: number; code: typeof NO_REARM_LEFT_CODE }
  | { kind: 'unknownGeneration'; generation: string }

export interface RearmsSpent {
  /** As the machine reports it; wins over what is reckoned. */
  rearmsLeft?: number | undefined
  /** Rearms and `sysprep /generalize` runs we know of. Default 0. */
  rearmsUsed?: number | undefined
  /** Office: a KMS or directory activation gives one rearm more. */
  wasActivatedByVolume?: boolean | undefined
}

/** Rearms a fresh installation has, plus the one Office gets for a KMS or directory activation. */
export function rearmLimit(product: RearmProduct, spent: RearmsSpent = {}): number | undefined {
  const row = graceRowOf(product)
  if (row === undefined) return undefined
  const isOffice = product.generation.startsWith('Office')
  return isOffice && spent.wasActivatedByVolume === true ? row.rearms + 1 : row.rearms
}

/**
 * May this machine be rearmed once more, and what does it cost? `sysprep /generalize` uses one as well,
 * unless SkipRearm is 1. Sources: the rows of grace-table.ts.
 */
export function canRearm(product: RearmProduct, spent: RearmsSpent = {}): RearmAnswer {
  const row = graceRowOf(product)
  const limit = rearmLimit(product, spent)
  if (row === undefined || limit === undefined) {
    return { ok: false, refusal: { kind: 'unknownGeneration', generation: product.generation } }
  }
  const left = spent.rearmsLeft ?? Math.max(0, limit - (spent.rearmsUsed ?? 0))
  if (left < 1) return { ok: false, refusal: { kind: 'noRearmLeft', limit, code: NO_REARM_LEFT_CODE } }
  return { ok: true, rearmsLeftAfter: left - 1, costs: REARM_COSTS, basis: row.basis, source: row.source }
}

/** Days a machine may live without ever being activated: its grace, once more for each rearm. */
export interface UnactivatedLife {
  /** As machines in the field behave. 0: notifications from the first day on. */
  certainDays: number
  /** As Microsoft's documents put it. */
  documentedDays: number
}

/** The article's example: Vista, 30 days of grace and three rearms, 120 days in all. */
export function unactivatedLife(product: RearmProduct): UnactivatedLife | undefined {
  const row = graceRowOf(product)
  if (row === undefined) return undefined
  const periods = 1 + row.rearms
  return {
    certainDays: row.initialGraceDays.least * periods,
    documentedDays: row.initialGraceDays.most * periods,
  }
}
