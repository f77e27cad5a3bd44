import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { readDesk } from '@/lib/operations/desk/read-desk'
import { receiveUpload } from '@/lib/operations/imports/receive-upload'
import { previewNetworks } from '@/lib/operations/networks/import-networks'
import { aside, startThreads } from './threads'

const database = withTestDatabase()
const actor = systemActor('test')
let threads: Awaited<ReturnType<typeof startThreads>>
beforeAll(async () => {
  threads = await startThreads({ reading: true })
}, 60_000)
afterAll(() => threads.stop(), 30_000)

const facts = { fileName: 'ws-0412.txt', origin: 'paste' as const }

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}

it('a small import is read in the thread of jobs', async () => {
  const received = await receiveUpload(actor, facts, pieces('License Status: Licensed\n'))
  if (!received.ok) throw new Error('refused')
  const where = { id: received.importId }
  expect((await database.prisma.import.findUniqueOrThrow({ where })).status).toMatch(/ready|failed/)
})

it('the desk, lists of networks and answer files are read in the thread for reading', async () => {
  expect(await readDesk.run(actor, { text: '0xC004F074' })).toMatchObject({
    ok: true,
    answer: { codes: [{ code: '0xC004F074' }] },
  })
  const list = await previewNetworks.run(actor, { text: 'kind,name\nzone,lab.example\n' })
  expect(list).toMatchObject({ ok: true, counts: { added: 1 } })
  const readHere = (_: Uint8Array) => Promise.reject(new Error('it was read here'))
  const answers = await aside('reading', 'readAnswers', readHere)(new Uint8Array())
  expect(answers).toEqual({ ok: false, refusal: { kind: 'empty' } })
})
