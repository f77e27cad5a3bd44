import { type Period, resolvePeriod } from '@/lib/activation/report/period'
import type { ReportBody } from '@/lib/activation/report/report'
import type { ReportChoice, ReportFilter } from '@/lib/format/reports'
import type { DataReader, Permission } from '../permission'

/** What a report is asked for, with its days resolved. */
export interface ReportRequest {
  period: Period
  filters: Readonly<Partial<Record<ReportFilter, string>>>
  now: Date
  /** rows of a table at most: a page shows fewer than a file holds */
  rows: number
}

/** Finds a report out. The permission has been checked by loadReport; loaders of pages within check again. */
export type ReportLoader = (reader: DataReader, request: ReportRequest) => Promise<ReportBody>

/** A report as reports.ts knows it. */
export interface ReportSource {
  permission: Permission
  load: ReportLoader
}

/** The choice at `now`. @param today the day it is for whom it is made, of a schedule in its own zone; else in UTC. */
export function requestOf(
  { period, filters }: ReportChoice,
  { now, rows, today = now.toISOString().slice(0, 10) }: { now: Date; rows: number; today?: string },
): ReportRequest {
  return { period: resolvePeriod(period, today), filters, now, rows }
}
