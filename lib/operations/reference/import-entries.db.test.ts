import { afterAll, expect, it } from 'vitest'
import { NOBODY, userActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { loadPendingRelabels } from '@/lib/data/reference/pending-relabels'
import { stopBoss } from '@/lib/jobs/queue'
import { printEntryLines } from './entry-lines'
import { importReferenceFile, inspectReferenceFile } from './import-entries'
import { saveReferenceEntry, withdrawReferenceEntry } from './reference-entries'
import { runRelabels } from './run-relabels'

const database = withTestDatabase()
afterAll(() => stopBoss(1_000))
const admin = userActor({ id: 'ada', name: 'Ada', role: 'licensingAdmin' })
const manager = userActor({ id: 'mo', name: 'Mo', role: 'manager' })
const now = new Date('2026-03-01T00:00:00Z')

const about = { source: 'Ticket 4711', dated: '2026-02' }
const product = (key: string, label: string) => ({
  kind: 'product',
  key,
  value: {
    label,
    generation: 'Windows Server 2025',
    family: 'server',
    edition: 'Datacenter',
    keyKind: 'GVLK',
  },
  ...about,
})
const PLANT = '0f0e0d0c-0000-4000-8000-00000000abcd'
const YARD = '0f0e0d0c-0000-4000-8000-00000000abce'
const OFFICE_KEY = {
  kind: 'keyGroup',
  key: 'own-office-ltsc-2027',
  value: { application: 'office', label: 'Office LTSC 2027', serves: 'Office LTSC 2027' },
  ...about,
}
const ENTRIES = [
  product(PLANT, 'Server of the plant'),
  product(YARD, 'Server of the yard'),
  { kind: 'code', key: '0xC004F038', value: { note: 'Ours: one host, =SUM(1), “quoted”, \u2028' }, ...about },
  {
    kind: 'key',
    key: 'QQQQQ',
    value: { publishedAs: 'gvlk', generation: 'Windows 11', family: 'client', name: 'X' },
    ...about,
  },
  {
    kind: 'event',
    key: '12299',
    value: { log: 'Application', provider: 'SPP', side: 'client', meaning: 'Of ours', isNoise: false },
    ...about,
  },
  OFFICE_KEY,
  {
    kind: 'hostUpdate',
    key: 'Windows Server 2016 > Windows Server 2019',
    value: { host: 'Windows Server 2016', target: 'Windows Server 2019', updates: [] },
    ...about,
    note: 'In every image of ours',
  },
]
const fileOf = (entries: readonly object[]) => entries.map((one) => JSON.stringify(one)).join('\n')
const exported = async () => printEntryLines((await loadReferenceBook(manager)).own)
const auditRows = async () =>
  (
    await database.pool.query<{ action: string }>(
      "SELECT action FROM audit_entry WHERE action LIKE 'reference.%' ORDER BY action",
    )
  ).rows.map(({ action }) => action)

it('is previewed without a change, then imported, each entry with its trace', async () => {
  const preview = await inspectReferenceFile.run(admin, { text: fileOf(ENTRIES) }, { now })
  if (!preview.ok) throw new Error('Refused')
  expect(preview.entries.map(({ verdict }) => verdict)).toEqual(ENTRIES.map(() => 'adds'))
  expect(await exported()).toBe('')

  const text = fileOf(ENTRIES)
  expect(await importReferenceFile.run(admin, { text, fileName: 'ours.jsonl' }, { now })).toMatchObject({
    ok: true,
    added: 7,
    changed: 0,
    leftOut: 0,
  })
  expect(await auditRows()).toEqual([
    ...Array(5).fill('reference.add'),
    ...Array(2).fill('reference.correct'),
    'reference.import',
  ])
  const { catalogue, hosts } = await loadReferenceBook(manager)
  expect(catalogue.products.get(PLANT)?.label).toBe('Server of the plant')
  expect(hosts.groups.some(({ id }) => id === 'own-office-ltsc-2027')).toBe(true)
})

it('asks for the products to be relabelled', async () => {
  expect((await loadPendingRelabels(admin)).map(({ activationId }) => activationId)).toEqual([PLANT, YARD])
  await runRelabels(now)
  expect(await loadPendingRelabels(admin)).toEqual([])
})

it('what is exported and imported again changes nothing, and is the same file', async () => {
  const file = await exported()
  const before = await auditRows()
  expect(await importReferenceFile.run(admin, { text: file }, { now })).toEqual({
    ok: false,
    refusal: { kind: 'nothingToImport', same: 7, leftOut: 0 },
  })
  expect(await auditRows()).toEqual(before)
  await database.pool.query('TRUNCATE reference_entry')
  await importReferenceFile.run(admin, { text: `\uFEFF${file.replaceAll('\n', '\r\n')}` }, { now })
  expect(await exported()).toBe(file)
})

it('names each wrong line with its reason, and takes the others', async () => {
  const changed = { ...product(PLANT, 'Another name'), note: 'The portal says so' }
  const lines = [
    JSON.stringify(changed),
    '',
    'not json',
    '[]',
    JSON.stringify({ kind: 'planet', key: 'x' }),
    JSON.stringify({ ...product('no guid', 'A') }),
    JSON.stringify({ ...product(YARD, 'No why') }),
    JSON.stringify(changed),
    JSON.stringify({ ...OFFICE_KEY, dated: 'yesterday' }),
    JSON.stringify({ ...OFFICE_KEY, key: 'server-2022', note: 'x' }),
  ]
  const preview = await inspectReferenceFile.run(admin, { text: lines.join('\n') }, { now })
  if (!preview.ok) throw new Error('Refused')
  expect(preview.entries).toMatchObject([
    { line: 1, verdict: 'changes', key: PLANT },
    { line: 3, verdict: 'wrong', problem: expect.stringContaining('not JSON') },
    { line: 4, verdict: 'wrong' },
    { line: 5, verdict: 'wrong', problem: expect.stringContaining('kind') },
    { line: 6, verdict: 'wrong', problem: expect.stringContaining('Enter the activation ID') },
    { line: 7, verdict: 'refused', refusal: { kind: 'reasonMissing' } },
    { line: 8, verdict: 'wrong', problem: expect.stringContaining('line 1') },
    { line: 9, verdict: 'wrong', problem: expect.stringContaining('year and month') },
    { line: 10, verdict: 'refused', refusal: { kind: 'otherApplication' } },
  ])
  expect(await importReferenceFile.run(admin, { text: lines.join('\n') }, { now })).toMatchObject({
    ok: true,
    added: 0,
    changed: 1,
    leftOut: 8,
  })
  expect(await exported()).toContain('Another name')
})

it('leaves withdrawn entries out of the file, and brings them back from an older one', async () => {
  const older = await exported()
  await withdrawReferenceEntry.run(admin, { kind: 'code', key: '0xC004F038', reason: 'Old' }, { now })
  expect(await exported()).not.toContain('0xC004F038')
  expect(await importReferenceFile.run(admin, { text: older }, { now })).toMatchObject({
    added: 1,
    changed: 0,
  })
  expect(await exported()).toBe(older)
})

it('keeps product keys out, whatever a file says', async () => {
  const key = 'BCDFG-HJKMP-QRTVW-XY234-6789N'
  const line = { kind: 'code', key: '0xC004F050', value: { note: `Seen with ${key}` }, ...about }
  expect(await importReferenceFile.run(admin, { text: fileOf([line]) }, { now })).toMatchObject({ ok: true })
  expect(await exported()).not.toContain('HJKMP')
})

it('is refused to all but those who may change the reference, and empty or endless files to all', async () => {
  for (const someone of [manager, NOBODY]) {
    expect(await importReferenceFile.run(someone, { text: fileOf(ENTRIES) }, { now })).toMatchObject({
      refusal: { kind: 'notPermitted' },
    })
  }
  expect(await importReferenceFile.run(admin, { text: ' \n\n' }, { now })).toMatchObject({
    refusal: { kind: 'nothingInFile' },
  })
  expect(await importReferenceFile.run(admin, { text: '{}\n'.repeat(2_001) }, { now })).toMatchObject({
    refusal: { kind: 'tooManyLines', most: 2_000 },
  })
  expect((await saveReferenceEntry.run(manager, ENTRIES[2] as never, { now })).ok).toBe(false)
})
