import { expect, it } from 'vitest'
import { userActor } from '@/lib/auth/actor-kinds'
import type { Role } from '@/lib/auth/permissions'
import { withTestDatabase } from '@/lib/data/database.testing'
import { rowsOf } from '@/lib/data/rows'
import { loadOwnFrame } from '@/lib/data/views/list-look'
import { loadSavedViews } from '@/lib/data/views/saved-views'
import { changeView, noteVisit, rememberLook, removeView, saveView } from './views'

const database = withTestDatabase()
const at = (time: string) => ({ now: new Date(`2026-11-29T${time}:00Z`) })

async function person(id: string, role: Role) {
  await rowsOf(
    database.pool,
    `INSERT INTO "user" (id, name, email, role, updated_at) VALUES ($1, $1, $1 || '@corp.example', $2::role, now())
     ON CONFLICT DO NOTHING`,
    [id, role],
  )
  return userActor({ id, name: id, role })
}

it('keeps a list under a name for its owner, or for everybody who may see the list', async () => {
  const [ada, mia, hal] = await Promise.all([
    person('ada', 'licensingAdmin'),
    person('mia', 'manager'),
    person('hal', 'helpdesk'),
  ])
  const audit = { list: 'audit', query: '?actor=Ada&sort=at', name: 'Ada’s', isShared: true }
  const clients = { list: 'clients', query: '?state=grace', name: 'In grace', isShared: true }
  const saved = await saveView.run(ada, audit)
  await saveView.run(ada, clients)
  await saveView.run(hal, { ...clients, name: 'Mine', isShared: false })
  const namesOf = async (reader: typeof ada) => (await loadSavedViews(reader)).map(({ name }) => name)
  expect(await namesOf(ada)).toEqual(['Ada’s', 'In grace'])
  expect(await namesOf(mia)).toEqual(['Ada’s', 'In grace'])
  expect(await namesOf(hal)).toEqual(['In grace', 'Mine'])

  expect(await saveView.run(ada, audit)).toMatchObject({ ok: false, refusal: { kind: 'nameTaken' } })
  expect(await saveView.run(hal, audit)).toMatchObject({ ok: false, refusal: { kind: 'mayNotShare' } })
  if (!saved.ok) throw new Error('not saved')
  const change = { viewId: saved.id, name: 'Changed', isShared: false }
  for (const other of [mia, hal]) {
    expect(await changeView.run(other, change)).toMatchObject({ ok: false, refusal: { kind: 'noSuchView' } })
    expect(await removeView.run(other, { viewId: saved.id })).toMatchObject({ ok: false })
  }
  expect(await changeView.run(ada, change)).toMatchObject({ ok: true })
  expect(await namesOf(mia)).toEqual(['In grace'])
  expect(await removeView.run(ada, { viewId: saved.id })).toMatchObject({ ok: true, name: 'Changed' })
  expect(await namesOf(ada)).toEqual(['In grace'])
  const trace = await rowsOf<{ action: string }>(
    database.pool,
    `SELECT action FROM audit_entry WHERE subject_type = 'view' AND subject_id = $1 ORDER BY id`,
    [saved.id],
  )
  expect(trace.map(({ action }) => action)).toEqual(['view.save', 'view.change', 'view.remove'])
})

it.each(['https://evil.example', '//evil.example', 'x', '?a b', '?a#b', `?${'a'.repeat(9000)}`])(
  'keeps no address that is none of a list, %#',
  async (query) => {
    const ada = await person('ada', 'licensingAdmin')
    expect(await saveView.run(ada, { list: 'audit', query, name: 'x' })).toMatchObject({
      ok: false,
      refusal: { kind: 'badInput' },
    })
  },
)

it('remembers how each person likes a list', async () => {
  const [ada, hal] = await Promise.all([person('ada', 'licensingAdmin'), person('hal', 'helpdesk')])
  const look = { cols: ['at', 'actor'], density: 'roomy' as const, size: 100 as const }
  await rememberLook.run(ada, { list: 'audit', ...look })
  expect((await loadOwnFrame(ada, 'audit')).look).toEqual(look)
  expect((await loadOwnFrame(hal, 'audit')).look).toEqual({ cols: null, density: null, size: null })
  await rememberLook.run(ada, { list: 'audit', cols: [], density: null, size: null })
  expect((await loadOwnFrame(ada, 'audit')).look).toEqual({ cols: null, density: null, size: null })
})

it('knows when a person was here the time before, not a moment ago', async () => {
  const mia = await person('mia', 'manager')
  const lastHere = async () => (await loadOwnFrame(mia, 'audit')).lastHere
  for (const time of ['08:00', '08:10', '08:30']) await noteVisit.run(mia, {}, at(time))
  expect(await lastHere()).toBeNull()
  for (const time of ['14:00', '14:20']) await noteVisit.run(mia, {}, at(time))
  expect(await lastHere()).toBe('2026-11-29T08:30:00.000Z')
})
