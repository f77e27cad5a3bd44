/** Keeps an embedded Postgres up for development and prints its address: npm run db -- [PORT] [FOLDER] */

import { openConsoleDatabase } from '@/lib/server/console-database'
import { ensureSecrets } from '@/lib/server/console-secrets'
import { ensureDataDirectory } from '@/lib/server/data-directory'
import { readEnvironment } from '@/lib/server/environment'
import { stopRequested } from '@/lib/server/stop-signals'
import { applyMigrations } from '@/prisma/migrate'
import { endWith } from './console-connection'

const [port = '5432', folder = '.data/dev'] = process.argv.slice(2)
const stop = stopRequested()
const database = await open().catch(endWith)
await Promise.race([stop, database.lost.then((problem) => console.error(problem))])
await database.close()
process.exit(0)

async function open() {
  const dataDirectory = ensureDataDirectory(folder)
  const secrets = ensureSecrets(dataDirectory)
  const environment = { ...readEnvironment(), DATABASE_URL: undefined, POSTGRES_PORT: Number(port) }
  const report = () => ({ stopping: false })
  const opened = await openConsoleDatabase({ environment, dataDirectory, secrets, report })
  await applyMigrations(opened.url)
  console.log(`DATABASE_URL=${opened.url}`)
  console.log(`AUTH_SECRET=${secrets.authSecret}`)
  return opened
}
