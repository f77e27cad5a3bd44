/**
 * `npm run worker`: takes jobs in a process of its own, on the database of the console that runs here or on the one of
 * DATABASE_URL. Any number may run; consoles started with RUN_JOBS=no leave all jobs to them.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { closePools } from '@/lib/data/pool'
import { closePrisma } from '@/lib/data/prisma'
import { startWorker } from '@/lib/jobs/worker'
import { ensureSecrets } from '@/lib/server/console-secrets'
import { ensureDataDirectory } from '@/lib/server/data-directory'
import { encryptionKeySettings } from '@/lib/server/encryption-key-source'
import { readEnvironment } from '@/lib/server/environment'
import { maskOutput } from '@/lib/server/masked-output'
import { stopRequested } from '@/lib/server/stop-signals'
import { runningAddress } from './console-connection'

const STOPPING_MS = 10_000

maskOutput()
const stop = stopRequested()
const environment = readEnvironment()
const dataDirectory = ensureDataDirectory(environment.DATA_DIRECTORY ?? '.data')
const secrets = ensureSecrets(dataDirectory)
const url = environment.DATABASE_URL ?? runningAddress(dataDirectory, secrets)
if (url === undefined) {
  console.error('No console is running here whose jobs could be taken. Start it first, or set DATABASE_URL.')
  process.exit(1)
}
process.env.DATABASE_URL = url
if (!environment.DATABASE_URL) process.env.OWN_DATABASE_DIRECTORY = dataDirectory
Object.assign(process.env, encryptionKeySettings(environment, secrets, dataDirectory))
const worker = await startWorker()
console.log('Taking jobs. Ctrl-C stops.')
await stop
const stopped = worker.stop().then(() => Promise.all([closePools(), closePrisma()]))
if ((await Promise.race([stopped, sleep(STOPPING_MS, 'late')])) === 'late') {
  console.error('Stopping without waiting any longer for the jobs in hand: they are taken up again.')
}
process.exit(0)
