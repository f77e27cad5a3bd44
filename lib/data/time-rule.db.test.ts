import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lapseSteps, stepAt } from '@/lib/activation/license/lapse'
import { LICENSE_STATUS_ORDER } from '@/lib/activation/license/license-status'
import type { Channel } from '@/lib/activation/observation'
import { withTestDatabase } from './database.testing'

const database = withTestDatabase()

const START = Date.UTC(2025, 0, 1)
const DAY_MS = 86_400_000
const channels: Channel[] = [
  'KMS client',
  'MAK',
  'Retail',
  'OEM',
  'Evaluation',
  'AVMA',
  'Subscription',
  'Unknown',
]

const row = fc
  .record({
    status: fc.constantFrom(...LICENSE_STATUS_ORDER),
    channel: fc.constantFrom(...channels),
    endsAt: fc.option(
      fc.integer({ min: 0, max: 80 }).map((day) => START + day * DAY_MS),
      { nil: undefined },
    ),
    now: fc.oneof(
      fc.integer({ min: 0, max: 120 }).map((day) => START + day * DAY_MS),
      fc.integer({ min: 0, max: 120 * DAY_MS }).map((offset) => START + offset),
    ),
  })
  // An end is only kept for a status that can end (endsAtOf in lib/activation/license/validity.ts).
  .map((made) =>
    made.status === 'notification' || made.status === 'unlicensed' ? { ...made, endsAt: undefined } : made,
  )

it('says in SQL what lib/activation/license/lapse.ts says, for any license at any moment', async () => {
  const rows = fc.sample(row, 1_000)
  const { rows: answers } = await database.pool.query<{
    status: string
    condition: string
    changes_at: Date | null
    steps: { at: string; to_status: string; to_condition: string }[] | null
  }>(
    `SELECT license_status_at(r.status, r.ends_at, g.through, r.moment) AS status,
            license_condition_at(r.status, r.ends_at, g.through, r.moment) AS condition,
            license_changes_at(r.ends_at, g.through, r.moment) AS changes_at,
            (SELECT jsonb_agg(s ORDER BY s.at) FROM license_lapse(r.status, r.ends_at, g.through) s) AS steps
       FROM ROWS FROM (jsonb_to_recordset($1) AS (status license_status, channel text, ends_at timestamptz, moment timestamptz))
              WITH ORDINALITY AS r(status, channel, ends_at, moment, n)
      CROSS JOIN LATERAL (SELECT lapses_through_grace(r.status, r.channel) AS through) g ORDER BY n`,
    [
      JSON.stringify(
        rows.map(({ status, channel, endsAt, now }) => ({
          status,
          channel,
          ends_at: endsAt === undefined ? null : new Date(endsAt).toISOString(),
          moment: new Date(now).toISOString(),
        })),
      ),
    ],
  )
  for (const [index, { status, channel, endsAt, now }] of rows.entries()) {
    const steps = lapseSteps(status, channel, endsAt)
    const { current, next } = stepAt(steps, now)
    const answer = answers[index]
    expect({ ...answer, changes_at: answer?.changes_at?.getTime() }).toMatchObject({
      status: current.status,
      condition: current.condition,
      changes_at: next?.from,
    })
    const bySql = (answer?.steps ?? []).map((step) => [
      Date.parse(step.at),
      step.to_status,
      step.to_condition,
    ])
    expect(bySql).toEqual(steps.slice(1).map((step) => [step.from, step.status, step.condition]))
  }
})
