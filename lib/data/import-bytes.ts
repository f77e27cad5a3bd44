import { prisma } from './prisma'

/** Keeps the next piece of an upload. `seq` counts from 0; a piece of 1 MiB is a good size. */
export async function appendImportChunk(importId: string, seq: number, bytes: Uint8Array): Promise<void> {
  await prisma().importChunk.create({
    data: { importId, seq, bytes: Buffer.from(bytes) },
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
    yield chunk.bytes
    total += chunk.bytes.length
    await onBytes?.(total)
  }
}

/** Removes the bytes of imports that ended, and whole uploads that broke off, before `endedBefore`. */
export async function removeOldChunks(endedBefore: Date): Promise<number> {
  const removed = await prisma().importChunk.deleteMany({
    where: {
      import: {
        OR: [
          { status: { in: ['done', 'cancelled', 'failed'] }, finishedAt: { lt: endedBefore } },
          { status: 'receiving', createdAt: { lt: endedBefore } },
        ],
      },
    },
  })
  return removed.count
}
