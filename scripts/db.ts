/** Keeps an embedded Postgres up for development and prints its address: npm run db -- [PORT] [FOLDER] */

import { openConsoleDatabase } from '@/lib/server/console-database'
import { ensureSecrets } from '@/lib/server/console-secrets'
import { ensureDataDirectory } from '@/lib/server/data-directory'
import { readEnvironment } from '@/lib/server/environment'
import { stopRequested } from '@/lib/server/stop-signals'
import { applyMigrations } from '@/prisma/migrate'

const [port = '5432', folder = '.data/dev'] = process.argv.slice(2)
const stop = stopRequested()
const dataDirectory = ensureDataDirectory(folder)
const secrets = ensureSecrets(dataDirectory)
const environment = { ...readEnvironment(), DATABASE_URL: undefined, POSTGRES_PORT: Number(port) }
const database = await openConsoleDatabase({
  environment,
  dataDirectory,
  secrets,
  report: () => ({ stopping: false }),
})
await applyMigrations(database.url)
console.log(`DATABASE_URL=${database.url}`)
console.log(`AUTH_SECRET=${secrets.authSecret}`)
await Promise.race([stop, database.lost.then((problem) => console.error(problem))])
await database.close()
process.exit(0)
