import { expect, it } from 'vitest'
import { userActor } from '@/lib/auth/actor-kinds'
import { recordObservations } from '@/lib/operations/record/record-observations'
import { withTestDatabase } from './database.testing'
import { searchEverything } from './search'

const database = withTestDatabase()
const now = new Date()
const helpdesk = userActor({ id: 'h', name: 'Hal', role: 'helpdesk' })

it('finds keys in use by the beginning of their last five and by what they are for', async () => {
  const add = (lastFive: string, label: string, retired: string | null = null) =>
    database.pool.query(
      `INSERT INTO product_key (id, kind, last_five, label, added_at, added_by, retired_at)
       VALUES (gen_random_uuid(), 'mak', $1, $2, now(), 'test', $3)`,
      [lastFive, label, retired],
    )
  await add('Q7F3D', 'Windows 11 Pro, laptops')
  await add('K3VDX', 'Office, 100 % of labs')
  await add('Q7F3K', 'Windows 10', '2026-01-01T00:00:00Z')
  const found = async (text: string) =>
    (await searchEverything(helpdesk, text, now)).keys.map(({ lastFive }) => lastFive)
  expect(await found('q7f')).toEqual(['Q7F3D'])
  expect(await found('LAPTOP')).toEqual(['Q7F3D'])
  expect(await found('100 %')).toEqual(['K3VDX'])
  expect(await found('7f3')).toEqual([])
  await expect(searchEverything({ can: () => false }, 'q7f', now)).rejects.toThrow('machine.read')
})

it('finds a KMS host by any of its names, registered and never seen ones too', async () => {
  await database.pool.query(
    `INSERT INTO kms_host_registration (id, name, registered_at, registered_by) VALUES
       (gen_random_uuid(), 'kms-quiet.north.example', now(), 'test')`,
  )
  await database.pool.query(
    `INSERT INTO kms_host_sighting (host, source, seen_in, first_at, last_at) VALUES
       ('kms-rogue.north.example', 'srv', 'north.example', now(), now()),
       ('kms-quiet', 'collector', 'ws-1', now(), now())`,
  )
  const found = async (text: string) =>
    (await searchEverything(helpdesk, text, now)).hosts.map(({ name }) => name)
  expect(await found('QUIET')).toEqual(['kms-quiet.north.example'])
  expect(await found('kms-')).toEqual(['kms-quiet.north.example', 'kms-rogue.north.example'])
  const blind = { can: (permission: string) => permission === 'machine.read' }
  expect((await searchEverything(blind, 'quiet', now)).hosts).toEqual([])
})

it('finds people by name or address for those who may see who signs in, and for nobody else', async () => {
  await database.pool.query(
    `INSERT INTO "user" (id, name, email, email_verified, role, created_at, updated_at)
     VALUES ('p1', 'Petra Quinn', 'petra@corp.example', true, 'manager', now(), now())`,
  )
  const admin = userActor({ id: 'a', name: 'Ada', role: 'licensingAdmin' })
  const found = async (reader: typeof admin, text: string) =>
    (await searchEverything(reader, text, now)).people.map(({ name }) => name)
  expect(await found(admin, 'quinn')).toEqual(['Petra Quinn'])
  expect(await found(admin, 'petra@')).toEqual(['Petra Quinn'])
  expect(await found(helpdesk, 'quinn')).toEqual([])
})

it('finds a forgotten machine by any of its names, and offers no other in its place', async () => {
  await database.pool.query(
    `WITH forgotten AS (
       INSERT INTO forgotten_client (id, name, is_sample, first_seen_at, last_seen_at, condition, forgotten_at, forgotten_by, reason)
       VALUES (7, 'sold-7.corp.example', false, now(), now(), 'silent', now(), 'Ada', 'sold') RETURNING id)
     INSERT INTO client_name (name, forgotten_id) SELECT name, id FROM forgotten, (VALUES ('sold-7.corp.example'), ('old-desk')) n (name)`,
  )
  for (const text of ['SOLD-7', 'old-de']) {
    const { forgotten, clients } = await searchEverything(helpdesk, text, now)
    expect({ forgotten, clients }, text).toEqual({
      forgotten: [{ name: 'sold-7.corp.example' }],
      clients: [],
    })
  }
})

it('takes a sentence apart: a code with slips, and a machine whose name is nearly right', async () => {
  await recordObservations(
    {
      observations: ['ber-kiosk-037.corp.example', 'ber-kiosk-412.corp.example'].map((name, line) => ({
        line,
        observation: {
          kind: 'license',
          observedAt: '2026-11-28T08:00:00.000Z',
          client: { name },
          product: { channel: 'KMS client', partialKey: '2YT43' },
          status: 'notification',
          reason: '0xC004F074',
        },
      })),
    },
    now,
  )
  const found = async (text: string) => {
    const { code, clients, isNearest } = await searchEverything(helpdesk, text, now)
    return [code?.code, code?.machines, isNearest, ...clients.map(({ name }) => name)]
  }
  const [code, machines] = ['0xC004F074', 2]
  expect(await found('0xCOO4FO74 on ber-kisok-037')).toEqual([
    code,
    machines,
    true,
    'ber-kiosk-037.corp.example',
  ])
  expect(await found('ber-kiosk-412: 0xC004F074')).toEqual([
    code,
    machines,
    undefined,
    'ber-kiosk-412.corp.example',
  ])
  expect(await found('0xCOO4FO74')).toEqual([code, machines, undefined])
  expect(await found('ber-kisok-037')).toEqual([undefined, undefined, true, 'ber-kiosk-037.corp.example'])
  expect(await found('ber kisok 037')).toEqual([undefined, undefined, true, 'ber-kiosk-037.corp.example'])
  expect(await found('what is 0 and 2022')).toEqual([undefined, undefined, undefined])
})
