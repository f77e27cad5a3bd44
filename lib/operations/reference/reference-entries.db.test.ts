import { describe, expect, it } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { productOf } from '@/lib/activation/product/products'
import { NOBODY, userActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { emptyRecord, readRecord, rollUpDifferences } from '../record/record.testing'
import { recordObservations } from '../record/record-observations'
import { saveReferenceEntry, withdrawReferenceEntry } from './reference-entries'

const database = withTestDatabase()
const admin = userActor({ id: 'ada', name: 'Ada', role: 'licensingAdmin' })
const manager = userActor({ id: 'mo', name: 'Mo', role: 'manager' })
const now = new Date('2026-03-01T00:00:00Z')

const WINDOWS_10_11 = '73111121-5638-40f6-bc11-f1d7b0d64300'
const UNKNOWN = '0f0e0d0c-0000-4000-8000-00000000abcd'

const about = { source: 'Volume licensing portal', dated: '2026-02', note: 'Seen on three machines' }
const product = (label: string, more: object = {}) => ({
  kind: 'product' as const,
  key: UNKNOWN,
  value: {
    label,
    generation: 'Windows Server 2025',
    family: 'server' as const,
    edition: 'Datacenter',
    keyKind: 'GVLK' as const,
  },
  ...about,
  ...more,
})

const request = (name: string, at: string, activationId: string): Observation => ({
  kind: 'kmsRequest',
  at,
  host: { name: 'kms01.corp.example' },
  client: { name, cmid: `0a0a0a0a-0000-4000-8000-0000000000${name.slice(-2)}`, isVirtual: false },
  hresult: '0x00000000',
  minimumCount: 5,
  status: 'licensed',
  remainingMinutes: 250_000,
  activationId,
})

const reading = (name: string, observedAt: string, activationId: string): Observation => ({
  kind: 'license',
  observedAt,
  client: { name },
  product: {
    name: 'Windows(R), Enterprise edition',
    description: 'Windows(R) Operating System, VOLUME_KMSCLIENT channel',
    activationId,
    applicationId: '55c92734-d682-4d71-983e-d6ec3f16059f',
    channel: 'KMS client',
    partialKey: '2YT43',
  },
  status: 'licensed',
  remainingMinutes: 200_000,
  expiresAt: '2026-06-20T00:00:00.000Z',
  extendedPid: '03612-03308-000-000000-03-1033-26100.0000-0012026',
})

const OBSERVATIONS: Observation[] = [
  request('srv-01.corp.example', '2026-01-05T08:00:00.000Z', UNKNOWN),
  request('srv-01.corp.example', '2026-01-12T08:00:00.000Z', UNKNOWN),
  request('srv-02.corp.example', '2026-01-06T08:00:00.000Z', UNKNOWN),
  reading('ws-11.corp.example', '2026-02-01T08:00:00.000Z', WINDOWS_10_11),
  request('ws-11.corp.example', '2026-02-08T08:00:00.000Z', WINDOWS_10_11),
]

async function recordAll() {
  const observations = OBSERVATIONS.map((observation, index) => ({ line: index + 1, observation }))
  await recordObservations({ observations }, now)
}

async function startOver() {
  await database.pool.query('TRUNCATE reference_entry')
  await emptyRecord(database.pool)
}

async function labels() {
  const { rows } = await database.pool.query<{ name: string; slot: string; label: string }>(
    `SELECT c.name, l.slot, c.product_label AS label FROM client c JOIN license l ON l.client_id = c.id ORDER BY 1, 2`,
  )
  return rows
}

describe('an entry about a product', () => {
  it('is what the page finds, with who, when and where from', async () => {
    await startOver()
    await saveReferenceEntry.run(admin, product('Server for the plant'), { now })
    const book = await loadReferenceBook(manager)
    expect(book.catalogue.products.get(UNKNOWN)).toMatchObject({
      label: 'Server for the plant',
      channel: 'KMS client',
      own: { by: 'Ada', at: now.toISOString(), source: about.source, dated: '2026-02', corrects: false },
    })
    expect(productOf({ activationId: UNKNOWN }, {}, book.catalogue).label).toBe('Server for the plant')
  })

  it('gives the same record whether it came before or after what it names', async () => {
    await startOver()
    await saveReferenceEntry.run(admin, product('Windows Server 2025 Datacenter'), { now })
    await recordAll()
    const before = await readRecord(database.pool)
    expect(await labels()).toContainEqual({
      name: 'srv-01.corp.example',
      slot: 'windows',
      label: 'Windows Server 2025 Datacenter',
    })

    await startOver()
    await recordAll()
    expect(await labels()).toContainEqual(
      expect.objectContaining({ name: 'srv-01.corp.example', slot: `other:${UNKNOWN}` }),
    )
    await saveReferenceEntry.run(admin, product('Windows Server 2025 Datacenter'), { now })
    expect(await readRecord(database.pool)).toEqual(before)
    expect(await rollUpDifferences(database.pool)).toEqual([])
  })

  it('leaves no trace in the record once it is withdrawn', async () => {
    await startOver()
    await recordAll()
    const before = await readRecord(database.pool)
    await saveReferenceEntry.run(admin, product('A'), { now })
    await saveReferenceEntry.run(
      admin,
      product('B', { key: WINDOWS_10_11, value: { ...product('B').value } }),
      { now },
    )
    await saveReferenceEntry.run(admin, product('C'), { now })
    expect((await labels()).map(({ label }) => label)).toEqual(['C', 'C', 'B'])
    const reason = 'A mistake'
    for (const key of [UNKNOWN, WINDOWS_10_11]) {
      expect(
        await withdrawReferenceEntry.run(admin, { kind: 'product', key, reason }, { now }),
      ).toMatchObject({
        ok: true,
      })
    }
    expect(await readRecord(database.pool)).toEqual(before)
    expect(await rollUpDifferences(database.pool)).toEqual([])
  })

  it('in the place of a published row needs its why, and says so in the audit log', async () => {
    await startOver()
    const entry = product('Windows 11 of the plant', { key: `{${WINDOWS_10_11.toUpperCase()}}` })
    expect(await saveReferenceEntry.run(admin, { ...entry, note: '' }, { now })).toEqual({
      ok: false,
      refusal: { kind: 'reasonMissing' },
    })
    expect(await saveReferenceEntry.run(admin, entry, { now })).toMatchObject({
      ok: true,
      key: WINDOWS_10_11,
    })
    expect(await saveReferenceEntry.run(admin, entry, { now })).toMatchObject({
      refusal: { kind: 'unchanged' },
    })
    const [audited] = await database.prisma.auditEntry.findMany({ orderBy: { id: 'desc' }, take: 1 })
    expect(audited).toMatchObject({
      action: 'reference.correct',
      subjectId: `product ${WINDOWS_10_11}`,
      before: { name: WINDOWS_10_11, label: 'Windows 10/11 Enterprise' },
      after: { label: 'Windows 11 of the plant', source: about.source },
      reason: about.note,
    })
  })
})

it('a change of our words alone is a change, and the audit log names it', async () => {
  await startOver()
  const note = { ...about, kind: 'code' as const, key: '0xC004F038' }
  await saveReferenceEntry.run(admin, { ...note, value: { note: 'One host' } }, { now })
  expect(
    await saveReferenceEntry.run(admin, { ...note, value: { note: 'One host' } }, { now }),
  ).toMatchObject({
    refusal: { kind: 'unchanged' },
  })
  expect(
    await saveReferenceEntry.run(admin, { ...note, value: { note: 'Two hosts' } }, { now }),
  ).toMatchObject({
    ok: true,
  })
  expect(
    await saveReferenceEntry.run(
      admin,
      { ...note, note: 'Another why', value: { note: 'Two hosts' } },
      { now },
    ),
  ).toMatchObject({ ok: true })
  const entries = await database.prisma.auditEntry.findMany({ orderBy: { id: 'desc' }, take: 2 })
  expect(entries[1]).toMatchObject({
    before: { note: 'One host' },
    after: { note: 'Two hosts' },
    reason: about.note,
  })
  expect(entries[0]).toMatchObject({ reason: 'Another why' })
})

describe('what is not right', () => {
  it('is told field by field', async () => {
    const outcome = await saveReferenceEntry.run(admin, {
      ...product(' '),
      key: '7311',
      value: {
        label: ' ',
        generation: 'Office LTSC 2024',
        family: 'server',
        edition: 'Datacenter',
        keyKind: 'GVLK',
      },
      dated: 'last year',
    })
    const issues = outcome.ok || outcome.refusal.kind !== 'badInput' ? [] : outcome.refusal.issues
    expect(issues.map(({ path }) => path)).toEqual(expect.arrayContaining(['key', 'value.label', 'dated']))
    for (const { message } of issues) expect(message).not.toMatch(/invalid|expected/i)
  })

  it.each<[string, unknown, string]>([
    ['a code with nothing to say of it', { kind: 'code', key: '0xC004F038', value: {} }, 'value.note'],
    ['a code that is none', { kind: 'code', key: 'zebra', value: { note: 'x' } }, 'key'],
    ['a last five that is none', { kind: 'key', key: '2YT4', value: {} }, 'key'],
    [
      'a version that does not fit',
      {
        kind: 'key',
        key: '2YT43',
        value: { publishedAs: 'gvlk', generation: 'Windows 11', family: 'office', name: 'x' },
      },
      'value.generation',
    ],
    [
      'an update that is none',
      {
        kind: 'hostUpdate',
        value: { host: 'Windows Server 2019', target: 'Windows Server 2025', updates: ['KB'] },
      },
      'value.updates.0',
    ],
    [
      'a release nobody can compare',
      {
        kind: 'keyGroup',
        key: '',
        value: {
          application: 'windows',
          label: 'Z',
          clientsUpTo: 'Windows 95',
          installsOn: ['Windows Server 2025'],
        },
      },
      'value.clientsUpTo',
    ],
    [
      'a host key that is not there',
      {
        kind: 'keyGroup',
        key: 'server-3000',
        value: { application: 'office', label: 'Z', serves: 'Office 2024' },
      },
      'key',
    ],
    ['an event that is no number', { kind: 'event', key: '12290a', value: {} }, 'key'],
  ])('names the field of %s', async (_name, entry, path) => {
    const outcome = await saveReferenceEntry.run(admin, { ...about, ...(entry as object) } as never)
    const issues = outcome.ok || outcome.refusal.kind !== 'badInput' ? [] : outcome.refusal.issues
    expect(issues.map((issue) => issue.path)).toContain(path)
  })

  it('is refused to those who may only read', async () => {
    expect(await saveReferenceEntry.run(manager, product('X'))).toMatchObject({
      refusal: { kind: 'notPermitted' },
    })
    await expect(loadReferenceBook(NOBODY)).rejects.toThrow('reference.read')
  })
})

describe('entries of the other kinds', () => {
  it('stand beside or in the place of what is published, until they are withdrawn', async () => {
    await startOver()
    const entries = [
      {
        kind: 'code',
        key: '-1073418184',
        value: { note: 'The plant has one host', remedy: 'Call the plant' },
      },
      { kind: 'code', key: '0xC004FFFE', value: { meaning: 'Seen after the August update' } },
      {
        kind: 'key',
        key: '2yt43',
        value: {
          publishedAs: 'gvlk',
          generation: 'Windows 11',
          family: 'client',
          name: 'Enterprise of ours',
        },
      },
      {
        kind: 'event',
        key: '12302',
        value: {
          log: 'Application',
          provider: 'Security-SPP',
          side: 'client',
          meaning: 'Seen once',
          payload: '',
          isNoise: true,
        },
      },
      {
        kind: 'hostUpdate',
        value: { host: 'Windows Server 2019', target: 'Windows Server 2025', updates: ['kb5099999'] },
      },
      {
        kind: 'keyGroup',
        key: 'server-2022',
        value: {
          application: 'windows',
          label: 'Server 2022',
          clientsUpTo: 'Windows 11',
          serversUpTo: 'Windows Server 2022',
          editionGroup: '',
          installsOn: ['Windows Server 2022'],
        },
      },
      {
        kind: 'keyGroup',
        key: '',
        value: { application: 'office', label: 'Office LTSC 2027', serves: 'Office LTSC 2027' },
      },
    ]
    for (const entry of entries) {
      expect(await saveReferenceEntry.run(admin, { ...about, ...entry } as never, { now })).toMatchObject({
        ok: true,
      })
    }
    const book = await loadReferenceBook(manager)
    expect(book.own.map(({ key, mark }) => [key, mark.corrects])).toEqual(
      expect.arrayContaining([
        ['0xC004F038', true],
        ['0xC004FFFE', false],
        ['2YT43', true],
        ['12302', false],
        ['Windows Server 2019 > Windows Server 2025', true],
        ['server-2022', true],
        ['own-office-ltsc-2027', false],
      ]),
    )
    expect(book.own).toHaveLength(7)
    const withdrawn = { kind: 'code' as const, key: '0xC004F038', reason: 'Wrong' }
    expect(await withdrawReferenceEntry.run(admin, withdrawn, { now })).toMatchObject({ ok: true })
    expect(await withdrawReferenceEntry.run(admin, withdrawn, { now })).toMatchObject({
      refusal: { kind: 'notInForce' },
    })
    expect((await loadReferenceBook(manager)).own).toHaveLength(6)
  })
})
