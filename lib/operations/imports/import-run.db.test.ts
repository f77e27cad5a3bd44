import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { appendImportChunk } from '@/lib/data/imports/import-bytes'
import { cancelImport } from './import-cancel'
import { createImport, finishUpload } from './import-create'
import { describeImport } from './import-describe'
import { recordImport } from './import-record'
import { runImport } from './import-run'

const database = withTestDatabase()
const actor = systemActor('test')
const now = new Date('2025-06-01T12:00:00Z')

/** One product as slmgr.vbs /dli prints it; the text does not name its machine. */
const NAMELESS = `Software licensing service version: 10.0.19041.1
Name: Windows(R), Enterprise edition
Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
Partial Product Key: 2YT43
License Status: Licensed
Volume activation expiration: 250000 minute(s) (173 day(s))
`

const events = (count: number, start = 0) =>
  Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.UTC(2025, 4, 1) + (start + index) * 60_000).toISOString()
    const time = `${at.slice(0, 10).replaceAll('-', '/')} ${at.slice(11, 16)}`
    return `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Microsoft-Windows-Security-SPP"/><EventID>12290</EventID><TimeCreated SystemTime="${at}"/><Computer>kms01.corp.example</Computer></System><EventData><Data>0x0,25,pc-${start + index}.corp.example,0a0a0a0a-0000-4000-8000-00000000${String(start + index).padStart(4, '0')},${time},0,1,250000,73111121-5638-40f6-bc11-f1d7b0d64300</Data></EventData></Event>`
  }).join('\n')

async function upload(text: string, fileName = 'log.xml') {
  const created = await createImport.run(actor, { fileName, origin: 'upload' }, { now })
  if (!created.ok) throw new Error('refused')
  const bytes = new TextEncoder().encode(text)
  await appendImportChunk(created.importId, 0, bytes)
  await finishUpload(created.importId, { sizeBytes: bytes.length }, now)
  return created.importId
}

const load = (id: string) => database.prisma.import.findUniqueOrThrow({ where: { id } })

it('previews a file without writing to the record, and records it when told to', async () => {
  const id = await upload(events(3))
  expect(await load(id)).toMatchObject({
    status: 'ready',
    observations: 3,
    fresh: 3,
    newClients: 3,
    unchanged: 0,
  })
  expect(await database.prisma.client.count()).toBe(0)
  expect(await recordImport.run(actor, { importId: id }, { now })).toMatchObject({ ok: true })
  expect(await load(id)).toMatchObject({ status: 'done', recorded: 3, fresh: 3, newClients: 3 })
  expect(await database.prisma.client.count()).toBe(3)
})

it('says of a file with known and new observations which are which', async () => {
  const id = await upload(`${events(3)}\n${events(2, 3)}`)
  expect(await load(id)).toMatchObject({
    status: 'ready',
    fresh: 2,
    unchanged: 3,
    newClients: 2,
    changedClients: 0,
  })
})

it('waits for the name of a machine that the text does not give', async () => {
  const id = await upload(NAMELESS, 'output.txt')
  expect(await load(id)).toMatchObject({
    status: 'ready',
    needsHostName: true,
    hostName: null,
    observations: 1,
    rejected: 0,
  })
  expect(await recordImport.run(actor, { importId: id }, { now })).toMatchObject({
    refusal: { kind: 'needsHostName' },
  })
  await describeImport.run(actor, { importId: id, hostName: 'WS-9.corp.example' }, { now })
  expect(await load(id)).toMatchObject({
    status: 'ready',
    hostName: 'ws-9.corp.example',
    fresh: 1,
    newClients: 1,
  })
})

it('takes the name from a file called HOST.txt', async () => {
  const id = await upload(NAMELESS, 'WS-8.corp.example.txt')
  expect(await load(id)).toMatchObject({ status: 'ready', hostName: 'ws-8.corp.example', fresh: 1 })
})

it('fails in words when nothing is recognised', async () => {
  const id = await upload('Dear all,\nplease find attached the minutes.\n', 'mail.txt')
  const row = await load(id)
  expect(row).toMatchObject({ status: 'failed', rejected: 1 })
  expect(row.problem).toContain('No license data was recognised')
})

it('records once when two processes take the same import', async () => {
  const id = await upload(events(2, 100))
  await database.prisma.import.update({ where: { id }, data: { status: 'recording' } })
  await Promise.all([runImport(id, now), runImport(id, now), runImport(id, now)])
  expect(await load(id)).toMatchObject({ status: 'done', fresh: 2, unchanged: 0 })
})

it('takes up a recording that was killed, from the beginning and without harm', async () => {
  const id = await upload(events(2, 200))
  await recordImport.run(actor, { importId: id }, { now })
  await database.prisma.import.update({ where: { id }, data: { status: 'recording', recorded: 0 } })
  await runImport(id, now)
  expect(await load(id)).toMatchObject({ status: 'done', recorded: 2, fresh: 0, unchanged: 2 })
})

it('cancels what waits, and refuses to cancel it twice or to record it', async () => {
  const id = await upload(events(2, 300))
  expect(await cancelImport.run(actor, { importId: id }, { now })).toMatchObject({ ok: true })
  expect(await load(id)).toMatchObject({ status: 'cancelled' })
  expect(await cancelImport.run(actor, { importId: id })).toMatchObject({ refusal: { kind: 'alreadyEnded' } })
  expect(await recordImport.run(actor, { importId: id })).toMatchObject({ refusal: { kind: 'notReady' } })
  expect(await cancelImport.run(actor, { importId: randomUUID() })).toMatchObject({
    refusal: { kind: 'notFound' },
  })
})
