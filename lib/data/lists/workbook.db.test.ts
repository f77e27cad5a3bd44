import { readSheet } from 'read-excel-file/node'
import { expect, it } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { addNote } from '@/lib/operations/notes/notes'
import { withTestDatabase } from '../database.testing'
import { PERMISSIONS } from '../permission'
import { readRows } from '../rows'
import { writeWorkbook } from './workbook'

withTestDatabase()

const now = new Date('2026-11-29T12:00:00Z')
const asked = { list: 'audit' as const, query: '', permissions: PERMISSIONS, now: now.toISOString() }

it('has real dates, a header, and no formula in a cell', async () => {
  const text = '=HYPERLINK("http://example.test")'
  await addNote.run(systemActor('@SUM(A1)'), { about: 'kmsHost', name: 'kms01', text }, { now })
  const book = await writeWorkbook(asked)
  const [header, entry] = await readSheet(Buffer.from(book ?? []))
  expect(header).toEqual(['When', 'Who', 'What', 'Details'])
  expect(entry).toEqual([now, "'@SUM(A1)", 'wrote a note on kms01', `text: ${text}`])
})

it('takes 50,000 rows and says so beyond them', async () => {
  await readRows(`INSERT INTO audit_entry (at, actor_name, action)
    SELECT now(), 'Ada', 'user.invite' FROM generate_series(1, 50001)`)
  expect(await writeWorkbook(asked)).toBeUndefined()
  const begin = process.cpuUsage()
  const book = await writeWorkbook({ ...asked, query: '?q=Ada&from=2000-01-01&actor=Nobody' })
  expect(await readSheet(Buffer.from(book ?? []))).toHaveLength(1)
  const { user } = process.cpuUsage(begin)
  expect(user).toBeLessThan(20_000_000)
}, 60_000)
