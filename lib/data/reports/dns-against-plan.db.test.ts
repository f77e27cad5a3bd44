import { describe, expect, it } from 'vitest'
import { plainCell } from '@/lib/activation/report/report'
import { systemActor } from '@/lib/auth/actor-kinds'
import { reportChoice } from '@/lib/format/reports'
import { withTestDatabase } from '../database.testing'
import { requestOf } from './report-request'
import { loadReport } from './reports'

const database = withTestDatabase()

describe('DNS against plan', () => {
  it('lists the records that came and went in its days, and no others', async () => {
    const sighting = (host: string, firstAt: string, goneAt: string | null) =>
      database.pool.query(
        `INSERT INTO kms_host_sighting (host, source, seen_in, first_at, last_at, gone_at) VALUES ($1, 'srv', 'dr.example', $2, $2, $3)`,
        [host, firstAt, goneAt],
      )
    await sighting('new.dr.example', '2026-03-05T08:00:00Z', null)
    await sighting('brief.dr.example', '2026-03-05T23:59:59.999Z', '2026-03-10T00:00:00Z')
    await sighting('leaving.dr.example', '2026-02-01T00:00:00Z', '2026-03-09T23:59:59.999Z')
    await sighting('before.dr.example', '2026-03-04T23:59:59.999Z', null)
    const [, changes] = (
      await loadReport(
        systemActor('test'),
        'R11',
        requestOf(reportChoice('R11', { from: '2026-03-05', to: '2026-03-09' }), {
          now: new Date(),
          rows: 100,
        }),
      )
    ).tables
    expect(changes?.rows.map((row) => row.map(plainCell))).toEqual([
      ['dr.example', 'leaving.dr.example', 'went', '2026-03-09T23:59:59.999Z'],
      ['dr.example', 'brief.dr.example', 'came', '2026-03-05T23:59:59.999Z'],
      ['dr.example', 'new.dr.example', 'came', '2026-03-05T08:00:00.000Z'],
    ])
  })
})
