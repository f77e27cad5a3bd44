import type { Prisma } from '@/generated/prisma/client'
import { plain } from '../plain'
import { prisma } from '../prisma'

/** An import as its steps know it: times are ISO 8601 UTC, sizes are in bytes. */
export type StoredImport = NonNullable<Awaited<ReturnType<typeof findImport>>>

/** An import as the running step sees it; null when it was removed. */
export async function findImport(id: string) {
  return plain(await prisma().import.findUnique({ where: { id } }))
}

export async function updateImport(id: string, data: Prisma.ImportUpdateInput): Promise<void> {
  await prisma().import.update({ where: { id }, data, select: { id: true } })
}

/** Name of the lease of whoever works at an import. */
export const importLease = (importId: string) => `import ${importId}`

/** The import whose step now begins once more; null when it was removed. */
export async function beginStep(id: string) {
  await prisma().import.updateMany({
    where: { id, status: { in: ['reading', 'recording', 'undoing'] } },
    data: { attempts: { increment: 1 } },
  })
  return findImport(id)
}

/** Saves what came of a step, unless it was cancelled or ended by somebody else meanwhile. */
export async function endStep(
  { id, status }: Pick<StoredImport, 'id' | 'status'>,
  data: Prisma.ImportUpdateManyMutationInput,
): Promise<void> {
  await prisma().import.updateMany({ where: { id, status }, data })
}

/**
 * Has an import recorded whose preview nobody waits for, unless something has to be said of it first. One without anything to
 * record ends here: a log that holds nothing of ours is done, anything else has failed. The import, or null when it waits or has ended.
 */
export async function recordNext(id: string, now: Date) {
  const asksNothing = {
    ...{ id, status: 'ready' as const },
    AND: [
      { OR: [{ needsHostName: false }, { hostName: { not: null } }] },
      { OR: [{ needsDayOrder: false }, { dayOrder: { not: null } }] },
      { OR: [{ needsCaptures: false }, { captures: { not: null } }] },
    ],
  }
  await prisma().import.updateMany({
    where: { ...asksNothing, observations: 0, rejected: 0, problem: { not: null } },
    data: { status: 'done', finishedAt: now },
  })
  await prisma().import.updateMany({
    where: { ...asksNothing, observations: 0 },
    data: { status: 'failed', problem: NOTHING_USABLE, finishedAt: now },
  })
  const { count } = await prisma().import.updateMany({
    where: asksNothing,
    data: { status: 'recording', startedAt: now, readBytes: 0, recorded: 0, attempts: 1 },
  })
  return count === 0 ? null : findImport(id)
}

const NOTHING_USABLE = 'Nothing in it can be used. The rows below give the reasons.'

/** Says how far a step is. Returns whether a person asked to stop meanwhile. */
export async function reportProgress(
  id: string,
  data: { readBytes?: number; recorded?: number; undone?: number },
): Promise<boolean> {
  const row = await prisma().import.update({
    where: { id },
    data,
    select: { cancelRequested: true, status: true },
  })
  return row.cancelRequested || row.status === 'cancelled'
}

export interface NewRejection {
  line: number
  reason: string
  excerpt: string
}

/** Replaces what is kept of the rejected rows of an import. */
export async function replaceRejections(importId: string, rejections: NewRejection[]): Promise<void> {
  await prisma().$transaction([
    prisma().importRejection.deleteMany({ where: { importId } }),
    prisma().importRejection.createMany({
      data: rejections.map((rejection, seq) => ({ importId, seq, ...rejection })),
    }),
  ])
}

/** The first rows of an import that could not be used. */
export function findRejections(importId: string, most: number) {
  return prisma().importRejection.findMany({ where: { importId }, orderBy: { seq: 'asc' }, take: most })
}

/**
 * The import of these very bytes that a watched folder brought before, unless it failed, was cancelled or undone. A text that
 * does not name its machine is the same only under the same file name: two machines may say the same to the letter.
 */
export function findTaken(sha256: string, fileName: string) {
  return prisma().import.findFirst({
    where: {
      ...{ origin: 'folder', sha256 },
      OR: [
        { fileName, status: { in: ['reading', 'ready', 'recording', 'done'] } },
        { needsHostName: false, status: { in: ['ready', 'recording', 'done'] } },
      ],
    },
    orderBy: { createdAt: 'desc' },
    select: { id: true, status: true },
  })
}

/** Imports that are being read, recorded or undone, or ought to be. */
export function findUnfinishedImports() {
  return prisma().import.findMany({
    where: { status: { in: ['reading', 'recording', 'undoing'] } },
    orderBy: { createdAt: 'asc' },
    select: { id: true, status: true, origin: true },
  })
}
