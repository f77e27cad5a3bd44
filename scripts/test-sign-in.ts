/**
 * npm run test:sign-in: signs people in through a real LDAP directory (slapd, from the system's packages) as the console
 * does, over LDAPS and StartTLS, with the attributes that Active Directory has. Without slapd it says so and ends well.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { systemActor } from '@/lib/auth/actor-kinds'
import { loadProvider } from '@/lib/data/people/sign-in-providers'
import { closePools, pool } from '@/lib/data/pool'
import { closePrisma, prisma } from '@/lib/data/prisma'
import { addDirectory } from '@/lib/operations/networks/directories'
import { checkSignedIn } from '@/lib/operations/sign-in/check-signed-in'
import { signInThroughDirectory } from '@/lib/operations/sign-in/directory-sign-in'
import { addDirectoryProvider, mapGroup } from '@/lib/operations/sign-in/providers'
import { tryDirectoryProvider } from '@/lib/operations/sign-in/test-provider'
import { probeGuard } from '@/lib/probes/probe-guard'
import type { EmbeddedPostgres } from '@/lib/server/postgres/embedded-postgres'
import { startThrowAwayPostgres } from '@/lib/server/postgres/throw-away'
import { applyMigrations } from '@/prisma/migrate'
import { type CuttingProxy, startCuttingProxy } from './directory/cutting-proxy'
import { PASSWORD, READER, ROOT } from './directory/directory-content'
import { groupDn, passwordOf, peopleLdif, personDn, sidOf } from './directory/people-content'
import { findSlapd, type Slapd, startSlapd } from './directory/slapd'

const program = findSlapd()
if (program === undefined) {
  console.log(
    'test:sign-in skipped: slapd is not installed (Debian and Ubuntu: apt install slapd ldap-utils).',
  )
  process.exit(0)
}

const actor = systemActor('test')
const NOW = new Date()
const options = { guard: probeGuard([{ address: '127.0.0.0', bits: 8, family: 'ipv4' }]), timeoutMs: 5_000 }
let slapd: Slapd
let postgres: EmbeddedPostgres
let proxy: CuttingProxy
let providerId: string

before(async () => {
  process.env.KEY_ENCRYPTION_KEY = randomBytes(32).toString('base64')
  process.env.LOG_LEVEL = 'silent'
  postgres = await startThrowAwayPostgres()
  process.env.DATABASE_URL = postgres.url
  await applyMigrations(postgres.url)
  slapd = await startSlapd(program, NOW, peopleLdif(NOW))
  proxy = await startCuttingProxy(0, 'silent')
})

after(async () => {
  proxy?.close()
  await slapd?.stop()
  await Promise.all([closePools(), closePrisma()])
  await postgres?.stop()
})

beforeEach(async () => {
  await pool().query('TRUNCATE "user", directory_source, sign_in_attempt, sign_in_provider CASCADE')
  providerId = await provider()
})

type DirectoryFacts = Partial<Parameters<typeof addDirectory.run>[1]>

async function provider(facts: DirectoryFacts = {}): Promise<string> {
  const directory = await addDirectory.run(actor, {
    ...{ server: '127.0.0.1', port: slapd.ldapsPort, security: 'ldaps', baseDn: ROOT },
    ...{ bindDn: READER, password: PASSWORD, caCertificate: slapd.caCertificate },
    ...facts,
  })
  assert.ok(directory.ok, JSON.stringify(directory))
  const made = await addDirectoryProvider.run(actor, { name: 'Corp', directoryId: directory.id })
  assert.ok(made.ok, JSON.stringify(made))
  const give = (group: string, role: 'helpdesk' | 'manager' | 'licensingAdmin') =>
    mapGroup.run(actor, { providerId: made.id, group, role })
  await give('S-1-5-21-1-2-3-1101', 'helpdesk')
  await give(groupDn('Licensing').toLowerCase(), 'manager')
  await give(groupDn('Outer'), 'helpdesk')
  await prisma().signInProvider.update({ where: { id: made.id }, data: { isOn: true } })
  return made.id
}

const signIn = (
  name: string,
  password: string,
  from = { client: '192.0.2.1', deviceId: undefined as string | undefined },
  at = NOW,
) => signInThroughDirectory({ providerId, name, password }, from, at, options)

const refusalOf = (outcome: Awaited<ReturnType<typeof signIn>>) => (outcome.ok ? undefined : outcome.refusal)

for (const name of ['ada', 'ADA', 'ada@corp.example', 'mail-ada@corp.example', 'CORP\\ada']) {
  test(`somebody signs in as ${name}, with the highest role of their groups`, async () => {
    const outcome = await signIn(name, passwordOf('ada'))
    assert.equal(outcome.ok && outcome.role, 'manager', JSON.stringify(outcome))
  })
}

test('StartTLS signs in as well', async () => {
  await pool().query('TRUNCATE directory_source, sign_in_provider CASCADE')
  providerId = await provider({ port: slapd.ldapPort, security: 'startTls' })
  assert.ok((await signIn('ada', passwordOf('ada'))).ok)
})

test('without Active Directory groups are walked, through others and in circles', async () => {
  const outcome = await signIn('otto', passwordOf('otto'))
  assert.equal(outcome.ok && outcome.role, 'helpdesk', JSON.stringify(outcome))
})

test('a renamed person is the same person', async () => {
  const first = await signIn('ada', passwordOf('ada'))
  await slapd.set(personDn('ada'), 'sAMAccountName', ['ada.l'])
  const again = await signIn('ada.l', passwordOf('ada'))
  await slapd.set(personDn('ada'), 'sAMAccountName', ['ada'])
  assert.deepEqual(again, first)
  assert.equal(await prisma().user.count(), 1)
})

const REFUSED: readonly (readonly [string, string, string, string])[] = [
  ['a wrong password', 'ada', 'wrong', 'wrong'],
  ['an unknown account', 'nobody-at-all', 'wrong', 'wrong'],
  ['the password of somebody else', 'ada', passwordOf('dora'), 'wrong'],
  ['an account that two people have', 'twins@corp.example', passwordOf('twin1'), 'wrong'],
  ['a star for an account', '*', passwordOf('ada'), 'wrong'],
  ['a filter for an account', 'ada)(|(cn=*', passwordOf('ada'), 'wrong'],
  ['the distinguished name of the reader', READER, PASSWORD, 'wrong'],
  ['a disabled account', 'dora', passwordOf('dora'), 'barred'],
  ['a disabled account with a wrong password', 'dora', 'wrong', 'wrong'],
  ['an expired account', 'emil', passwordOf('emil'), 'barred'],
  ['a locked account', 'lena', passwordOf('lena'), 'wrong'],
  ['somebody without a group', 'nobody', passwordOf('nobody'), 'noGroup'],
  ['an empty password', 'ada', '', 'wrong'],
]
for (const [what, name, password, kind] of REFUSED) {
  test(`${what} does not sign in`, async () => {
    const outcome = await signIn(name, password)
    assert.equal(refusalOf(outcome)?.kind, kind, JSON.stringify(outcome))
    assert.equal(await prisma().user.count(), 0)
  })
}

test('a name of signs that mean something in a filter is a name', async () => {
  const outcome = await signIn('star*)(cn=*', passwordOf('star*)(cn=*'))
  assert.ok(outcome.ok, JSON.stringify(outcome))
})

test('fewer wrong passwords reach the directory than lock an account, by all names and clients together; some are kept for a known browser', async () => {
  const names = ['ada', 'ada@corp.example', 'mail-ada@corp.example', 'CORP\\ada']
  const kinds: (string | undefined)[] = []
  for (let turn = 0; turn < 8; turn += 1) {
    const from = { client: `192.0.2.${turn}`, deviceId: undefined }
    kinds.push(refusalOf(await signIn(names[turn % 4] ?? '', 'wrong', from))?.kind)
  }
  assert.deepEqual(kinds, ['wrong', 'wrong', ...Array(6).fill('tooMany')])
  const known = { client: '192.0.2.99', deviceId: 'browser' }
  assert.ok((await signIn('ada', passwordOf('ada'), known)).ok)
})

const DOWN: readonly (readonly [string, () => DirectoryFacts])[] = [
  ['cannot be reached', () => ({ port: 1 })],
  ['never answers', () => ({ port: proxy.port })],
  ['does not know its reader', () => ({ password: 'wrong' })],
  ['has a certificate that is not trusted', () => ({ caCertificate: '' })],
  ['has no such base', () => ({ baseDn: `OU=Nowhere,${ROOT}` })],
]
for (const [what, facts] of DOWN) {
  test(`a directory that ${what} is not one that says no`, async () => {
    await pool().query('TRUNCATE directory_source, sign_in_provider CASCADE')
    providerId = await provider(facts())
    const outcome = await signInThroughDirectory(
      { providerId, name: 'ada', password: passwordOf('ada') },
      { client: '192.0.2.1', deviceId: undefined },
      NOW,
      { ...options, timeoutMs: 1_000 },
    )
    assert.equal(refusalOf(outcome)?.kind, 'directoryDown', JSON.stringify(outcome))
  })
}

test('the hourly look ends the sessions of whoever lost the group, is disabled or gone, and of nobody else', async () => {
  const outcome = await signIn('ada', passwordOf('ada'))
  assert.ok(outcome.ok)
  const begin = () =>
    prisma().session.create({
      data: {
        ...{ id: 's', token: 't', userId: outcome.userId, providerId, updatedAt: NOW },
        expiresAt: new Date(NOW.getTime() + 3_600_000),
      },
    })
  const sessions = async () => {
    await checkSignedIn(NOW, options)
    return prisma().session.count()
  }
  const changed = async (attribute: string, values: string[] | Buffer[], before: string[] | Buffer[]) => {
    await slapd.set(personDn('ada'), attribute, values)
    const left = await sessions()
    await slapd.set(personDn('ada'), attribute, before)
    return left
  }
  const groups = [sidOf(1101), sidOf(1102), sidOf(9999)]
  await begin()
  assert.equal(await sessions(), 1)
  assert.equal(await changed('tokenGroups', [sidOf(1101)], groups), 1)
  assert.equal((await prisma().user.findFirstOrThrow()).role, 'helpdesk')
  assert.equal(await changed('lockoutTime', ['133000000000000000'], []), 1)
  assert.equal(await changed('tokenGroups', [sidOf(9999)], groups), 0)
  await begin()
  assert.equal(await changed('userAccountControl', ['514'], ['512']), 0)
  await begin()
  await prisma().directorySource.updateMany({ data: { port: 1 } })
  assert.equal(await sessions(), 1)
  const shown = await loadProvider(actor, providerId)
  assert.match(shown?.checkProblem ?? '', /127\.0\.0\.1/)
})

test('two entries with one identity keep nobody else from being looked at', async () => {
  const begin = async (name: string) => {
    const outcome = await signIn(name, passwordOf(name))
    assert.ok(outcome.ok, JSON.stringify(outcome))
    const facts = { id: name, token: name, userId: outcome.userId, providerId, updatedAt: NOW }
    await prisma().session.create({ data: { ...facts, expiresAt: new Date(NOW.getTime() + 3_600_000) } })
  }
  await slapd.set(personDn('twin1'), 'tokenGroups', [sidOf(1101)])
  await slapd.set(personDn('twin1'), 'displayName', ['A twin'])
  await begin('twin1')
  await begin('ada')
  await slapd.set(personDn('twin2'), 'objectGUID', [Buffer.alloc(16, 6)])
  await slapd.set(personDn('ada'), 'tokenGroups', [sidOf(9999)])
  await checkSignedIn(NOW, options)
  const left = await prisma().session.findMany({ select: { id: true } })
  const shown = await loadProvider(actor, providerId)
  await slapd.set(personDn('twin2'), 'objectGUID', [Buffer.alloc(16, 7)])
  await slapd.set(personDn('ada'), 'tokenGroups', [sidOf(1101), sidOf(1102), sidOf(9999)])
  await slapd.set(personDn('twin1'), 'tokenGroups', [])
  assert.deepEqual(left, [{ id: 'twin1' }])
  assert.match(shown?.checkProblem ?? '', /several entries with the identity of A twin/)
})

test('a group limits to a site: somebody signs in limited, is out without it, and back without the limit', async () => {
  const { id: berlin } = await prisma().site.create({ data: { name: 'Berlin' } })
  const { id: oslo } = await prisma().site.create({ data: { name: 'Oslo' } })
  const limit = (group: string, sites: string) =>
    mapGroup.run(actor, { providerId, group, role: 'helpdesk', sites })
  assert.ok((await limit('S-1-5-21-1-2-3-1301', 'Berlin')).ok)
  assert.ok((await limit('S-1-5-21-1-2-3-1302', 'Oslo')).ok)
  const groups = (...rids: number[]) => slapd.set(personDn('ada'), 'tokenGroups', rids.map(sidOf))
  const sitesIn = async () => {
    const outcome = await signIn('ada', passwordOf('ada'))
    if (!outcome.ok) return outcome.refusal.kind
    return (await prisma().user.findUniqueOrThrow({ where: { id: outcome.userId } })).siteIds
  }
  try {
    await groups(1301)
    assert.deepEqual(await sitesIn(), [berlin])
    const { id: userId } = await prisma().user.findFirstOrThrow()
    const facts = { id: 's', token: 't', userId, providerId, updatedAt: NOW }
    await prisma().session.create({ data: { ...facts, expiresAt: new Date(NOW.getTime() + 3_600_000) } })
    // The hourly look narrows and widens whoever is signed in.
    await groups(1301, 1302)
    await checkSignedIn(NOW, options)
    assert.deepEqual(
      (await prisma().user.findFirstOrThrow()).siteIds,
      [berlin, oslo].sort((a, b) => a - b),
    )
    await groups(9999)
    assert.equal(await sitesIn(), 'noGroup')
    assert.equal(await prisma().session.count(), 0)
    await groups(1301, 1101)
    assert.deepEqual(await sitesIn(), [])
    await groups(1302)
    assert.deepEqual(await sitesIn(), [oslo])
  } finally {
    await groups(1101, 1102, 9999)
  }
  const entries = await prisma().auditEntry.findMany({
    where: { action: 'user.limit' },
    orderBy: { id: 'asc' },
  })
  assert.deepEqual(
    entries.map(({ after }) => (after as { sees?: string }).sees),
    ['Berlin, Oslo', 'all machines', 'Oslo'],
  )
})

test('a look at somebody shows what came and the role it would be', async () => {
  assert.ok((await tryDirectoryProvider(actor, { providerId, name: 'ada' }, { now: NOW }, options)).ok)
  const { lastTest } = (await loadProvider(actor, providerId)) ?? {}
  assert.equal(lastTest?.role, 'manager')
  assert.deepEqual(lastTest?.groups, ['Desk', 'Licensing', 'S-1-5-21-1-2-3-9999'])
  assert.ok(lastTest?.facts?.some(({ value }) => value === '5 wrong passwords within 30 minutes'))
})
