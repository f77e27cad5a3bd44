import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { appendImportChunk } from '@/lib/data/imports/import-bytes'
import { describeImport } from '../imports/import-describe'
import { FolderEye } from './watch-folder'

const db = withTestDatabase()
const TEXT =
  'Name: Windows(R), Enterprise edition\r\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\r\nPartial Product Key: 8HM64\r\nLicense Status: Licensed\r\n'

let folder: string
let said: string[]
let eye: FolderEye

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watched-'))
  said = []
  eye = new FolderEye({ folder, say: (line) => said.push(line) })
})

afterEach(() => rm(folder, { recursive: true, force: true }))

const MINUTE_MS = 60_000
/** Looks as long as minutes pass and nothing changes. */
async function lookTwice(): Promise<number> {
  const later = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS)
  const first = await eye.look(later(1))
  const second = await eye.look(later(2))
  return first.taken + second.taken
}

const drop = (name: string, text: string) => writeFile(join(folder, name), text)
const filesIn = async (...parts: string[]) =>
  (await readdir(join(folder, ...parts)).catch(() => [])).toSorted()
const today = () => new Date().toISOString().slice(0, 10)

test('a file is imported when it has not changed between two looks, and moved to the day', async () => {
  await drop('pc-1.txt', TEXT)
  expect(await eye.look(new Date(Date.now() + MINUTE_MS))).toEqual({ taken: 0, arriving: 1 })
  expect(await eye.look(new Date(Date.now() + 2 * MINUTE_MS))).toEqual({ taken: 1, arriving: 0 })
  expect(await filesIn('done', today())).toEqual(['pc-1.txt'])
  const { rows } = await db.pool.query('SELECT origin, source, status, file_name FROM import')
  expect(rows).toMatchObject([{ origin: 'folder', status: 'done', file_name: 'pc-1.txt' }])
  const clients = await db.pool.query('SELECT name FROM client')
  expect(clients.rows).toEqual([{ name: 'pc-1' }])
})

test('one that is still being written, was written just now, or has a name of its own for that is left', async () => {
  await drop('growing.txt', TEXT)
  await eye.look(new Date(Date.now() + MINUTE_MS))
  await drop('growing.txt', TEXT + TEXT)
  expect((await eye.look(new Date(Date.now() + 2 * MINUTE_MS))).taken).toBe(0)
  await drop('fresh.txt', TEXT)
  await eye.look(new Date())
  expect((await eye.look(new Date())).taken).toBe(0)
  for (const name of ['.hidden', 'copy.tmp', 'copy.PART', '~$sheet.xlsx']) await drop(name, TEXT)
  await lookTwice()
  expect(await filesIn()).toEqual(
    expect.arrayContaining(['.hidden', 'copy.tmp', 'copy.PART', '~$sheet.xlsx']),
  )
})

test('what cannot be used is put aside with its reason, and costs nothing else', async () => {
  await drop('shopping.txt', 'apples\r\npears\r\n')
  await drop('empty.txt', '')
  await drop('pc-2.txt', TEXT)
  await lookTwice()
  expect(await filesIn('refused')).toEqual([
    'empty.txt',
    'empty.txt.reason.txt',
    'shopping.txt',
    'shopping.txt.reason.txt',
  ])
  expect(await readFile(join(folder, 'refused', 'shopping.txt.reason.txt'), 'utf8')).toMatch(
    /not recognised|no license data/i,
  )
  expect(await filesIn('done', today())).toEqual(['pc-2.txt'])
  // It says the same as pc-1 did, and is another machine.
  expect((await db.pool.query(`SELECT FROM client WHERE name = 'pc-2'`)).rowCount).toBe(1)
  expect(said).toHaveLength(3)
})

test('a log without events of ours is taken: nothing in it is no fault', async () => {
  const event =
    '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Microsoft-Windows-Security-SPP"/><EventID>903</EventID><TimeCreated SystemTime="2026-11-24T07:00:00Z"/><EventRecordID>7</EventRecordID><Channel>Application</Channel><Computer>pc-7</Computer></System></Event>'
  await drop('quiet.xml', `<Events>${event}</Events>`)
  await lookTwice()
  expect(await filesIn('refused')).toEqual([])
  expect(await filesIn('done', today())).toEqual(['quiet.xml'])
  const { rows } = await db.pool.query(
    'SELECT status, observations, rejected, problem FROM import WHERE file_name = $$quiet.xml$$',
  )
  expect(rows).toMatchObject([{ status: 'done', observations: 0, rejected: 0 }])
  expect(said).toEqual([expect.stringContaining('The only event in the text is not 12288')])
})

test('a text that does not name its machine is taken, waits for the answer on its page, and is recorded with it', async () => {
  await drop('output of slmgr.txt', TEXT)
  await lookTwice()
  expect(await filesIn('done', today())).toEqual(['output of slmgr.txt', 'output of slmgr.txt.question.txt'])
  expect(await filesIn('refused')).toEqual([])
  const { rows } = await db.pool.query(
    `SELECT id, status FROM import WHERE file_name = 'output of slmgr.txt'`,
  )
  const [{ id, status }] = rows
  expect(status).toBe('ready')
  const question = await readFile(join(folder, 'done', today(), 'output of slmgr.txt.question.txt'), 'utf8')
  expect(question).toContain('does not name its machine')
  expect(question).toContain(`/imports/${id}`)
  await describeImport.run(systemActor('test'), { importId: id, hostName: 'pc-9' })
  expect((await db.pool.query(`SELECT FROM client WHERE name = 'pc-9'`)).rowCount).toBe(1)
})

test('a file whose import was broken off by a kill goes on, and is one import', async () => {
  await drop('pc-5.txt', TEXT.replace('8HM64', '8HM67'))
  const { rows } = await db.pool.query(
    `INSERT INTO import (id, created_at, created_by, origin, file_name, status, record_when_read, sha256, size_bytes)
     VALUES (gen_random_uuid(), now(), 'watched folder', 'folder', 'pc-5.txt', 'reading', true, $1, 9) RETURNING id`,
    [createHash('sha256').update(TEXT.replace('8HM64', '8HM67')).digest('hex')],
  )
  await appendImportChunk(rows[0].id, 0, Buffer.from(TEXT.replace('8HM64', '8HM67')))
  await lookTwice()
  expect(await filesIn('done', today())).toEqual(['pc-5.txt'])
  const kept = await db.pool.query(`SELECT id, status FROM import WHERE file_name = 'pc-5.txt'`)
  expect(kept.rows).toEqual([{ id: rows[0].id, status: 'done' }])
})

test('the same content again is told to be known, and lies beside the first', async () => {
  await drop('pc-3.txt', TEXT.replace('8HM64', '8HM65'))
  await lookTwice()
  await drop('pc-3.txt', TEXT.replace('8HM64', '8HM65'))
  await lookTwice()
  expect(await filesIn('done', today())).toEqual(['pc-3 (2).txt', 'pc-3.txt'])
  expect(said.at(-1)).toContain('already imported')
})

test('a file that leaves something open waits on the page, and is recorded with the answer', async () => {
  await drop(
    'lab-7.txt',
    'Windows(R), Enterprise edition:\r\n    Volume activation will expire 5/4/2027 1:20:31 PM\r\n',
  )
  const written = new Date('2026-11-29T10:00:00Z')
  await utimes(join(folder, 'lab-7.txt'), written, written)
  await lookTwice()
  expect(await filesIn('done', today())).toEqual(['lab-7.txt', 'lab-7.txt.question.txt'])
  const waiting = { where: { fileName: 'lab-7.txt' } }
  const { id, status, needsDayOrder } = await db.prisma.import.findFirstOrThrow(waiting)
  expect({ status, needsDayOrder }).toEqual({ status: 'ready', needsDayOrder: true })
  await describeImport.run(systemActor('test'), { importId: id, dayOrder: 'monthFirst' })
  expect(await db.prisma.import.findFirstOrThrow(waiting)).toMatchObject({ status: 'done', recorded: 1 })
})

test('links and folders are left alone', async () => {
  await symlink('/etc/hostname', join(folder, 'link.txt'))
  expect(await lookTwice()).toBe(0)
  expect(await filesIn()).toEqual(['link.txt'])
})

test('two that watch one folder take each file once', async () => {
  const other = new FolderEye({ folder, say: (line) => said.push(line) })
  for (let at = 0; at < 6; at += 1) await drop(`both-${at}.txt`, TEXT.replace('8HM64', `8HM7${at}`))
  const later = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS)
  await Promise.all([eye.look(later(1)), other.look(later(1))])
  await Promise.all([eye.look(later(2)), other.look(later(2))])
  expect(await filesIn('done', today())).toHaveLength(6)
  const { rows } = await db.pool.query(
    `SELECT count(*)::int AS count FROM import WHERE file_name LIKE 'both-%'`,
  )
  expect(rows).toEqual([{ count: 6 }])
})

test('a file is dated by when it was written', async () => {
  await drop('pc-4.txt', TEXT.replace('8HM64', '8HM66'))
  const written = new Date('2026-10-03T04:05:06Z')
  await utimes(join(folder, 'pc-4.txt'), written, written)
  await lookTwice()
  const { rows } = await db.pool.query(
    `SELECT l.observed_at FROM license l JOIN client c ON c.id = l.client_id WHERE c.name = 'pc-4'`,
  )
  expect(rows).toEqual([{ observed_at: written }])
})
