import { expect, it } from 'vitest'
import { systemActor, userActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { loadClientNotes, loadHostNotes } from '@/lib/data/notes/notes'
import { rowsOf } from '@/lib/data/rows'
import { loadSample } from '../sample/sample-fleet'
import { addNote, removeNote } from './notes'

const database = withTestDatabase()
const admin = systemActor('test')
const hal = userActor({ id: 'hal', name: 'Hal', role: 'helpdesk' })
const mia = userActor({ id: 'mia', name: 'Mia', role: 'manager' })

it('stand on the page of a machine or a host, and go by their author or an admin', async () => {
  await loadSample.run(admin, {}, { now: new Date('2026-11-29T12:00:00Z') })
  const [client] = await rowsOf<{ name: string }>(
    database.pool,
    'SELECT name FROM client ORDER BY name LIMIT 1',
  )
  const name = client?.name ?? ''
  const written = await addNote.run(hal, { about: 'client', name, text: 'Motherboard changed' })
  await addNote.run(mia, { about: 'kmsHost', name: 'KMS01.corp.example', text: 'Moves in May' })
  expect(await loadClientNotes(admin, [name])).toMatchObject([{ text: 'Motherboard changed', author: 'Hal' }])
  expect(await loadHostNotes(admin, ['kms01.corp.example'])).toMatchObject([{ author: 'Mia' }])
  const nobody = await addNote.run(hal, { about: 'client', name: 'no-such-machine', text: 'x' })
  expect(nobody).toMatchObject({ ok: false, refusal: { kind: 'noSuchClient' } })
  if (!written.ok) throw new Error('not written')
  expect(await removeNote.run(mia, { noteId: written.id })).toMatchObject({
    ok: false,
    refusal: { kind: 'notYours' },
  })
  expect(await removeNote.run(hal, { noteId: written.id })).toMatchObject({ ok: true })
  expect(await loadClientNotes(admin, [name])).toEqual([])
  const [trace] = await rowsOf(
    database.pool,
    `SELECT before ->> 'text' AS text, subject_id FROM audit_entry WHERE action = 'note.remove'`,
  )
  expect(trace).toEqual({ text: 'Motherboard changed', subjectId: name })
}, 60_000)
