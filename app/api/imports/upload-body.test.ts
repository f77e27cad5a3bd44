import { expect, it } from 'vitest'
import { UploadTooLarge } from '@/lib/operations/imports/receive-upload'
import { bodyChunks } from './upload-body'

const MIB = 1024 * 1024

function streamOf(...sizes: number[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      let next = 0
      for (const size of sizes) controller.enqueue(Uint8Array.from({ length: size }, () => next++ % 251))
      controller.close()
    },
  })
}

async function collect(body: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bodyChunks(body, limit)) chunks.push(chunk)
  return chunks
}

it('cuts a body into pieces of 1 MiB whatever the network made of it', async () => {
  const chunks = await collect(streamOf(10, MIB, 3, MIB - 13, 5), 4 * MIB)
  expect(chunks.map((chunk) => chunk.length)).toEqual([MIB, MIB, 5])
})

it('keeps every byte in its place', async () => {
  const chunks = await collect(streamOf(1_000_000, 600_000), 2 * MIB)
  expect(Buffer.concat(chunks).every((byte, at) => byte === at % 251)).toBe(true)
})

it('takes a body of exactly the limit and refuses one byte more', async () => {
  expect(await collect(streamOf(100), 100)).toHaveLength(1)
  await expect(collect(streamOf(100, 1), 100)).rejects.toBeInstanceOf(UploadTooLarge)
})

it('has no pieces of an empty body', async () => {
  expect(await collect(streamOf(), 100)).toEqual([])
})
