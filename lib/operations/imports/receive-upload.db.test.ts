import { expect, it } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { receiveUpload, UploadTooLarge } from './receive-upload'

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

it('reads an empty file without fuss', async () => {
  const received = await receiveUpload(actor, facts, pieces())
  if (!received.ok) throw new Error('refused')
  expect(await importOf(received.importId)).toMatchObject({ status: 'failed', sizeBytes: 0n })
})
