import { finished } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

const CHUNK_CHARACTERS = 65_536

export interface CopyTarget {
  /** Takes one line of COPY text. Wait for the promise, if there is one: the database is slower than the caller. */
  write(line: string): Promise<void> | undefined
}

/**
 * Feeds a table with the lines that `fill` writes, holding one chunk at most. When `fill` throws, the COPY is
 * broken off and the error goes on to the caller, whose transaction can then be rolled back.
 */
export async function copyInto<T>(
  db: PoolClient,
  table: string,
  fill: (target: CopyTarget) => Promise<T>,
): Promise<T> {
  const stream = db.query(copyFrom(`COPY ${table} FROM STDIN`))
  const done = finished(stream)
  let cause: unknown
  done.catch((error) => {
    cause = error
  })
  let chunk = ''
  const target: CopyTarget = {
    write(line) {
      chunk += line
      if (chunk.length < CHUNK_CHARACTERS) return undefined
      const ready = stream.write(chunk)
      chunk = ''
      if (ready) return undefined
      return Promise.race([done, new Promise<void>((resolve) => stream.once('drain', resolve))])
    },
  }
  try {
    const result = await fill(target)
    stream.end(chunk)
    await done
    return result
  } catch (met) {
    // A connection that broke is why the next write to it failed.
    const error = cause ?? met
    stream.destroy(error instanceof Error ? error : new Error(String(error)))
    await done.catch(() => {})
    throw error
  }
}
