import { expect, it } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { receiveUpload, sweepUploads, UploadBrokeOff, UploadTooLarge } from './receive-upload'

const database = withTestDatabase()
const actor = systemActor('test')
const facts = { fileName: 'notes of the week.txt', origin: 'upload' as const }

async function* pieces(...texts: (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) {
    if (text instanceof Error) throw text
    yield new TextEncoder().encode(text)
  }
}

const importOf = (importId: string) => database.prisma.import.findUniqueOrThrow({ where: { id: importId } })

it('keeps every piece, its size and its hash, and reads it for the preview', async () => {
  const received = await receiveUpload(actor, facts, pieces('pears\n', 'apples\n'))
  if (!received.ok) throw new Error('refused')
  expect(await importOf(received.importId)).toMatchObject({
    sizeBytes: 13n,
    sha256: '8c05b4937f7c60b0d6709bd6a978bf6afd0e6f8930df5072117b9cd85353b8c1',
    status: 'failed',
    rejected: 1,
  })
  expect(await database.prisma.importChunk.count({ where: { importId: received.importId } })).toBe(2)
})

it('says so when it was larger than the limit', async () => {
  const received = await receiveUpload(actor, facts, pieces('pears\n', new UploadTooLarge()))
  expect(received).toEqual({ ok: false, refusal: { kind: 'tooLarge' } })
  const [latest] = await database.prisma.import.findMany({ orderBy: { createdAt: 'desc' } })
  expect(latest).toMatchObject({
    status: 'failed',
    problem: expect.stringContaining('larger than the limit'),
  })
})

it('says so when it broke off', async () => {
  await expect(receiveUpload(actor, facts, pieces('pears\n', new Error('aborted')))).rejects.toThrow(
    'aborted',
  )
  const [latest] = await database.prisma.import.findMany({ orderBy: { createdAt: 'desc' } })
  expect(latest).toMatchObject({ status: 'failed', problem: expect.stringContaining('stopped before') })
})

const MIB = 1024 * 1024

/** So many full pieces, then what becomes of the upload. */
async function* fullPieces(count: number, end?: () => Promise<unknown>): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < count; at += 1) yield new Uint8Array(MIB).fill(at)
  await end?.()
}

const keptPieces = () => database.prisma.importChunk.count()

async function bytesOnDisk(): Promise<number> {
  const { rows } = await database.pool.query("SELECT pg_total_relation_size('import_chunk')::int AS bytes")
  return rows[0].bytes
}

/** From now on the database says what it says when its disk is full. */
async function fillDisk(): Promise<void> {
  await database.pool.query(`
    CREATE OR REPLACE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
    CREATE TRIGGER full_disk BEFORE INSERT ON import_chunk EXECUTE FUNCTION disk_is_full()`)
}

it.each([
  ['grows too large', new UploadTooLarge(), 'tooLarge'],
  ['loses its sender', new UploadBrokeOff(), 'brokeOff'],
])('keeps no bytes of an upload that %s, and gives the disk its space back', async (_, error, kind) => {
  await database.prisma.importChunk.deleteMany()
  await database.pool.query('VACUUM import_chunk')
  const before = await bytesOnDisk()
  let reached = 0
  const chunks = fullPieces(8, async () => {
    reached = await bytesOnDisk()
    throw error
  })
  expect(await receiveUpload(actor, facts, chunks)).toEqual({ ok: false, refusal: { kind } })
  expect(reached - before).toBeGreaterThan(8 * MIB)
  expect(await keptPieces()).toBe(0)
  expect((await bytesOnDisk()) - before).toBeLessThan(MIB)
})

it('names a full disk, keeps no bytes, and takes the file once there is room again', async () => {
  await database.prisma.importChunk.deleteMany()
  const refused = await receiveUpload(
    actor,
    facts,
    (async function* () {
      yield* fullPieces(2)
      await fillDisk()
      yield* fullPieces(1)
    })(),
  )
  expect(refused).toEqual({ ok: false, refusal: { kind: 'diskFull' } })
  expect(await keptPieces()).toBe(0)
  const [latest] = await database.prisma.import.findMany({ orderBy: { createdAt: 'desc' } })
  expect(latest).toMatchObject({ status: 'failed', problem: expect.stringContaining('disk') })
  await database.pool.query('DROP TRIGGER full_disk ON import_chunk')
  expect(await receiveUpload(actor, facts, fullPieces(1))).toMatchObject({ ok: true })
})

it('sweeps the bytes and the preview of what has ended, and of an upload whose process died, but not of one that arrives', async () => {
  await database.prisma.importChunk.deleteMany()
  const now = new Date()
  const longAgo = new Date(now.getTime() - 3_600_000)
  const open = async (data: { status: 'receiving' | 'done' | 'ready'; createdAt: Date }, keptAt: Date) => {
    const chunks = { create: { seq: 0, bytes: new Uint8Array(1), keptAt } }
    const change = { machine: 'pc-1', kind: 'newMachine', at: longAgo }
    const changes = { create: [1, 2].map((no) => ({ no, ...change })) }
    const row = { ...data, origin: 'upload', fileName: 'log.xml', createdBy: 'Test', chunks, changes }
    return (await database.prisma.import.create({ data: row })).id
  }
  const dead = await open({ status: 'receiving', createdAt: longAgo }, longAgo)
  const ended = await open({ status: 'done', createdAt: longAgo }, longAgo)
  const arriving = await open({ status: 'receiving', createdAt: longAgo }, now)
  const waiting = await open({ status: 'ready', createdAt: longAgo }, longAgo)
  await sweepUploads(now)
  const left = await database.prisma.importChunk.findMany()
  expect(left.map(({ importId }) => importId).sort()).toEqual([arriving, waiting].sort())
  const previews = await database.prisma.importChange.findMany({ where: { no: 2 } })
  expect(previews.map(({ importId }) => importId).sort()).toEqual([arriving, waiting].sort())
  expect(await importOf(dead)).toMatchObject({
    status: 'failed',
    problem: expect.stringContaining('stopped'),
  })
  expect(await importOf(ended)).toMatchObject({ status: 'done' })
})

it('reads an empty file without fuss', async () => {
  const received = await receiveUpload(actor, facts, pieces())
  if (!received.ok) throw new Error('refused')
  expect(await importOf(received.importId)).toMatchObject({ status: 'failed', sizeBytes: 0n })
})
