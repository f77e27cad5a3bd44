/**
 * npm run test:directory: reads a real LDAP directory (slapd, from the system's packages) as the console does, over
 * LDAPS and StartTLS, page by page, and with everything that goes wrong. Without slapd it says so and ends well.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { systemActor } from '@/lib/auth/actor-kinds'
import { loadDirectories } from '@/lib/data/networks/directories'
import { loadNetworks } from '@/lib/data/networks/networks-page'
import { loadNeverHeard } from '@/lib/data/networks/never-heard'
import { closePools, pool } from '@/lib/data/pool'
import { closePrisma, prisma } from '@/lib/data/prisma'
import { askDirectoryRead, tryDirectory } from '@/lib/operations/networks/ask-directory'
import { addDirectory } from '@/lib/operations/networks/directories'
import { runDirectoryRead } from '@/lib/operations/networks/run-directory-read'
import { probeGuard } from '@/lib/probes/probe-guard'
import type { EmbeddedPostgres } from '@/lib/server/postgres/embedded-postgres'
import { startThrowAwayPostgres } from '@/lib/server/postgres/throw-away'
import { applyMigrations } from '@/prisma/migrate'
import { type CuttingProxy, startCuttingProxy } from './directory/cutting-proxy'
import { COMPUTERS, DISABLED, PASSWORD, READER, ROOT, STALE } from './directory/directory-content'
import { findSlapd, type Slapd, startSlapd } from './directory/slapd'

const program = findSlapd()
if (program === undefined) {
  console.log(
    'test:directory skipped: slapd is not installed (Debian and Ubuntu: apt install slapd ldap-utils).',
  )
  process.exit(0)
}

const actor = systemActor('test')
const NOW = new Date()
const options = { guard: probeGuard([{ address: '127.0.0.0', bits: 8, family: 'ipv4' }]), timeoutMs: 5_000 }
const proxies: CuttingProxy[] = []
let slapd: Slapd
let postgres: EmbeddedPostgres

before(async () => {
  process.env.KEY_ENCRYPTION_KEY = randomBytes(32).toString('base64')
  process.env.LOG_LEVEL = 'silent'
  postgres = await startThrowAwayPostgres()
  process.env.DATABASE_URL = postgres.url
  await applyMigrations(postgres.url)
  slapd = await startSlapd(program, NOW)
})

after(async () => {
  for (const proxy of proxies) proxy.close()
  await slapd?.stop()
  await Promise.all([closePools(), closePrisma()])
  await postgres?.stop()
})

type Facts = Partial<Parameters<typeof addDirectory.run>[1]>

/** A directory as a person enters it; LDAPS to slapd unless told otherwise. */
async function directory(facts: Facts = {}): Promise<string> {
  const outcome = await addDirectory.run(actor, {
    server: '127.0.0.1',
    port: slapd.ldapsPort,
    security: 'ldaps',
    baseDn: ROOT,
    bindDn: READER,
    password: PASSWORD,
    caCertificate: slapd.caCertificate,
    ...facts,
  })
  assert.ok(outcome.ok, JSON.stringify(outcome))
  return outcome.id
}

async function proxyTo(port: number, cutAfter: number | 'silent'): Promise<number> {
  const proxy = await startCuttingProxy(port, cutAfter)
  proxies.push(proxy)
  return proxy.port
}

/** Reads as a person asked, at a time of its own. */
async function read(sourceId: string, minutesLater: number) {
  const at = new Date(NOW.getTime() + minutesLater * 60_000)
  const asked = await askDirectoryRead.run(actor, { sourceId }, { now: at })
  assert.deepEqual(asked, { ok: true })
  await runDirectoryRead({ sourceId, startedBy: 'test' }, at, options)
  const found = (await loadDirectories(actor)).find(({ id }) => id === sourceId)
  const [last] = found?.reads ?? []
  assert.ok(found && last)
  return { directory: found, last }
}

async function forget(sourceId: string): Promise<void> {
  await prisma().directorySource.delete({ where: { id: sourceId } })
}

test('LDAPS with an own authority: 1,500 computers come in pages, the forest with them', async () => {
  const id = await directory()
  assert.deepEqual(await tryDirectory(actor, { sourceId: id }, {}, options), { ok: true })
  const { directory: found, last } = await read(id, 0)
  assert.equal(last.problem, null, `${last.problem} ${last.problemDetail}`)
  assert.equal(last.isComplete, true)
  assert.equal(last.computers, COMPUTERS)
  assert.equal(last.freshComputers, COMPUTERS)
  assert.equal(found.computers, COMPUTERS)
  assert.deepEqual(last.activationObjects, ['Windows Server 2022 and Windows 11'])
  assert.deepEqual(last.unreadable, ['trusts of emea.corp.test-forest.example'])
})

test('forests, domains, trusts and zones are listed as the directory tells them', async () => {
  const { units, zones } = await loadNetworks(actor)
  const listed = units.map(({ kind, name, trust, origin }) => `${kind} ${name} ${trust} ${origin}`)
  assert.deepEqual(listed.sort(), [
    'domain corp.test-forest.example null directory',
    'domain emea.corp.test-forest.example null directory',
    'forest corp.test-forest.example own directory',
    'forest partner.example trusted directory',
    'forest supplier.example untrusted directory',
  ])
  assert.deepEqual(
    zones.map(({ name, unitName }) => [name, unitName]),
    [
      ['corp.test-forest.example', 'corp.test-forest.example'],
      ['lab.test-forest.example', 'corp.test-forest.example'],
    ],
  )
})

test('machines that never reported are told apart: in use, abandoned, no machine at all', async () => {
  const active = await loadNeverHeard(actor, { show: 'active' }, NOW)
  assert.equal(active.counts.active, COMPUTERS - DISABLED - STALE)
  assert.equal(active.counts.stale, DISABLED + STALE)
  const { rows } = await pool().query("SELECT name FROM directory_computer WHERE name LIKE 'svc%'")
  assert.deepEqual(rows, [])
  const nameless = await pool().query(
    "SELECT 1 FROM directory_computer WHERE name = 'ws-0150.corp.test-forest.example'",
  )
  assert.equal(nameless.rowCount, 1, 'a computer without DNS name is named by account and domain')
})

test('reading again changes nothing but the time', async () => {
  const [{ id } = { id: '' }] = await loadDirectories(actor)
  const units = await prisma().directoryUnit.findMany({ orderBy: { name: 'asc' } })
  const { last } = await read(id, 10)
  assert.equal(last.isComplete, true)
  assert.equal(last.freshComputers, 0)
  assert.deepEqual(await prisma().directoryUnit.findMany({ orderBy: { name: 'asc' } }), units)
})

test('a connection cut in the middle leaves what was known, and counts nobody as gone', async () => {
  const [{ id } = { id: '' }] = await loadDirectories(actor)
  const port = await proxyTo(slapd.ldapsPort, 300_000)
  await prisma().directorySource.update({ where: { id }, data: { port } })
  const { directory: found, last } = await read(id, 20)
  assert.equal(last.isComplete, false)
  assert.equal(last.problem, 'connectionLost', `${last.problem} ${last.problemDetail}`)
  assert.ok(last.computers > 0 && last.computers < COMPUTERS, `${last.computers} computers before the cut`)
  assert.equal(found.computers, COMPUTERS)
  await prisma().directorySource.update({ where: { id }, data: { port: slapd.ldapsPort } })
})

test('a computer taken out of the directory is gone after the next whole reading, not forgotten', async () => {
  const [{ id } = { id: '' }] = await loadDirectories(actor)
  await slapd.remove(`CN=WS-1499,CN=Computers,${ROOT}`)
  const { directory: found, last } = await read(id, 30)
  assert.equal(last.computers, COMPUTERS - 1)
  assert.equal(found.computers, COMPUTERS - 1)
  assert.equal(await prisma().directoryComputer.count({ where: { goneAt: { not: null } } }), 1)
})

test('a first reading that is cut keeps what it had', async () => {
  const id = await directory({ port: await proxyTo(slapd.ldapsPort, 300_000) })
  const { directory: found, last } = await read(id, 40)
  assert.equal(last.isComplete, false)
  assert.equal(found.computers, last.computers)
  assert.ok(found.computers > 0)
  await forget(id)
})

test('StartTLS and, ticked, no TLS at all read the same', async () => {
  for (const security of ['startTls', 'plain'] as const) {
    const id = await directory({ port: slapd.ldapPort, security, acceptsPlain: security === 'plain' })
    const { last } = await read(id, 50)
    assert.equal(last.problem, null, `${security}: ${last.problem} ${last.problemDetail}`)
    assert.equal(last.computers, COMPUTERS - 1)
    await forget(id)
  }
})

const FAILURES: readonly (readonly [string, () => Promise<Facts> | Facts, string])[] = [
  ['a wrong password', () => ({ password: 'wrong' }), 'wrongCredentials'],
  ['an account that is not there', () => ({ bindDn: `CN=Nobody,${ROOT}` }), 'wrongCredentials'],
  ['an authority that is not trusted', () => ({ caCertificate: '' }), 'certificateUntrusted'],
  ['a certificate for another name', () => ({ server: 'localhost' }), 'certificateName'],
  [
    'a StartTLS certificate for another name',
    () => ({ server: 'localhost', port: slapd.ldapPort, security: 'startTls' as const }),
    'certificateName',
  ],
  ['a base that is not there', () => ({ baseDn: `OU=Nowhere,${ROOT}` }), 'noSuchBase'],
  ['a base of another directory', () => ({ baseDn: 'DC=elsewhere,DC=example' }), 'noSuchBase'],
  ['LDAPS to the port without TLS', () => ({ port: slapd.ldapPort }), 'tlsFailed'],
  ['a server nobody knows', () => ({ server: 'nowhere.invalid' }), 'noSuchServer'],
  ['a port where nothing listens', () => ({ port: 1 }), 'refused'],
  ['a server that never answers', async () => ({ port: await proxyTo(0, 'silent') }), 'noAnswer'],
  [
    'a server that never answers StartTLS',
    async () => ({ port: await proxyTo(0, 'silent'), security: 'startTls' as const }),
    'noAnswer',
  ],
]

/** How the connection failed, if it did. */
const refusalOf = (outcome: Awaited<ReturnType<typeof tryDirectory>>) =>
  !outcome.ok && outcome.refusal.kind === 'noConnection' ? outcome.refusal : undefined

for (const [what, facts, kind] of FAILURES) {
  test(`the connection test names ${what}`, async () => {
    const id = await directory({ baseDn: `CN=Computers,${ROOT}`, ...(await facts()) })
    const outcome = await tryDirectory(actor, { sourceId: id }, {}, { ...options, timeoutMs: 1_500 })
    assert.equal(refusalOf(outcome)?.problem, kind, JSON.stringify(outcome))
    assert.ok(!JSON.stringify(outcome).includes(PASSWORD))
    await forget(id)
  })
}

test('an address that may not be asked is not connected to', async () => {
  const id = await directory({ baseDn: `CN=Computers,${ROOT}` })
  const outcome = await tryDirectory(actor, { sourceId: id }, {}, { ...options, guard: probeGuard([]) })
  assert.equal(refusalOf(outcome)?.problem, 'notAllowed')
  assert.equal(refusalOf(outcome)?.detail, 'loopback')
  await forget(id)
})

test('no TLS without the tick is refused before anything is asked', async () => {
  const outcome = await addDirectory.run(actor, {
    server: '127.0.0.1',
    port: slapd.ldapPort,
    security: 'plain',
    baseDn: ROOT,
    bindDn: READER,
    password: PASSWORD,
  })
  assert.equal(!outcome.ok && outcome.refusal.kind, 'badInput')
})

test('the password stands nowhere in the database', async () => {
  const { rows } = await pool().query<{ text: string }>(
    `SELECT string_agg(t::text, ' ') AS text FROM (SELECT s::text FROM directory_source s
      UNION ALL SELECT a::text FROM audit_entry a UNION ALL SELECT r::text FROM directory_read r) t`,
  )
  assert.ok(!rows[0]?.text.includes(PASSWORD.slice(0, 12)))
})
