import type { ReportSchedule } from '@/generated/prisma/client'
import type { Rhythm } from '@/lib/activation/report/schedule'
import { type DataReader, mustBeAble } from '../permission'
import { readRows } from '../rows'

/** A scheduled report as its page shows it. Times are ISO 8601 UTC. */
export interface ScheduleRow extends Rhythm {
  id: string
  report: string
  query: string
  format: 'pdf' | 'xlsx'
  channel: string | null
  recipients: string[]
  createdBy: string
  nextDueAt: string
  failures: number
  pausedAt: string | null
  pausedWhy: string | null
  lastRanAt: string | null
  lastProblem: string | null
}

/** The row as whoever sends it reads it inside a transaction. */
export type StoredSchedule = ReportSchedule

/** Every schedule, what is due next first. Throws NotPermitted without `channel.read`. */
export async function loadSchedules(reader: DataReader): Promise<ScheduleRow[]> {
  mustBeAble(reader, 'channel.read')
  return readRows(
    `SELECT s.id, s.report, s.query, s.every, s.day, s.hour, s.zone, s.format, c.name AS channel, s.recipients, s.created_by,
            s.next_due_at, s.failures, s.paused_at, s.paused_why, r.ran_at AS last_ran_at, r.problem AS last_problem
       FROM report_schedule s LEFT JOIN channel c ON c.id = s.channel_id
       LEFT JOIN LATERAL (SELECT ran_at, problem FROM report_run WHERE schedule_id = s.id ORDER BY ran_at DESC LIMIT 1) r ON true
      ORDER BY s.paused_at NULLS FIRST, s.next_due_at, s.id`,
  )
}

/** Ways that a report can go: mail, and what is posted to. Throws NotPermitted without `channel.read`. */
export async function loadReportChannels(reader: DataReader): Promise<{ id: string; name: string }[]> {
  mustBeAble(reader, 'channel.read')
  return readRows(
    `SELECT id, name FROM channel WHERE off_at IS NULL AND kind NOT IN ('feed', 'heartbeat') ORDER BY lower(name)`,
  )
}
