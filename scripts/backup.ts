/**
 * `npm run backup -- [--with-key] [FOLDER]`: writes a backup of the console's database while it runs, one file, into the
 * folder, else into BACKUP_DIRECTORY, else into backups/ of the data directory. The encryption key is in it only with
 * --with-key.
 */
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { closePools } from '@/lib/data/pool'
import { closePrisma } from '@/lib/data/prisma'
import { formatCountOf } from '@/lib/format/counts'
import { runBackup, takeUnnoted } from '@/lib/operations/backups/run-backup'
import { ensureSecrets } from '@/lib/server/console-secrets'
import { ensureDataDirectory } from '@/lib/server/data-directory'
import { encryptionKeySettings } from '@/lib/server/encryption-key-source'
import { readEnvironment } from '@/lib/server/environment'
import { planUpgrade } from '@/prisma/upgrade-plan'
import { connectConsole, endWith } from './console-connection'

const USAGE = 'Usage: npm run backup -- [--with-key] [FOLDER]'
const startedAt = performance.now()
const { withKey, given } = readArguments()
const environment = readEnvironment()
const dataDirectory = ensureDataDirectory(environment.DATA_DIRECTORY ?? '.data')
const database = await connectConsole({ migrates: false })
process.env.DATABASE_URL = database.url
Object.assign(process.env, encryptionKeySettings(environment, ensureSecrets(dataDirectory), dataDirectory))
const folder = resolve(given ?? environment.BACKUP_DIRECTORY ?? join(dataDirectory, 'backups'))

const isOfEarlierVersion = (await planUpgrade(database.url)) !== undefined
const take = isOfEarlierVersion ? takeUnnoted : runBackup
const taken = await take({ folder, withKey }, new Date()).catch(endWith)
await Promise.all([closePools(), closePrisma()])
await database.close()
if (taken === undefined) {
  console.error('Another backup is being taken; this one was not begun.')
  process.exit(1)
}
const megabytes = (taken.bytes / 1e6).toFixed(1)
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
console.log(`${taken.path}: ${formatCountOf(taken.files, 'file')}, ${megabytes} MB, in ${seconds} s.`)
if (withKey) {
  console.log('The encryption key is in it: whoever has the file can read every stored product key.')
} else if (taken.sealedWith.length > 0) {
  console.log(
    `The encryption key ${taken.sealedWith.join(', ')} is not in it. Keep secrets.json of ${dataDirectory}, or ` +
      'KEY_ENCRYPTION_KEY, in another place: without it the stored product keys cannot be opened.',
  )
}
process.exit(0)

function readArguments() {
  try {
    const options = { 'with-key': { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    if (positionals.length > 1) throw new Error('One folder at most.')
    return { withKey: values['with-key'] === true, given: positionals[0] }
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`)
    process.exit(2)
  }
}
