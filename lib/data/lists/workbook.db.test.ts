import { readSheet } from 'read-excel-file/node'
import { expect, it } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { XLSX_ROWS } from '@/lib/format/workbook-limit'
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

it('takes 50,000 rows, all of which are in it, and says so beyond them', async () => {
  const query = '?q=Ada&from=2000-01-01'
  const enter = (count: number) =>
    readRows(`INSERT INTO audit_entry (at, actor_name, action)
      SELECT now(), 'Ada ' || n, 'user.invite' FROM generate_series(1, ${count}) AS n`)
  await enter(XLSX_ROWS)
  const rows = await readSheet(Buffer.from((await writeWorkbook({ ...asked, query })) ?? []))
  expect(rows).toHaveLength(1 + XLSX_ROWS)
  expect(new Set(rows.map(([, who]) => who)).size).toBe(1 + XLSX_ROWS)
  await enter(1)
  expect(await writeWorkbook({ ...asked, query })).toBeUndefined()
  const none = await writeWorkbook({ ...asked, query: `${query}&actor=Nobody` })
  expect(await readSheet(Buffer.from(none ?? []))).toHaveLength(1)
}, 180_000)
