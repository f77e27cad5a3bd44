import { mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withTestDatabase } from '@/lib/data/database.testing'
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
  await drop('output of slmgr.txt', TEXT)
  await drop('pc-2.txt', TEXT)
  await lookTwice()
  expect(await filesIn('refused')).toEqual([
    'empty.txt',
    'empty.txt.reason.txt',
    'output of slmgr.txt',
    'output of slmgr.txt.reason.txt',
    'shopping.txt',
    'shopping.txt.reason.txt',
  ])
  expect(await readFile(join(folder, 'refused', 'output of slmgr.txt.reason.txt'), 'utf8')).toContain(
    'Name the file after its machine',
  )
  expect(await readFile(join(folder, 'refused', 'shopping.txt.reason.txt'), 'utf8')).toMatch(
    /not recognised|no license data/i,
  )
  expect(await filesIn('done', today())).toEqual(['pc-2.txt'])
  // It says the same as pc-1 did, and is another machine.
  expect((await db.pool.query(`SELECT FROM client WHERE name = 'pc-2'`)).rowCount).toBe(1)
  expect(said).toHaveLength(4)
})

test('the same content again is told to be known, and lies beside the first', async () => {
  await drop('pc-3.txt', TEXT.replace('8HM64', '8HM65'))
  await lookTwice()
  await drop('pc-3.txt', TEXT.replace('8HM64', '8HM65'))
  await lookTwice()
  expect(await filesIn('done', today())).toEqual(['pc-3 (2).txt', 'pc-3.txt'])
  expect(said.at(-1)).toContain('already imported')
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
