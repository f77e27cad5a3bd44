import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { importLease } from '@/lib/data/imports/import-store'
import { withLease } from '@/lib/data/work-lease'
import { requestLog, uploadText } from './import.testing'
import { cancelImport } from './import-cancel'
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

const upload = (text: string, fileName?: string) => uploadText(text, now, fileName)

const load = (id: string) => database.prisma.import.findUniqueOrThrow({ where: { id } })

it('previews a file without writing to the record, and records it when told to', async () => {
  const id = await upload(requestLog(3))
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
  const id = await upload(`${requestLog(3)}\n${requestLog(2, 3)}`)
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

const AMBIGUOUS = `Windows(R), Enterprise edition:
    Volume activation will expire 2/3/2026 4:27:01 PM
`
const IN_WHICH_ORDER = { dayFirst: '2026-03-02T16:27:01.000Z', monthFirst: '2026-02-03T16:27:01.000Z' }

it.each(['dayFirst', 'monthFirst'] as const)(
  'asks once which of day and month comes first, and reads the dates %s',
  async (dayOrder) => {
    const id = await upload(AMBIGUOUS, `lab-${dayOrder}.txt`)
    expect(await load(id)).toMatchObject({
      status: 'ready',
      needsDayOrder: true,
      observations: 1,
      rejected: 0,
    })
    expect(await recordImport.run(actor, { importId: id }, { now })).toMatchObject({
      refusal: { kind: 'needsDayOrder' },
    })
    await describeImport.run(actor, { importId: id, dayOrder }, { now })
    expect(await load(id)).toMatchObject({ status: 'ready', dayOrder, observations: 1, rejected: 0 })
    await recordImport.run(actor, { importId: id }, { now })
    const license = await database.prisma.license.findFirstOrThrow({
      where: { client: { name: `lab-${dayOrder.toLowerCase()}` } },
    })
    expect(license.expiresAt?.toISOString()).toBe(IN_WHICH_ORDER[dayOrder])
  },
)

it('leaves such dates out, each with its reason, where nobody knows their order', async () => {
  const id = await upload(AMBIGUOUS, 'ws-11.txt')
  await describeImport.run(actor, { importId: id, dayOrder: 'unknown' }, { now })
  expect(await load(id)).toMatchObject({ status: 'ready', observations: 1, rejected: 1 })
})

const TWO_STATES = `${NAMELESS}
${NAMELESS.replace(/License Status[\s\S]*/, 'License Status: Notification\nNotification Reason: 0xC004F074.\n')}`

it('asks whose one product in two states is, and makes one machine of it only when told to', async () => {
  const id = await upload(TWO_STATES, 'ws-31.corp.example.txt')
  expect(await load(id)).toMatchObject({ status: 'ready', needsCaptures: true, observations: 2, rejected: 0 })
  expect(await recordImport.run(actor, { importId: id }, { now })).toMatchObject({
    refusal: { kind: 'needsCaptures' },
  })
  await describeImport.run(actor, { importId: id, captures: 'severalMachines' }, { now })
  expect(await load(id)).toMatchObject({ observations: 0, rejected: 2 })
  await describeImport.run(actor, { importId: id, captures: 'oneMachine' }, { now })
  expect(await load(id)).toMatchObject({ observations: 2, rejected: 0 })
  await recordImport.run(actor, { importId: id }, { now })
  const license = await database.prisma.license.findFirstOrThrow({
    where: { client: { name: 'ws-31.corp.example' } },
  })
  expect(license.status).toBe('notification')
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
  const id = await upload(requestLog(2, 100))
  await database.prisma.import.update({ where: { id }, data: { status: 'recording' } })
  await Promise.all([runImport(id, now), runImport(id, now), runImport(id, now)])
  expect(await load(id)).toMatchObject({ status: 'done', fresh: 2, unchanged: 0 })
})

it('takes up a recording that was killed, from the beginning and without harm', async () => {
  const id = await upload(requestLog(2, 200))
  await recordImport.run(actor, { importId: id }, { now })
  await database.prisma.import.update({ where: { id }, data: { status: 'recording', recorded: 0 } })
  await runImport(id, now)
  expect(await load(id)).toMatchObject({ status: 'done', recorded: 2, fresh: 0, unchanged: 2 })
})

it('cancels what waits, and refuses to cancel it twice or to record it', async () => {
  const id = await upload(requestLog(2, 300))
  expect(await cancelImport.run(actor, { importId: id }, { now })).toMatchObject({ ok: true })
  expect(await load(id)).toMatchObject({ status: 'cancelled' })
  expect(await cancelImport.run(actor, { importId: id })).toMatchObject({ refusal: { kind: 'alreadyEnded' } })
  expect(await recordImport.run(actor, { importId: id })).toMatchObject({ refusal: { kind: 'notReady' } })
  expect(await cancelImport.run(actor, { importId: randomUUID() })).toMatchObject({
    refusal: { kind: 'notFound' },
  })
})

const RECORDING = { status: 'recording', startedAt: now, recorded: 1 } as const

it('ends at once what is cancelled while nobody is at it', async () => {
  const id = await upload(requestLog(2, 400))
  await database.prisma.import.update({ where: { id }, data: RECORDING })
  expect(await cancelImport.run(actor, { importId: id }, { now })).toMatchObject({ ok: true })
  expect(await load(id)).toMatchObject({ status: 'cancelled', problem: expect.stringContaining('1 obs') })
})

it('leaves what is cancelled while somebody is at it to them', async () => {
  const id = await upload(requestLog(2, 410))
  await database.prisma.import.update({ where: { id }, data: RECORDING })
  await withLease(importLease(id), () => cancelImport.run(actor, { importId: id }, { now }))
  expect(await load(id)).toMatchObject({ status: 'recording', cancelRequested: true })
  await runImport(id, now)
  expect(await load(id)).toMatchObject({ status: 'cancelled' })
})

it('records again what is left lying, and not what somebody is at', async () => {
  const id = await upload(requestLog(2, 420))
  await database.prisma.import.update({ where: { id }, data: RECORDING })
  await withLease(importLease(id), async () => {
    expect(await recordImport.run(actor, { importId: id }, { now })).toMatchObject({
      refusal: { kind: 'alreadyRecorded' },
    })
  })
  expect(await recordImport.run(actor, { importId: id }, { now })).toMatchObject({ ok: true })
  expect(await load(id)).toMatchObject({ status: 'done', recorded: 2 })
})

/** Ends whatever connections of imports are at a statement that begins so, as soon as there is one. */
async function killBackend(statement: string): Promise<void> {
  for (let tries = 0; tries < 2_000; tries += 1) {
    const { rowCount } = await database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'activation-console imports' AND query LIKE $1`,
      [`${statement}%`],
    )
    if (rowCount) return
    await sleep(5)
  }
  throw new Error('there was nothing to kill')
}

it('stays as it is when the connection of its COPY dies, and is recorded when it is taken up again', async () => {
  const id = await upload(requestLog(12_000, 1_000))
  await database.prisma.import.update({ where: { id }, data: { status: 'recording' } })
  const running = runImport(id, now)
  await killBackend('COPY ')
  await running
  expect(await load(id)).toMatchObject({ status: 'recording', attempts: 1 })
  await runImport(id, now)
  expect(await load(id)).toMatchObject({ status: 'done', recorded: 12_000, fresh: 12_000 })
})

it('gives up what was broken off each time', async () => {
  const id = await upload(requestLog(2, 500))
  await database.prisma.import.update({ where: { id }, data: { status: 'recording', attempts: 5 } })
  await runImport(id, now)
  expect(await load(id)).toMatchObject({ status: 'failed', problem: expect.stringContaining('5 times') })
})
