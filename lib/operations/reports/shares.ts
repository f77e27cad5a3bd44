import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '@/lib/auth/actor-kinds'
import { isSignedFor, shareNamed } from '@/lib/auth/shared-link'
import {
  isReportNumber,
  type ReportNumber,
  reportChoice,
  reportFacts,
  reportQuery,
} from '@/lib/format/reports'
import { operation } from '../operation'
import { askerOf } from './asker'

type ShareRefusal = { kind: 'noSuchShare' } | { kind: 'namesItself' } | { kind: 'deadLink' }

function sayShareRefusal(refusal: ShareRefusal) {
  switch (refusal.kind) {
    case 'noSuchShare':
      return 'There is no such link, or it is somebody else’s.'
    case 'namesItself':
      return 'A report about one machine cannot be shared without its name.'
    case 'deadLink':
      return 'This link does not work any more.'
  }
}

const refuse = <Kind extends ShareRefusal['kind']>(kind: Kind) => ({ ok: false as const, refusal: { kind } })

const DAY_MS = 86_400_000
/** An opening so soon after the last one is counted, and not written to the audit log again. */
const WRITTEN_AGAIN_MS = 3_600_000

const newShare = z.object({
  report: z.string().refine(isReportNumber, 'Choose a report.'),
  /** the report's address from its question mark on */
  query: z.string().max(2_000),
  audience: z.string().trim().min(1, 'Enter who it is for.').max(120, 'Enter at most 120 characters.'),
  days: z.coerce.number().int().min(1).max(366),
  hidesNames: z.boolean(),
})

/** Makes a link with which anybody reads one report until it ends. It shows what whoever shares it may see, as it stands when opened. */
export const shareReport = operation(
  'report.share',
  newShare,
  async ({ tx, actor, now, audit }, { days, query, ...share }) => {
    const { report, hidesNames, audience } = share
    if (hidesNames && reportFacts(report).filters.includes('machine')) return refuse('namesItself')
    const id = randomUUID()
    const endsAt = new Date(now.getTime() + days * DAY_MS)
    await tx.reportShare.create({
      data: {
        ...{ id, ...share, query: tidyQuery(report, query), endsAt },
        ...{ createdAt: now, createdById: actor.id, createdBy: actor.name },
      },
      select: { id: true },
    })
    const name = nameOf(report)
    await audit({
      action: 'report.share',
      subjectType: 'share',
      subjectId: id,
      after: { name, for: audience, until: endsAt.toISOString(), withoutNames: hidesNames },
    })
    return { ok: true as const, id, name }
  },
  { refusals: sayShareRefusal },
)

const nameOf = (report: string) =>
  isReportNumber(report) ? `${report} ${reportFacts(report).title}` : report

const tidyQuery = (report: ReportNumber, query: string) =>
  new URLSearchParams(reportQuery(report, reportChoice(report, new URLSearchParams(query)))).toString()

/** Ends a link at once. A person withdraws their own; a licensing admin any. */
export const revokeShare = operation(
  'report.share',
  z.object({ shareId: z.uuid() }),
  async ({ tx, actor, now, audit }, { shareId: id }) => {
    const share = await tx.reportShare.findUnique({
      where: { id },
      select: { report: true, audience: true, createdById: true, revokedAt: true },
    })
    if (!share || share.revokedAt || !maySeeLink(actor, share)) return refuse('noSuchShare')
    await tx.reportShare.update({
      where: { id },
      data: { revokedAt: now, revokedBy: actor.name },
      select: { id: true },
    })
    await audit({
      action: 'report.unshare',
      subjectType: 'share',
      subjectId: id,
      before: { name: nameOf(share.report), for: share.audience },
    })
    return { ok: true as const }
  },
  { refusals: sayShareRefusal },
)

/** Whose link somebody may copy and withdraw: their own, and an admin any. */
export const maySeeLink = (actor: Actor, { createdById }: { createdById: string | null }) =>
  createdById === actor.id || actor.can('user.change')

/**
 * What a link shows, and as whom it is read. One refusal for a link that is not whole, has ended or was withdrawn, and for one
 * whose maker may not share any more: it tells a stranger nothing.
 */
export const openSharedReport = operation(
  'link.use',
  z.object({ link: z.string().max(200) }),
  async ({ tx, now, audit }, { link }) => {
    const id = shareNamed(link)
    const share = id === undefined ? null : await tx.reportShare.findUnique({ where: { id } })
    if (!share || !isSignedFor(link, share) || share.revokedAt || share.endsAt <= now)
      return refuse('deadLink')
    const reader = await askerOf(tx, share)
    if (!reader?.can('report.share')) return refuse('deadLink')
    await tx.reportShare.update({
      where: { id: share.id },
      data: { openedAt: now, openings: { increment: 1 } },
      select: { id: true },
    })
    if (!share.openedAt || now.getTime() - share.openedAt.getTime() > WRITTEN_AGAIN_MS)
      await audit({
        action: 'report.open',
        subjectType: 'share',
        subjectId: share.id,
        after: { name: nameOf(share.report), for: share.audience },
      })
    return { ok: true as const, share, reader }
  },
  {
    refusals: sayShareRefusal,
    secretFields: ['link'],
    withoutAudit: 'an opening within an hour of the last has its entry already',
  },
)
