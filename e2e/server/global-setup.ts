import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { announce, type PreparedServer } from './prepared'

const ROOT = join(import.meta.dirname, '../..')

/** Starts what `prepare.ts` describes; the function it answers ends it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'e2e/server/prepare.ts'], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const line = await firstLine(child.stdout, ended)
  announce(JSON.parse(line) as PreparedServer)
  return async () => {
    child.stdin.end()
    await ended
  }
}

async function firstLine(output: NodeJS.ReadableStream, ended: Promise<unknown>): Promise<string> {
  const lines = createInterface({ input: output })
  const line = once(lines, 'line').then(([text]) => String(text))
  const failed = ended.then(() => {
    throw new Error('The server for the browser tests could not be prepared; see above.')
  })
  return Promise.race([line, failed])
}
