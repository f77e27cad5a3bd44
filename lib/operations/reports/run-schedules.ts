import { localDay } from '@/lib/activation/calendar/zone-time'
import { type Card, MOST_NAMED } from '@/lib/activation/notice/card'
import { plainCell, type Report } from '@/lib/activation/report/report'
import { lastDue, nextDue, type Rhythm } from '@/lib/activation/report/schedule'
import { plainLine } from '@/lib/activation/words/plain-line'
import { sayDay, saySpan } from '@/lib/activation/words/say-date'
import type { Transaction } from '@/lib/data/audit'
import { queueDelivery, wordsOfCard } from '@/lib/data/deliveries/queue-delivery'
import { inPrismaTransaction, prisma } from '@/lib/data/prisma'
import { reportFactsInWords } from '@/lib/data/reports/report-words'
import { sayCell } from '@/lib/data/reports/say-cell'
import type { StoredSchedule } from '@/lib/data/reports/schedules'
import { FILE_TYPES } from '@/lib/format/download'
import { paths } from '@/lib/format/paths'
import { isReportNumber, reportChoice, reportFacts, reportQuery } from '@/lib/format/reports'
import { consoleAddress } from '@/lib/server/console-address'
import { askerOf } from './asker'

const MINUTE_MS = 60_000
/** After so many failures it is tried again so much later; after one more it is paused. */
const TRIED_AGAIN_MS = [10, 60, 360, 1440].map((minutes) => minutes * MINUTE_MS)
/** What a late report says of itself. */
const LATE_MS = 15 * MINUTE_MS
/** Larger files stay behind a link: mail servers refuse them. */
const MOST_ATTACHED = 5 * 1024 * 1024
const LONGEST_PROBLEM = 500
const MAKING_MS = 120_000

/** Makes and sends what is due. Of several processes each takes what the others have not. Returns how many were tried. */
export async function runSchedules(now: Date): Promise<number> {
  const due = await prisma().reportSchedule.findMany({
    where: { nextDueAt: { lte: now }, pausedAt: null },
    orderBy: { nextDueAt: 'asc' },
    select: {
      id: true,
      failures: true,
      runs: { orderBy: { ranAt: 'desc' }, take: 1, select: { ranAt: true } },
    },
  })
  const ready = due.filter(({ failures, runs: [last] }) => {
    const wait = failures === 0 ? 0 : (TRIED_AGAIN_MS[failures - 1] ?? 0)
    return !last || failures === 0 || last.ranAt.getTime() + wait <= now.getTime()
  })
  for (const { id } of ready) await runOne(id, now)
  return ready.length
}

async function runOne(id: string, now: Date): Promise<void> {
  try {
    await inPrismaTransaction((tx) => send(tx, id, now), { timeoutMs: MAKING_MS })
  } catch (error) {
    await inPrismaTransaction((tx) => noteFailure(tx, id, now, error))
  }
}

/** In one commit it is on its way and due next: a kill before it does all of it again, after it nothing. */
async function send(tx: Transaction, id: string, now: Date): Promise<void> {
  const schedule = await lockDue(tx, id, now)
  if (!schedule) return
  const rhythm = rhythmOf(schedule)
  const dueAt = new Date(lastDue(rhythm, schedule.nextDueAt.getTime(), now.getTime()))
  const format = schedule.format as 'pdf' | 'xlsx'
  const { report, bytes, path } = await make(tx, { ...schedule, format }, dueAt, now)
  const isAttached = bytes.length <= MOST_ATTACHED
  const name = `${schedule.report}-${localDay(schedule.zone, dueAt)}.${format}`
  const queued = await queueDelivery(
    tx,
    {
      key: `report ${id} ${dueAt.toISOString()}`,
      ...{ channelId: schedule.channelId, recipients: schedule.recipients },
      about: { kind: 'report', id },
      ...wordsOfCard(cardOf(report, { path, lateMs: now.getTime() - dueAt.getTime(), isAttached })),
      attachments: isAttached ? [{ name, type: FILE_TYPES[format], bytes }] : [],
    },
    now,
  )
  if (!queued.ok) throw new Error(NOT_QUEUED[queued.why])
  await tx.reportRun.create({ data: { scheduleId: id, dueAt, ranAt: now, messageId: queued.messageId } })
  await tx.reportSchedule.update({
    where: { id },
    data: { failures: 0, nextDueAt: new Date(nextDue(rhythm, now.getTime())) },
  })
}

const NOT_QUEUED = { noChannel: 'No channel can send it.', noRecipient: 'It has no recipient.' } as const

const rhythmOf = ({ every, day, hour, zone }: StoredSchedule): Rhythm => ({
  every: every as Rhythm['every'],
  ...{ day, hour, zone },
})

/** The row, if it is still due and nobody else is at it. */
async function lockDue(tx: Transaction, id: string, now: Date): Promise<StoredSchedule | null> {
  const locked = await tx.$queryRaw<unknown[]>`
    SELECT FROM report_schedule WHERE id = ${id}::uuid AND next_due_at <= ${now} AND paused_at IS NULL FOR UPDATE SKIP LOCKED`
  return locked.length === 0 ? null : tx.reportSchedule.findUnique({ where: { id } })
}

/** As whoever asked for it may see it now; its period is that of the due time, however late it is. */
async function make(
  tx: Transaction,
  schedule: StoredSchedule & { format: 'pdf' | 'xlsx' },
  dueAt: Date,
  now: Date,
) {
  const { report: number, query, zone, format } = schedule
  if (!isReportNumber(number)) throw new Error(`There is no report ${number} any more.`)
  const choice = reportChoice(number, new URLSearchParams(query))
  const reader = await askerOf(tx, schedule)
  if (!reader) throw new Error(`${schedule.createdBy}, who asked for it, may not sign in any more.`)
  const at = { now, today: localDay(zone, dueAt) }
  // What makes reports and their files is read when the first one is due, not at every start.
  const [{ makeReportFile }, { REPORT_SOURCES }] = await Promise.all([
    import('@/lib/data/reports/report-files'),
    import('@/lib/data/reports/reports'),
  ])
  if (!reader.can(REPORT_SOURCES[number].permission))
    throw new Error(`${schedule.createdBy}, who asked for it, may not see this report any more.`)
  const made = await makeReportFile(reader, number, choice, format, at)
  return { ...made, path: paths.report(number, reportQuery(number, choice)) }
}

interface Sent {
  path: string
  lateMs: number
  isAttached: boolean
}

const IN_TITLE: readonly string[] = ['Report', 'Period']

/** 'Machines: 519', 'Share of product: 96.1 %' */
const sayNamed = (header: string, value: string) =>
  header.endsWith(', %') ? `${header.slice(0, -3)}: ${value} %` : `${header}: ${value}`

function cardOf(report: Report, { path, lateMs, isAttached }: Sent): Card {
  const { number, title, question, answer, period, tables } = report
  const [table] = tables
  const url = `${consoleAddress()}${path}`
  const items = (table?.rows ?? []).slice(0, MOST_NAMED).map((row) => ({
    title: sayCell(row[0] ?? null, table?.columns[0]?.kind ?? 'text'),
    detail: (table?.columns ?? [])
      .slice(1)
      .flatMap(({ header, kind }, at) =>
        plainCell(row[at + 1] ?? null) === null ? [] : [sayNamed(header, sayCell(row[at + 1] ?? null, kind))],
      )
      .join(', '),
    url,
  }))
  return {
    title: `${number} ${title}, ${period}${lateMs > LATE_MS ? ` (late by ${saySpan(lateMs)})` : ''}`,
    lines: [
      `${question} ${answer}`,
      reportFactsInWords(report)
        .filter(([name]) => !IN_TITLE.includes(name))
        .map(([name, value]) => `${name}: ${value}.`)
        .join(' '),
      isAttached
        ? 'The whole report is attached; it begins with these rows.'
        : 'The file is larger than 5 MB and is not attached: open the report in the console.',
    ],
    items,
    more: (table?.of ?? table?.rows.length ?? 0) - items.length,
    link: { label: 'Open the report', url },
    footer: 'Sent by a schedule of the console: Reports, Schedules.',
  }
}

async function noteFailure(tx: Transaction, id: string, now: Date, error: unknown): Promise<void> {
  const schedule = await lockDue(tx, id, now)
  if (!schedule) return
  const problem = (error instanceof Error && plainLine(error.message, LONGEST_PROBLEM)) || 'It failed.'
  const failures = schedule.failures + 1
  const isGivenUp = failures > TRIED_AGAIN_MS.length
  const pausedWhy = `after ${failures} failures in a row`
  await tx.reportRun.create({ data: { scheduleId: id, dueAt: schedule.nextDueAt, ranAt: now, problem } })
  await tx.reportSchedule.update({
    where: { id },
    data: { failures, ...(isGivenUp && { pausedAt: now, pausedWhy }) },
  })
  if (isGivenUp) await tellOwner(tx, schedule, { problem, pausedWhy, now })
}

/** By mail, where there is a way to send one; else the alert that a schedule stopped is all there is. */
async function tellOwner(
  tx: Transaction,
  { id, report, createdById, nextDueAt }: StoredSchedule,
  { problem, pausedWhy, now }: { problem: string; pausedWhy: string; now: Date },
): Promise<void> {
  const owner = createdById
    ? await tx.user.findUnique({ where: { id: createdById }, select: { email: true, disabledAt: true } })
    : null
  if (!owner || owner.disabledAt) return
  const title = isReportNumber(report) ? `${report} ${reportFacts(report).title}` : report
  const card: Card = {
    title: `Your scheduled report ${title} is paused`,
    lines: [
      `It was due on ${sayDay(nextDueAt.toISOString())} and is paused ${pausedWhy}. The last one: ${problem}`,
      'Mend the cause, then resume the schedule: it goes out again from its next time on.',
    ],
    items: [],
    more: 0,
    link: { label: 'Open the schedules', url: `${consoleAddress()}${paths.schedules()}` },
    footer: 'Sent because you scheduled this report: Reports, Schedules.',
  }
  const about = { kind: 'report', id } as const
  const key = `report ${id} paused ${now.toISOString()}`
  await queueDelivery(
    tx,
    { key, channelId: null, recipients: [owner.email], about, ...wordsOfCard(card) },
    now,
  )
}
