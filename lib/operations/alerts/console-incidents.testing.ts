/** What befalls keys, tokens, packages, reports and the console itself in the simulated year. */
import { systemActor } from '@/lib/auth/actor-kinds'
import { loadAlertHistory } from '@/lib/data/alerts/alert-store'
import { noteChannel } from '@/lib/data/deliveries/note-answer'
import { pool } from '@/lib/data/pool'
import { inPrismaTransaction } from '@/lib/data/prisma'
import { addChannel } from '../channels/channels'
import { cancelExchange } from '../exchange/cancel-exchange'
import { prepareExchange } from '../exchange/prepare-package'
import { addTestMak } from '../mak/ledger.testing'
import { recordCorrection, recordIncrease, recordMicrosoftCount } from '../mak/record-in-ledger'
import { issueEmergencyLink } from '../people/invitations'
import { runSchedules } from '../reports/run-schedules'
import { addSchedule, pauseSchedule, removeSchedule } from '../reports/schedules'
import { createToken, revokeToken } from '../tokens/tokens'
import { ADMIN, fqdn, type Incident, must, reading } from './alert-year.testing'
import { acknowledgeAlerts } from './alerts'

let makId = ''
const key = () => ({ keyId: makId, idempotencyKey: crypto.randomUUID() })
const found: Record<string, string> = {}
const id = (name: string) => found[name] ?? ''

export const CONSOLE_INCIDENTS: readonly Incident[] = [
  {
    what: 'a MAK runs low, is overdrawn, and gets more',
    happens: {
      '2025-12-01T06': async () => {
        makId = await addTestMak(pool(), { granted: 50, addedAt: '2025-11-30T00:00:00Z' })
      },
      '2026-01-06T09': (_, now) =>
        recordCorrection.run(ADMIN, { ...key(), change: -45, reason: 'Found in a drawer' }, { now }),
      '2026-01-07T09': (_, now) =>
        recordCorrection.run(ADMIN, { ...key(), change: -6, reason: 'Found in another' }, { now }),
      '2026-01-09T09': (_, now) => recordIncrease.run(ADMIN, { ...key(), count: 100 }, { now }),
    },
    alerts: [
      'A21 MAK …-QRTVW (Windows 11 Enterprise): error, 2026-01-06T09 to 2026-01-09T09 cleared, worsened',
    ],
  },
  {
    what: 'Microsoft counts other than we do',
    happens: {
      '2026-03-10T09': (_, now) =>
        recordMicrosoftCount.run(ADMIN, { ...key(), remaining: 80, source: 'portal' }, { now }),
      '2026-03-12T09': async (_, now) => {
        must(await recordCorrection.run(ADMIN, { ...key(), change: -19, reason: 'As Microsoft' }, { now }))
        const count = { ...key(), remaining: 80, source: 'portal' as const }
        must(await recordMicrosoftCount.run(ADMIN, count, { now }))
      },
    },
    alerts: ['A22 MAK …-QRTVW (Windows 11 Enterprise): warn, 2026-03-10T09 to 2026-03-12T09 cleared'],
  },
  {
    what: 'a token ends in two weeks, and is replaced and revoked',
    happens: {
      '2026-02-01T08': async (_, now) => {
        const token = createToken.run(
          ADMIN,
          { name: 'exporter', scopes: ['alerts.read'], expiresInDays: 60 },
          { now },
        )
        found.token = must(await token).id
      },
      '2026-03-25T08': (_, now) => revokeToken.run(ADMIN, { tokenId: id('token') }, { now }),
    },
    alerts: ['A33 exporter: warn, 2026-03-19T09 to 2026-03-25T08 cleared'],
  },
  {
    what: 'an emergency link is made',
    happens: {
      '2026-05-19T08': (_, now) =>
        issueEmergencyLink.run(systemActor('test'), { email: 'ada@corp.example' }, { now }),
    },
    alerts: ['A34 Ada: critical, 2026-05-19T08 to 2026-05-26T09 cleared'],
  },
  {
    what: 'a scheduled report cannot be sent, and is stopped',
    happens: {
      '2026-06-01T07': async (_, now) => {
        const made = await addSchedule.run(
          ADMIN,
          {
            ...{ report: 'R1', every: 'week', day: 1, hour: 8, zone: 'UTC', format: 'xlsx', channelId: null },
            recipients: ['chief@corp.example'],
          },
          { now },
        )
        found.schedule = must(made).id
      },
      '2026-06-01T08': (_, now) => runSchedules(now),
      '2026-06-01T09': (_, now) => runSchedules(now),
      '2026-06-01T10': (_, now) => runSchedules(now),
      '2026-06-01T16': (_, now) => runSchedules(now),
      '2026-06-02T16': (_, now) => runSchedules(now),
      '2026-06-03T09': (_, now) =>
        pauseSchedule.run(ADMIN, { scheduleId: id('schedule'), paused: false }, { now }),
      '2026-06-03T10': (_, now) => removeSchedule.run(ADMIN, { scheduleId: id('schedule') }, { now }),
    },
    alerts: ['A32 Report R1: error, 2026-06-01T10 to 2026-06-03T09 cleared'],
  },
  {
    what: 'a package waits for its answers and is given up',
    happens: {
      '2026-06-22T08': async (world, now) => {
        await world.post(
          now,
          reading('iso-1', now, {
            ...{ status: 'initialGrace', installationId: '012345678'.repeat(7), kms: {} },
            product: { name: 'Windows(R), Enterprise edition', channel: 'MAK', partialKey: 'QRTVW' },
            remainingMinutes: 365 * 1440,
          }),
        )
        const made = await prepareExchange.run(
          ADMIN,
          {
            ...{ keyId: makId, method: 'file', withNames: true, dueAt: '2026-09-01T00:00:00Z' },
            machines: [{ name: fqdn('iso-1') }],
          },
          { now },
        )
        found.package = String(must(made).number)
      },
      '2026-07-08T08': (_, now) =>
        cancelExchange.run(ADMIN, { number: Number(id('package')), reason: 'Thrown away' }, { now }),
    },
    alerts: ['A27 Package 1: warn, 2026-07-06T08 to 2026-07-08T08 cleared'],
  },
  {
    what: 'the backup fails for three nights',
    happens: {
      '2026-09-01T00': (world) => {
        world.hasBackups = false
      },
      '2026-09-04T00': (world) => {
        world.hasBackups = true
      },
    },
    alerts: ['A35 Backup: error, 2026-09-02T06 to 2026-09-04T06 cleared'],
  },
  {
    what: 'a text with a whole product key comes in',
    happens: {
      '2026-09-22T09': (world, now) =>
        world.postFrom('collector', now, { kind: 'license', key: 'BCDFG-HJKMP-QRTVW-XY234-6789B' }),
      '2026-09-22T13': async (_, now) => {
        const alertIds = (await loadAlertHistory()).flatMap((one) =>
          one.rule === 'A30' && one.id !== undefined ? [one.id] : [],
        )
        must(await acknowledgeAlerts.run(ADMIN, { alertIds, note: 'It was a test key' }, { now }))
      },
    },
    alerts: ['A30 collector: warn, 2026-09-22T09 to 2026-09-22T13 byHand, acknowledged'],
  },
  {
    what: 'a channel fails three times in a row',
    happens: {
      '2026-10-06T08': async (_, now) => {
        const hook = { kind: 'webhook', name: 'Hook', url: 'https://hooks.example/1' } as const
        found.channel = must(await addChannel.run(ADMIN, hook, { now })).id
      },
      '2026-10-06T09': (_, now) => tried('retry', now),
      '2026-10-06T10': (_, now) => tried('retry', now),
      '2026-10-06T11': (_, now) => tried('retry', now),
      '2026-10-06T15': (_, now) => tried('sent', now),
    },
    alerts: ['A31 Hook: error, 2026-10-06T11 to 2026-10-06T15 cleared'],
  },
]

async function tried(outcome: 'sent' | 'retry', now: Date): Promise<void> {
  const answer = { outcome, words: outcome === 'sent' ? '204' : '503', isOfChannel: true, rests: true }
  await inPrismaTransaction((tx) => noteChannel(tx, id('channel'), answer, now))
}
