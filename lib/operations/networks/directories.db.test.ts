import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:net'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { systemActor, userActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { loadDirectories } from '@/lib/data/networks/directories'
import { finishReading, saveComputers } from '@/lib/data/networks/directory-store'
import { loadNeverHeard } from '@/lib/data/networks/never-heard'
import { probeGuard } from '@/lib/probes/probe-guard'
import { askDirectoryRead, targetOf, tryDirectory } from './ask-directory'
import { addDirectory, changeDirectory, removeDirectory } from './directories'
import { runDirectoryRead } from './run-directory-read'

const database = withTestDatabase()
const admin = systemActor('test')
const manager = userActor({ id: 'm', name: 'Mia', role: 'manager' })
const now = new Date('2026-11-22T08:00:00Z')
const PASSWORD = 'not for the log 1'
const options = { guard: probeGuard([{ address: '127.0.0.0', bits: 8, family: 'ipv4' }]), timeoutMs: 300 }

const form = {
  server: 'DC01.corp.example',
  port: 636,
  security: 'ldaps' as const,
  baseDn: 'DC=corp,DC=example',
  bindDn: 'reader@corp.example',
  password: PASSWORD,
}

beforeAll(() => {
  process.env.KEY_ENCRYPTION_KEY ??= randomBytes(32).toString('base64')
})

afterEach(async () => {
  await database.pool.query('TRUNCATE directory_source, client CASCADE')
})

async function directory(facts: Partial<typeof form> = {}): Promise<string> {
  const outcome = await addDirectory.run(admin, { ...form, ...facts })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.id
}

describe('setting a directory up', () => {
  it('seals the password: it stands nowhere in the clear, and no page gets it', async () => {
    const id = await directory()
    expect(await targetOf(id)).toMatchObject({ server: 'dc01.corp.example', password: PASSWORD })
    const { rows } = await database.pool.query(
      'SELECT s::text AS text FROM directory_source s UNION ALL SELECT a::text FROM audit_entry a',
    )
    expect(JSON.stringify(rows)).not.toContain(PASSWORD)
    expect(JSON.stringify(await loadDirectories(manager))).not.toMatch(/password|sealed/i)
  })

  it.each([
    [{ security: 'plain' as const }, 'Tick that you accept it'],
    [{ baseDn: 'corp.example' }, 'distinguished name'],
    [{ bindDn: 'reader' }, 'reader@corp.example'],
    [{ password: '' }, 'password'],
    [{ port: 0 }, '65535'],
    [{ caCertificate: 'no certificate' }, 'PEM'],
  ])('is refused with %j, and says why', async (facts, word) => {
    const outcome = await addDirectory.run(admin, { ...form, ...facts })
    expect(outcome).toMatchObject({ ok: false, refusal: { kind: 'badInput' } })
    expect(JSON.stringify(outcome)).toContain(word)
    expect(JSON.stringify(outcome)).not.toContain(PASSWORD)
  })

  it('refuses a certificate that only looks like one, and the same directory twice', async () => {
    const caCertificate = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'
    expect(await addDirectory.run(admin, { ...form, caCertificate })).toMatchObject({
      refusal: { kind: 'badCertificate' },
    })
    await directory()
    expect(await addDirectory.run(admin, form)).toMatchObject({ refusal: { kind: 'directoryKnown' } })
  })

  it('never sends a stored password to another server', async () => {
    const sourceId = await directory()
    const moved = { ...form, sourceId, server: 'elsewhere.example', password: '' }
    expect(await changeDirectory.run(admin, moved)).toMatchObject({ refusal: { kind: 'passwordNeeded' } })
    const plain = { ...form, sourceId, security: 'plain' as const, acceptsPlain: true, password: '' }
    expect(await changeDirectory.run(admin, plain)).toMatchObject({ refusal: { kind: 'passwordNeeded' } })
    const base = { ...form, sourceId, baseDn: 'OU=PCs,DC=corp,DC=example', password: '' }
    expect(await changeDirectory.run(admin, base)).toMatchObject({ ok: true })
    expect(await targetOf(sourceId)).toMatchObject({
      baseDn: 'OU=PCs,DC=corp,DC=example',
      password: PASSWORD,
    })
  })

  it('asks for the password again when the encryption key is another', async () => {
    const sourceId = await directory()
    const key = process.env.KEY_ENCRYPTION_KEY
    process.env.KEY_ENCRYPTION_KEY = randomBytes(32).toString('base64')
    expect(await tryDirectory(admin, { sourceId })).toMatchObject({ refusal: { kind: 'passwordUnreadable' } })
    process.env.KEY_ENCRYPTION_KEY = key
  })

  it('is forgotten with its computers, for a reason', async () => {
    const sourceId = await directory()
    expect(await removeDirectory.run(admin, { sourceId, reason: 'replaced' })).toMatchObject({ ok: true })
    expect(await loadDirectories(manager)).toEqual([])
  })
})

describe('a reading', () => {
  it('runs once at a time', async () => {
    const sourceId = await directory()
    expect(await askDirectoryRead.run(admin, { sourceId }, { now })).toEqual({ ok: true })
    expect(await askDirectoryRead.run(admin, { sourceId }, { now })).toMatchObject({
      refusal: { kind: 'alreadyReading' },
    })
    const later = new Date(now.getTime() + 2 * 3_600_000)
    expect(await askDirectoryRead.run(admin, { sourceId }, { now: later })).toEqual({ ok: true })
  })

  it('that fails says why, and leaves everything as it was', async () => {
    const server: Server = createServer((socket) => socket.end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const sourceId = await directory({ server: '127.0.0.1', port })
    await saveComputers(sourceId, [computer('ws-1')], new Date(now.getTime() - 1000))
    await runDirectoryRead({ sourceId, startedBy: 'test' }, now, options)
    server.close()
    const [found] = await loadDirectories(manager)
    expect(found).toMatchObject({
      computers: 1,
      readingSince: null,
      reads: [{ isComplete: false, problem: 'tlsFailed' }],
    })
  })
})

const computer = (name: string, facts: object = {}) => ({
  name: `${name}.corp.example`,
  shortName: name,
  place: 'corp.example/pcs',
  operatingSystem: 'Windows 11 Enterprise',
  operatingSystemVersion: null,
  lastLogonAt: '2026-11-20T08:00:00Z',
  isDisabled: false,
  createdAt: '2025-01-01T00:00:00Z',
  ...facts,
})

const ended = (sourceId: string, problem: string | null, startedAt: Date) => ({
  sourceId,
  startedAt,
  startedBy: 'test',
  finishedAt: startedAt,
  problem,
  problemDetail: null,
  forests: 0,
  domains: 0,
  zones: 0,
  computers: 1,
  freshComputers: 0,
  activationObjects: [],
  unreadable: [],
})

describe('computers of a directory', () => {
  it('read twice are there once, and of two of one name the one in use counts', async () => {
    const sourceId = await directory()
    const page = [computer('ws-1'), computer('ws-1', { isDisabled: true }), computer('ws-2')]
    expect(await saveComputers(sourceId, page, now)).toBe(2)
    expect(await saveComputers(sourceId, page, now)).toBe(0)
    const { rows } = await loadNeverHeard(manager, {}, now)
    expect(rows.map(({ name, isDisabled }) => [name, isDisabled])).toEqual([
      ['ws-1.corp.example', false],
      ['ws-2.corp.example', false],
    ])
  })

  it('are gone only when a whole reading no longer finds them, and come back', async () => {
    const sourceId = await directory()
    const later = new Date(now.getTime() + 60_000)
    await saveComputers(sourceId, [computer('ws-1'), computer('ws-2')], now)
    await saveComputers(sourceId, [computer('ws-1')], later)
    await finishReading(ended(sourceId, 'connectionLost', later))
    expect((await loadNeverHeard(manager, {}, now)).computers).toBe(2)
    await finishReading(ended(sourceId, null, later))
    expect((await loadNeverHeard(manager, {}, now)).computers).toBe(1)
    await saveComputers(sourceId, [computer('ws-2')], new Date(later.getTime() + 60_000))
    expect((await loadNeverHeard(manager, {}, now)).computers).toBe(2)
  })

  it('that reported are not silent: by full name or by short name', async () => {
    const sourceId = await directory()
    await saveComputers(sourceId, [computer('ws-1'), computer('ws-2'), computer('ws-3')], now)
    for (const name of ['ws-1.corp.example', 'ws-2']) {
      await database.prisma.client.create({
        data: { name, firstSeenAt: now, lastSeenAt: now, names: { create: { name } } },
      })
    }
    expect((await loadNeverHeard(manager, {}, now)).rows.map(({ name }) => name)).toEqual([
      'ws-3.corp.example',
    ])
  })

  it('that nobody uses do not cry', async () => {
    const sourceId = await directory()
    await saveComputers(
      sourceId,
      [
        computer('active'),
        computer('new', { lastLogonAt: null, createdAt: '2026-11-10T00:00:00Z' }),
        computer('asleep', { lastLogonAt: '2026-08-01T00:00:00Z' }),
        computer('never', { lastLogonAt: null }),
        computer('disabled', { isDisabled: true }),
        computer('linux', { operatingSystem: 'Ubuntu' }),
      ],
      now,
    )
    const { counts } = await loadNeverHeard(manager, {}, now)
    expect(counts).toEqual({ active: 2, stale: 3, other: 1 })
    const { rows } = await loadNeverHeard(manager, { show: 'stale', q: 'ASLEEP' }, now)
    expect(rows).toMatchObject([{ name: 'asleep.corp.example', kind: 'stale' }])
  })

  it('are turned over page by page', async () => {
    const sourceId = await directory()
    await saveComputers(
      sourceId,
      ['a', 'b', 'c'].map((name) => computer(name)),
      now,
    )
    const first = await loadNeverHeard(manager, { limit: 2 }, now)
    expect(first.next).toBe('b.corp.example')
    const second = await loadNeverHeard(manager, { limit: 2, after: first.next ?? '' }, now)
    expect(second).toMatchObject({ next: null, rows: [{ name: 'c.corp.example' }] })
  })
})
