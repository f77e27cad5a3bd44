import { requireRoom } from '@/lib/server/disk-room'
import { keyRing } from '@/lib/server/key-encryption'
import { openBytes, sealBytes } from '../keys/sealed-bytes'
import { pool } from '../pool'
import { prisma } from '../prisma'

/**
 * Keeps the next piece of an upload. `seq` counts from 0; a piece of 1 MiB is a good size. Files may hold product
 * keys, so their bytes lie sealed until the import has ended. Throws when the disk has no room for it.
 */
export async function appendImportChunk(importId: string, seq: number, bytes: Uint8Array): Promise<void> {
  await requireRoom(bytes.length)
  await prisma().importChunk.create({
    data: { importId, seq, bytes: sealBytes(keyRing().current, placeOf(importId, seq), bytes) },
    select: { seq: true },
  })
}

/** The bytes of an import, one piece in memory at a time. `onBytes` hears how many were given out so far. */
export async function* importBytes(
  importId: string,
  onBytes?: (total: number) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  let total = 0
  for (let seq = 0; ; seq += 1) {
    const chunk = await prisma().importChunk.findUnique({
      where: { importId_seq: { importId, seq } },
      select: { bytes: true },
    })
    if (!chunk) return
    const bytes = opened(importId, seq, chunk.bytes)
    yield bytes
    total += bytes.length
    await onBytes?.(total)
  }
}

function opened(importId: string, seq: number, sealed: Uint8Array): Uint8Array {
  const { current, previous } = keyRing()
  const place = placeOf(importId, seq)
  const bytes = openBytes(current, place, sealed) ?? (previous && openBytes(previous, place, sealed))
  if (bytes) return bytes
  throw new Error('This file was stored with another encryption key. Upload it again.')
}

const placeOf = (importId: string, seq: number) => `import_chunk ${importId} ${seq}`

/** Removes what was kept of an upload that failed, and gives the disk its space back. */
export async function removeChunks(importId: string): Promise<void> {
  await prisma().importChunk.deleteMany({ where: { importId } })
  await giveBackSpace()
}

/**
 * Removes the bytes and the previews of imports that have ended, and of uploads of which nothing has arrived since
 * `silentSince`: the process that received them is gone. Such an upload ends with `problem`.
 */
export async function removeUnneededChunks(
  now: Date,
  { silentSince, problem }: { silentSince: Date; problem: string },
): Promise<void> {
  await prisma().import.updateMany({
    where: {
      status: 'receiving',
      createdAt: { lt: silentSince },
      chunks: { none: { keptAt: { gte: silentSince } } },
    },
    data: { status: 'failed', problem, finishedAt: now },
  })
  const removed = await prisma().importChunk.deleteMany({
    where: { import: { status: { in: ['done', 'cancelled', 'failed'] } } },
  })
  await pool().query(REMOVE_PREVIEWS)
  if (removed.count > 0) await giveBackSpace()
}

/** From import to import along the index: a preview that still waits may have a million rows. */
const REMOVE_PREVIEWS = `
  WITH RECURSIVE kept AS (
    (SELECT import_id FROM import_change ORDER BY import_id LIMIT 1)
     UNION ALL
    SELECT (SELECT c.import_id FROM import_change c WHERE c.import_id > kept.import_id ORDER BY c.import_id LIMIT 1)
      FROM kept WHERE kept.import_id IS NOT NULL)
  DELETE FROM import_change WHERE import_id IN (
    SELECT i.id FROM kept JOIN import i ON i.id = kept.import_id WHERE i.status IN ('done', 'cancelled', 'failed'))`

/** Deleted rows keep their place on the disk until a vacuum; the automatic one may come hours later. */
async function giveBackSpace(): Promise<void> {
  await pool().query('VACUUM (SKIP_LOCKED) import_chunk')
}
