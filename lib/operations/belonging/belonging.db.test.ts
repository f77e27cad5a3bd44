import fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import type { Observation } from '@/lib/activation/observation'
import { systemActor } from '@/lib/auth/actor-kinds'
import { applyBelonging } from '@/lib/data/belonging/apply-belonging'
import { loadBelongingRules } from '@/lib/data/belonging/belonging-rules'
import { loadMachineBelonging } from '@/lib/data/belonging/machine-belonging'
import { withTestDatabase } from '@/lib/data/database.testing'
import { saveComputers } from '@/lib/data/networks/directory-store'
import { anyObservation, JOINABLE_NAMES, LATEST } from '../record/observations.testing'
import { emptyRecord, rollUpDifferences } from '../record/record.testing'
import { recordObservations } from '../record/record-observations'
import { importBelongingList, previewBelongingList } from './import-list'
import { addRule, changeRule, moveRule, previewRule, removeRule } from './rules'
import { setBelonging } from './set-belonging'

const database = withTestDatabase()
const ada = systemActor('Ada')
const now = new Date(LATEST + 86_400_000)
const CMID = '0a0a0a0a-0000-4000-8000-000000000001'

const request = (name: string, cmid = CMID): Observation => ({
  kind: 'kmsRequest',
  at: '2025-02-01T10:00:00Z',
  client: { name, cmid, isVirtual: false },
  hresult: '0x00000000',
  minimumCount: 25,
  status: 'licensed',
  remainingMinutes: 250_000,
  activationId: '73111121-5638-40f6-bc11-f1d7b0d64300',
})

async function record(...observations: Observation[]) {
  const numbered = observations.map((observation, index) => ({ line: index + 1, observation }))
  await recordObservations({ observations: numbered }, now)
}

/** 'Berlin/Ada/-/kiosk,lobby' of each machine. */
async function belongings(): Promise<Record<string, string>> {
  const { rows } = await database.pool.query<{ name: string; says: string }>(
    `SELECT c.name, concat_ws('/', CASE WHEN c.site_id = 0 THEN '-' ELSE coalesce(s.name, '?') END, coalesce(c.owner, '-'),
            coalesce(c.department, '-'), coalesce(array_to_string(c.tags, ','), '-')) AS says
       FROM client c LEFT JOIN site s ON s.id = c.site_id ORDER BY 1`,
  )
  return Object.fromEntries(rows.map(({ name, says }) => [name, says]))
}

async function done<O extends { ok: boolean }>(outcome: Promise<O>): Promise<Extract<O, { ok: true }>> {
  const made = await outcome
  if (!made.ok) throw new Error(JSON.stringify(made))
  return made as Extract<O, { ok: true }>
}

beforeEach(async () => {
  await emptyRecord(database.pool)
  await database.pool.query(
    'TRUNCATE belonging_rule, belonging_word, belonging_due, directory_source CASCADE',
  )
  await database.pool.query('DELETE FROM site WHERE id > 0')
  await database.pool.query('UPDATE belonging_state SET in_use = false, next_id = NULL')
})

it('takes the word of a person over a list over the first rule, field by field, and says whose it is', async () => {
  await record(request('ber-1.corp.example'), request('ber-2.corp.example'), request('dub-1.lab.example'))
  await done(
    addRule.run(
      ada,
      { kind: 'name', pattern: 'ber-*', site: 'Berlin', owner: 'Rule team', tags: 'rule' },
      { now },
    ),
  )
  await done(
    addRule.run(ada, { kind: 'zone', pattern: 'example', site: 'Elsewhere', department: 'IT' }, { now }),
  )
  const text = 'host,owner,tags,site\nber-1,List team,listed,\nber-9.corp.example,New,,Dublin'
  await done(importBelongingList.run(ada, { text, fileName: 'cmdb.csv' }, { now }))
  await done(
    setBelonging.run(
      ada,
      { names: ['ber-1.corp.example'], department: 'Sales', removeTags: 'rule' },
      { now },
    ),
  )
  expect(await belongings()).toEqual({
    'ber-1.corp.example': 'Berlin/List team/Sales/listed',
    'ber-2.corp.example': 'Berlin/Rule team/IT/rule',
    'dub-1.lab.example': 'Elsewhere/-/IT/-',
  })
  const { rows } = await database.pool.query(`SELECT id FROM client WHERE name = 'ber-1.corp.example'`)
  const { fields } = await loadMachineBelonging(rows[0].id)
  expect(fields).toMatchObject({
    site: { value: 'Berlin', source: { by: 'rule', kind: 'name', pattern: 'ber-*' } },
    owner: { value: 'List team', source: { by: 'list', fileName: 'cmdb.csv' } },
    department: { value: 'Sales', source: { by: 'hand', who: 'Ada' } },
  })
  // A machine of the list that reports only now, and one that rules mean.
  await record(request('ber-9.corp.example', CMID.replace('1', '2')))
  await applyBelonging()
  expect(await belongings()).toMatchObject({ 'ber-9.corp.example': 'Dublin/New/IT/rule' })
  expect(await rollUpDifferences(database.pool)).toEqual([])
})

it('follows the rules when they are changed, moved and removed', async () => {
  await record(request('ber-1.corp.example'))
  const first = await done(addRule.run(ada, { kind: 'name', pattern: 'ber-*', site: 'Berlin' }, { now }))
  await done(addRule.run(ada, { kind: 'zone', pattern: 'corp.example', site: 'Head office' }, { now }))
  const says = async () => (await belongings())['ber-1.corp.example']
  expect(await says()).toBe('Berlin/-/-/-')
  await done(moveRule.run(ada, { ruleId: first.id, direction: 'down' }, { now }))
  expect(await says()).toBe('Head office/-/-/-')
  await done(moveRule.run(ada, { ruleId: first.id, direction: 'up' }, { now }))
  await done(
    changeRule.run(ada, { ruleId: first.id, kind: 'name', pattern: 'ber-*', site: 'Berlin Mitte' }, { now }),
  )
  expect(await says()).toBe('Berlin Mitte/-/-/-')
  await done(removeRule.run(ada, { ruleId: first.id }, { now }))
  expect(await says()).toBe('Head office/-/-/-')
  expect(await rollUpDifferences(database.pool)).toEqual([])
})

it('goes with a name that is joined to another machine, and is forgotten when asked', async () => {
  await record(request('pc-7', CMID))
  await done(setBelonging.run(ada, { names: ['pc-7'], site: 'Berlin', addTags: 'VIP' }, { now }))
  await record(request('pc-7.corp.example', CMID))
  await applyBelonging()
  expect(await belongings()).toEqual({ 'pc-7.corp.example': 'Berlin/-/-/vip' })
  await done(setBelonging.run(ada, { names: ['pc-7.corp.example'], forget: true }, { now }))
  expect(await belongings()).toEqual({ 'pc-7.corp.example': '-/-/-/-' })
})

it('knows a machine by where its computer stands in the directory', async () => {
  await record(request('ws-1.corp.example'))
  const { rows } = await database.pool.query(
    `INSERT INTO directory_source (id, server, port, security, base_dn, bind_dn, sealed_password, created_at, created_by)
     VALUES (gen_random_uuid(), 'dc', 636, 'ldaps', 'DC=corp,DC=example', 'r', 'x', now(), 'Ada') RETURNING id`,
  )
  await done(
    addRule.run(ada, { kind: 'ou', pattern: 'OU=Berlin,DC=corp,DC=example', site: 'Berlin' }, { now }),
  )
  expect(await belongings()).toEqual({ 'ws-1.corp.example': '-/-/-/-' })
  const computer = {
    ...{ name: 'ws-1.corp.example', shortName: 'ws-1', operatingSystem: null, operatingSystemVersion: null },
    ...{ lastLogonAt: null, isDisabled: false, createdAt: null, place: 'corp.example/berlin/pcs' },
  }
  await saveComputers(rows[0].id, [computer], now)
  await applyBelonging()
  expect(await belongings()).toEqual({ 'ws-1.corp.example': 'Berlin/-/-/-' })
  expect(await loadBelongingRules(ada)).toMatchObject({
    rules: [{ matching: { machines: 1, isExact: true } }],
    left: 0,
  })
})

it('sets what a filter finds, says none where that is said, and finds sites whatever their case', async () => {
  await record(request('ber-1.corp.example'), request('ber-2.corp.example'), request('dub-1.lab.example'))
  await done(addRule.run(ada, { kind: 'name', pattern: '*-1*', site: 'BERLIN', owner: 'Team' }, { now }))
  expect(await done(setBelonging.run(ada, { query: 'q=ber-', site: 'Berlin' }, { now }))).toMatchObject({
    machines: 2,
  })
  await done(setBelonging.run(ada, { names: ['ber-1.corp.example'], owner: '-' }, { now }))
  expect(await belongings()).toEqual({
    'ber-1.corp.example': 'BERLIN/-/-/-',
    'ber-2.corp.example': 'BERLIN/-/-/-',
    'dub-1.lab.example': 'BERLIN/Team/-/-',
  })
  expect(await setBelonging.run(ada, { names: ['nobody'], site: 'x' }, { now })).toMatchObject({
    refusal: { kind: 'noMachines' },
  })
})

it('shows what a list and a rule would do, and writes nothing', async () => {
  await record(request('ws-1.corp.example'), request('ws-1.lab.example', CMID.replace('1', '2')))
  const text = 'host;site\nws-1;Berlin\nws-1.corp.example;Dublin\nnew-1;Dublin\nbad name;x\n'
  expect(await previewBelongingList.run(ada, { text }, { now })).toMatchObject({
    ...{ ok: true, known: 1, waiting: 1, rejectedCount: 2 },
    rejected: [{ line: 2, reason: '2 machines are called ws-1: give the full name' }, { line: 5 }],
  })
  expect(
    await previewRule.run(ada, { kind: 'zone', pattern: 'corp.example', site: 'x' }, { now }),
  ).toMatchObject({
    ...{ ok: true, machines: 1, isExact: true },
  })
  const { rows } = await database.pool.query('SELECT FROM belonging_word')
  expect(rows).toEqual([])
  expect(await belongings()).toEqual({ 'ws-1.corp.example': '?/-/-/-', 'ws-1.lab.example': '?/-/-/-' })
})

it('counts every site as its machines and licenses say, whatever is recorded, joined and said in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(anyObservation(JOINABLE_NAMES), { minLength: 1, maxLength: 8 }), {
        minLength: 2,
        maxLength: 3,
      }),
      fc.array(fc.tuple(fc.constantFrom(...JOINABLE_NAMES), fc.constantFrom('Berlin', 'Dublin', '-')), {
        minLength: 1,
        maxLength: 4,
      }),
      async (rounds, words) => {
        await emptyRecord(database.pool)
        for (const [index, observations] of rounds.entries()) {
          await record(...observations)
          const text = `host,site\n${(words[index] ?? words[0])?.join(',')}`
          await importBelongingList.run(ada, { text }, { now })
          await applyBelonging({ batch: 2 })
          expect(await rollUpDifferences(database.pool)).toEqual([])
        }
      },
    ),
    { numRuns: 25 },
  )
})
