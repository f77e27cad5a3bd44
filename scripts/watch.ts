/**
 * `npm run watch -- DIR [--done DIR] [--once]`: imports the files that arrive in a folder, into the running console's database, the
 * one DATABASE_URL names, or the console's own. Files that were taken go to `done/yyyy-mm-dd` in it, or to --done; others to
 * `refused`, each with its reason beside it. --once takes what is there and ends.
 */
import { stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { closePools } from '@/lib/data/pool'
import { closePrisma } from '@/lib/data/prisma'
import { FolderEye, watchFolder } from '@/lib/operations/watch/watch-folder'
import { connectConsole, takeEncryptionKey } from './console-connection'

const USAGE = 'Usage: npm run watch -- DIR [--done DIR] [--once]'
const PAUSE_MS = 2_000

function misused(words: string): never {
  console.error(`${words}\n${USAGE}`)
  process.exit(2)
}

function requestOf() {
  try {
    const options = { done: { type: 'string' }, once: { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ allowPositionals: true, options })
    const [folder] = positionals
    if (folder === undefined || positionals.length > 1) return misused('Name one folder.')
    return { folder, ...values }
  } catch (error) {
    return misused((error as Error).message)
  }
}

const { folder, done, once } = requestOf()
const facts = await stat(folder).catch(() => undefined)
if (!facts?.isDirectory()) misused(`${folder} is no folder.`)
takeEncryptionKey()
const database = await connectConsole()
process.env.DATABASE_URL = database.url
const watched = { folder, done, say: (line: string) => console.log(line) }

/** Takes files as long as there are any that are whole or still arriving. */
async function takeAll(): Promise<void> {
  const eye = new FolderEye(watched)
  for (;;) {
    const { taken, arriving } = await eye.look(new Date())
    if (taken === 0 && arriving === 0) return
    if (taken === 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}

async function untilStopped(): Promise<void> {
  const watching = watchFolder(watched)
  console.log(`Watching ${folder}. Stop with Ctrl-C.`)
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve)
    // Until then nothing else keeps this process.
    setInterval(() => undefined, 60_000)
  })
  await watching.stop()
}

await (once ? takeAll() : untilStopped())
await Promise.all([closePools(), closePrisma()])
await database.close()
process.exit(0)
