import { tmpdir } from 'node:os'
import { beforeEach, expect, it, vi } from 'vitest'
import { NOBODY, systemActor, userActor } from '@/lib/auth/actor-kinds'
import { saveBackup } from './backups'
import { withTestDatabase } from './database.testing'
import { makeMonthsAhead } from './retention'
import { loadDiskOutlook, loadUpkeep, noteDisk } from './upkeep'

const database = withTestDatabase()
const admin = systemActor('test')
const NOW = new Date('2026-11-30T03:17:00Z')

beforeEach(() => {
  vi.stubEnv('OWN_DATABASE_DIRECTORY', tmpdir())
  vi.stubEnv('BACKUP_DIRECTORY', undefined)
})

it('knows days before that a disk will be full', async () => {
  expect((await loadDiskOutlook(NOW)).fullInDays).toBeNull()
  const free = (await loadDiskOutlook(NOW)).freeBytes ?? 0
  // Each day a tenth of what is left now went.
  for (let ago = 5; ago > 0; ago -= 1) {
    await database.pool.query('INSERT INTO disk_day VALUES ($1::date - $2::int, 1, $3)', [
      NOW,
      ago,
      Math.round(free * (1 + ago / 10)),
    ])
  }
  expect((await loadDiskOutlook(NOW)).fullInDays).toBeCloseTo(10, 0)
  await noteDisk(NOW)
  await noteDisk(NOW)
  expect((await database.pool.query('SELECT FROM disk_day')).rowCount).toBe(6)
  vi.stubEnv('OWN_DATABASE_DIRECTORY', undefined)
  expect(await loadDiskOutlook(NOW)).toEqual({ freeBytes: null, fullInDays: null })
})

it('says what became of the nightly backup to those who may do something about it', async () => {
  expect((await loadUpkeep(admin, NOW)).backup).toBeNull()
  vi.stubEnv('BACKUP_DIRECTORY', '/backups')
  expect((await loadUpkeep(admin, NOW)).backup).toEqual({ takenAt: null, problem: null })
  await saveBackup(new Date('2026-11-28T02:17:00Z'), '/backups/one', { bytes: 1 })
  await saveBackup(new Date('2026-11-29T02:17:00Z'), '/backups', { problem: 'The disk of /backups is full.' })
  expect((await loadUpkeep(admin, NOW)).backup).toEqual({
    takenAt: '2026-11-28T02:17:00.000Z',
    problem: 'The disk of /backups is full.',
  })
  await expect(loadUpkeep(NOBODY, NOW)).rejects.toThrow('Not permitted')
  const manager = userActor({ id: 'manager', name: 'Max', role: 'manager' })
  await expect(loadUpkeep(manager, NOW)).rejects.toThrow('Not permitted')
})

it('has the tables of the next months before anything of them comes in', async () => {
  await makeMonthsAhead(NOW)
  await makeMonthsAhead(NOW)
  const { rows } = await database.pool.query(
    "SELECT relname FROM pg_class WHERE relname LIKE 'activation_event_20%' AND relkind = 'r' ORDER BY 1",
  )
  expect(rows.map(({ relname }) => relname)).toEqual(
    expect.arrayContaining([
      'activation_event_2026_11',
      'activation_event_2026_12',
      'activation_event_2027_01',
    ]),
  )
})
