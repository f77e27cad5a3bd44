import type { ProductFamily } from '../product/product-table'

/**
 * KMS thresholds. The count is the number of distinct CMIDs a host saw in the last 30 days, over client and
 * server editions together (editor's note of the Volume Activation 2.0 article; KMS planning guide,
 * Microsoft, 11/2024). Office has a count of its own.
 */

/** Client editions of Windows. */
export const CLIENT_THRESHOLD = 25
/** Windows Server. */
export const SERVER_THRESHOLD = 5
/** Office, Project and Visio, each version by itself. */
export const OFFICE_THRESHOLD = 5

/** Days a CMID counts. */
export const COUNT_WINDOW_DAYS = 30

/** A host keeps twice the largest minimum it was asked for. */
const CACHE_FACTOR = 2

const THRESHOLD_OF_FAMILY: Readonly<Record<ProductFamily, number>> = {
  client: CLIENT_THRESHOLD,
  server: SERVER_THRESHOLD,
  office: OFFICE_THRESHOLD,
  other: SERVER_THRESHOLD,
}

/** The count a host must show before it activates a product of this family. */
export function thresholdOf(family: ProductFamily): number {
  return THRESHOLD_OF_FAMILY[family]
}

/** The highest count a host can show: 50 once a client edition asked, 10 where only servers or Office did. */
export function countCap(largestMinimumSeen: number): number {
  return CACHE_FACTOR * largestMinimumSeen
}

export interface CountNeed {
  count: number
  needed: number
  /** Machines missing; 0 when the host serves the product. */
  missing: number
}

/** How far a host's current count is from serving a product with this minimum. */
export function countNeed(count: number, needed: number): CountNeed {
  return { count, needed, missing: Math.max(0, needed - count) }
}

/** The count a host with these requests should show: distinct CMIDs of the last 30 days up to its cap. */
export function expectedCount(distinctCmids: number, largestMinimumSeen: number): number {
  return Math.min(distinctCmids, countCap(largestMinimumSeen))
}
