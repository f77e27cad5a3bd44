import { expect, it } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { loadClientPage } from '@/lib/data/clients/client-page'
import { withTestDatabase } from '@/lib/data/database.testing'
import { appendImportChunk } from '@/lib/data/imports/import-bytes'
import { createImport, finishUpload } from './import-create'
import { recordImport } from './import-record'

const database = withTestDatabase()
const actor = systemActor('test')
const now = new Date('2026-11-29T12:00:00Z')

async function upload(text: string, at = now) {
  const created = await createImport.run(actor, { fileName: 'lt-0417.txt', origin: 'upload' }, { now: at })
  if (!created.ok) throw new Error('refused')
  const bytes = new TextEncoder().encode(text)
  await appendImportChunk(created.importId, 0, bytes)
  await finishUpload(created.importId, { sizeBytes: bytes.length }, at)
  const preview = await database.prisma.import.findUniqueOrThrow({ where: { id: created.importId } })
  await recordImport.run(actor, { importId: created.importId }, { now: at })
  const done = await database.prisma.import.findUniqueOrThrow({ where: { id: created.importId } })
  return { preview, done }
}

const INVENTORY = `<REQUEST><CONTENT><HARDWARE><NAME>LT-0417</NAME></HARDWARE>
<LICENSEINFOS><NAME>Office 19, Office19ProPlus2019VL_KMS_Client_AE edition</NAME><KEY>XXXXX-XXXXX-XXXXX-XXXXX-6MWKP</KEY></LICENSEINFOS>
</CONTENT></REQUEST>`
const READING = `Name: Windows(R), Enterprise edition
Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
Partial Product Key: 2YT43
License Status: Licensed
`

it('keeps what an inventory found, makes no machine of it, and shows it once the machine is known', async () => {
  const first = await upload(INVENTORY)
  expect(first.preview).toMatchObject({ status: 'ready', observations: 1, fresh: 1, newClients: 0 })
  expect(first.done).toMatchObject({ status: 'done', fresh: 1, newClients: 0 })
  expect(await database.prisma.client.count()).toBe(0)
  expect(await database.prisma.license.count()).toBe(0)

  await upload(READING)
  const page = await loadClientPage(actor, 'lt-0417', now)
  expect(page?.licenses).toHaveLength(1)
  expect(page?.installedKeys).toMatchObject([
    { lastFive: '6MWKP', channel: 'KMS client', importId: first.done.id, line: 2 },
  ])
})

it('knows the same key again, and when it was seen last', async () => {
  const again = await upload(INVENTORY)
  expect(again.preview).toMatchObject({ fresh: 0, unchanged: 1 })
  expect(again.done).toMatchObject({ fresh: 0, unchanged: 1 })
  const later = await upload(INVENTORY, new Date('2026-11-30T12:00:00Z'))
  expect(later.preview).toMatchObject({ fresh: 1 })
  expect(later.done).toMatchObject({ fresh: 1 })
  const page = await loadClientPage(actor, 'lt-0417', now)
  expect(page?.installedKeys).toMatchObject([
    { observedAt: '2026-11-30T12:00:00.000Z', importId: later.done.id },
  ])
})
