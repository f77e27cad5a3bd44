/**
 * `npm run restore -- FILE`: brings a backup back into a data directory where no console runs, or, for one that pg_dump
 * wrote, into the empty database that DATABASE_URL names. `--check` only reads it and compares it with its manifest.
 */
import { parseArgs } from 'node:util'
import { readBackupFile } from '@/lib/server/backup/backup-file'
import { restoreBackup } from '@/lib/server/backup/restore-backup'
import { ensureDataDirectory } from '@/lib/server/data-directory'
import { keyFromOutside } from '@/lib/server/encryption-key-source'
import { readEnvironment } from '@/lib/server/environment'
import { endWith } from './console-connection'

const USAGE = 'Usage: npm run restore -- [--check] [--replace] [--without-key] FILE'
const { file, check, replace, withoutKey } = readArguments()

if (check) {
  const about = await readBackupFile(file).catch(endWith)
  console.log(`${file} is whole: a backup of ${about.takenAt}, ${about.system}, console ${about.version}.`)
  process.exit(0)
}
const environment = readEnvironment()
const dataDirectory = ensureDataDirectory(environment.DATA_DIRECTORY ?? '.data')
const { about, aside } = await restoreBackup({
  file,
  dataDirectory,
  databaseUrl: environment.DATABASE_URL,
  encryptionKeys: [keyFromOutside(environment), environment.KEY_ENCRYPTION_KEY_PREVIOUS].filter(
    (key) => key !== undefined,
  ),
  replace,
  withoutKey,
}).catch(endWith)
console.log(`Restored as of ${about.takenAt}. Start the console with npm start.`)
if (aside) console.log(`What was there before is in ${aside}; remove it once nobody needs it.`)
process.exit(0)

function readArguments() {
  try {
    const flag = { type: 'boolean', default: false } as const
    const { values, positionals } = parseArgs({
      options: { check: flag, replace: flag, 'without-key': flag },
      allowPositionals: true,
    })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) throw new Error('Name one file.')
    return { file, check: values.check, replace: values.replace, withoutKey: values['without-key'] }
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`)
    process.exit(2)
  }
}
