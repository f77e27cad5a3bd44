import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { isZone } from '@/lib/activation/calendar/zone-time'
import { nextDue, sayRhythm } from '@/lib/activation/report/schedule'
import { isReportNumber, REPORTS, type ReportNumber } from '@/lib/format/reports'
import { mailAddress } from '../channels/channel-input'
import { operation } from '../operation'

type ScheduleRefusal = { kind: 'noSuchSchedule' } | { kind: 'noSuchChannel' } | { kind: 'nobodyToSendTo' }

function sayScheduleRefusal(refusal: ScheduleRefusal) {
  switch (refusal.kind) {
    case 'noSuchSchedule':
      return 'This schedule has been removed.'
    case 'noSuchChannel':
      return 'This channel has been removed.'
    case 'nobodyToSendTo':
      return { field: 'recipients', sentence: 'Enter at least one email address.' }
  }
}

const refuse = (refusal: ScheduleRefusal) => ({ ok: false as const, refusal })

const newSchedule = z
  .object({
    report: z.string().refine(isReportNumber, 'Choose a report.'),
    period: z.string().max(40).default(''),
    every: z.enum(['week', 'month', 'quarter']),
    day: z.coerce.number().int().min(0).max(28),
    hour: z.coerce.number().int().min(0).max(23),
    zone: z.string().trim().refine(isZone, 'Enter a time zone, such as Europe/Berlin.'),
    format: z.enum(['pdf', 'xlsx']),
    channelId: z.uuid().nullable(),
    recipients: z.array(mailAddress).max(50, 'Enter at most 50 addresses.'),
  })
  .refine(({ every, day }) => every !== 'week' || (day >= 1 && day <= 7), {
    path: ['day'],
    error: 'Of a week enter 1 (Monday) to 7.',
  })

/** Has a report made and sent by itself from now on. It shows what whoever asked for it may see. */
export const addSchedule = operation(
  'channel.change',
  newSchedule,
  async ({ tx, actor, now, audit }, { period, ...schedule }) => {
    const { channelId, recipients, report } = schedule
    const channel = channelId
      ? await tx.channel.findUnique({ where: { id: channelId }, select: { kind: true } })
      : null
    if (channelId && !channel) return refuse({ kind: 'noSuchChannel' })
    const isMail = channel === null || channel.kind === 'mail'
    if (isMail && recipients.length === 0) return refuse({ kind: 'nobodyToSendTo' })
    const id = randomUUID()
    await tx.reportSchedule.create({
      data: {
        ...{ id, ...schedule, query: period && `period=${encodeURIComponent(period)}` },
        ...{ createdAt: now, createdById: actor.id, createdBy: actor.name },
        nextDueAt: new Date(nextDue(schedule, now.getTime())),
      },
      select: { id: true },
    })
    const name = nameOf(report)
    await audit({
      action: 'report.schedule',
      subjectType: 'schedule',
      subjectId: id,
      after: { name, when: sayRhythm(schedule), format: schedule.format, recipients: recipients.join(', ') },
    })
    return { ok: true as const, id, name }
  },
  { refusals: sayScheduleRefusal },
)

const nameOf = (report: string) => `${report} ${REPORTS[report as ReportNumber]?.title ?? ''}`.trim()

/** Takes a schedule away with its history of runs; what was sent stays in the ledger of deliveries. */
export const removeSchedule = operation(
  'channel.change',
  z.object({ scheduleId: z.uuid() }),
  async ({ tx, audit }, { scheduleId: id }) => {
    const schedule = await tx.reportSchedule.findUnique({ where: { id }, select: { report: true } })
    if (!schedule) return refuse({ kind: 'noSuchSchedule' })
    await tx.reportSchedule.delete({ where: { id }, select: { id: true } })
    await audit({
      action: 'report.unschedule',
      subjectType: 'schedule',
      subjectId: id,
      before: { name: nameOf(schedule.report) },
    })
    return { ok: true as const }
  },
  { refusals: sayScheduleRefusal },
)

/** Lets a schedule rest, or go on from its next due time. */
export const pauseSchedule = operation(
  'channel.change',
  z.object({ scheduleId: z.uuid(), paused: z.boolean() }),
  async ({ tx, actor, now, audit }, { scheduleId: id, paused }) => {
    const schedule = await tx.reportSchedule.findUnique({
      where: { id },
      select: { report: true, every: true, day: true, hour: true, zone: true },
    })
    if (!schedule) return refuse({ kind: 'noSuchSchedule' })
    const rhythm = { ...schedule, every: schedule.every as 'week' }
    await tx.reportSchedule.update({
      where: { id },
      data: paused
        ? { failures: 0, pausedAt: now, pausedWhy: `by ${actor.name}` }
        : {
            failures: 0,
            pausedAt: null,
            pausedWhy: null,
            nextDueAt: new Date(nextDue(rhythm, now.getTime())),
          },
      select: { id: true },
    })
    await audit({
      action: paused ? 'report.pause' : 'report.resume',
      subjectType: 'schedule',
      subjectId: id,
      after: { name: nameOf(schedule.report) },
    })
    return { ok: true as const }
  },
  { refusals: sayScheduleRefusal },
)
