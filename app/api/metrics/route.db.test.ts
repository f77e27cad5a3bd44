import { NextRequest } from 'next/server'
import { expect, it, vi } from 'vitest'
import { saveBackup } from '@/lib/data/backups'
import { withTestDatabase } from '@/lib/data/database.testing'
import { readRows } from '@/lib/data/rows'
import { inTransaction } from '@/lib/data/transaction'
import { settleForwarded } from '@/lib/server/forwarded'
import { GET } from './route'

const database = withTestDatabase()

/** A request as the listener hands it on. */
function from(remoteAddress: string, said: Record<string, string> = {}) {
  const headers = { ...said }
  settleForwarded({ headers, socket: { remoteAddress } }, () => false)
  return GET(new NextRequest('http://console/api/metrics', { headers }))
}

it('tells what a Prometheus reads, statement times and pools of this process among it', async () => {
  await readRows('SELECT 1')
  await inTransaction((db) => db.query('SELECT 1'))
  await saveBackup(new Date(Date.now() - 60_000), 'there', { bytes: 1 })
  await database.prisma.import.create({
    data: { createdBy: 'Ada', origin: 'upload', fileName: 'a', status: 'done', fresh: 7, rejected: 2 },
  })
  const response = await from('127.0.0.1')
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  const text = await response.text()
  expect(text.split('\n')).toEqual(
    expect.arrayContaining([
      'console_database_up 1',
      'console_imports{status="done"} 1',
      'console_observations_total{outcome="fresh"} 7',
      'console_observations_total{outcome="rejected"} 2',
      'console_catch_up_lag_seconds 0',
      'console_backup_failed 0',
      expect.stringMatching(/^console_backup_age_seconds 6\d\.\d+$/),
      expect.stringMatching(/^console_database_bytes \d{7,}$/),
      'console_pool_connections{purpose="people",kind="read",state="idle"} 1',
      expect.stringMatching(/^console_query_seconds_count\{purpose="people"\} [1-9]\d*$/),
      expect.stringMatching(/^process_resident_memory_bytes \d+$/),
    ]),
  )
})

it('is for this machine only, or for those whom METRICS_ALLOW names', async () => {
  const refused = await from('192.0.2.7')
  expect(refused.status).toBe(403)
  expect(await refused.json()).toEqual({
    error: {
      kind: 'notAllowed',
      message: 'Metrics are not for everybody. METRICS_ALLOW does not name 192.0.2.7.',
    },
  })
  vi.stubEnv('METRICS_ALLOW', '192.0.2.0/24, 2001:db8::7')
  expect((await from('192.0.2.7')).status).toBe(200)
  expect((await from('2001:db8::7')).status).toBe(200)
  expect((await from('127.0.0.1')).status).toBe(403)
  vi.unstubAllEnvs()
})

it('is not open to all who come through a proxy on this machine', async () => {
  const refused = await from('127.0.0.1', { 'x-forwarded-for': '127.0.0.1' })
  expect(refused.status).toBe(403)
})

it('goes on telling of its process when the database does not answer', async () => {
  vi.stubEnv('DATABASE_URL', 'postgresql://nobody@127.0.0.1:1/nothing')
  const text = await (await from('127.0.0.1')).text()
  expect(text).toContain('console_database_up 0')
  expect(text).toContain('process_resident_memory_bytes')
  expect(text).not.toContain('console_imports{')
  vi.unstubAllEnvs()
})
