import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setting } from '@/lib/server/environment'
import { type DataReader, mustBeAble } from './permission'
import { readRows } from './rows'

export interface AboutPage {
  version: string
  node: string
  packages: LicensedPackage[]
  /** For those who run the console. */
  installation: Installation | undefined
}

export interface LicensedPackage {
  name: string
  version: string
  /** as its author names it: 'MIT', '(MIT OR CC0-1.0)'; 'not stated' */
  license: string
}

export interface Installation {
  folder: string
  dataDirectory: string
  /** '18.1' */
  database: string
  migrations: number
  newestMigration: string
}

/** What this console is and runs on. */
export async function loadAboutPage(reader: DataReader): Promise<AboutPage> {
  mustBeAble(reader, 'own.change')
  const folder = /* turbopackIgnore: true */ process.cwd()
  const lock = JSON.parse(
    await readFile(join(/* turbopackIgnore: true */ folder, 'package-lock.json'), 'utf8'),
  )
  return {
    version: lock.version,
    node: process.version.slice(1),
    packages: packagesOf(lock),
    installation: reader.can('user.change') ? await installationIn(folder) : undefined,
  }
}

/** What runs with the console, by name; what only its tests need is left out. */
export function packagesOf(lock: { packages: Record<string, LockedPackage> }): LicensedPackage[] {
  const packages = Object.entries(lock.packages).flatMap(
    ([path, { version: locked, license, dev, devOptional }]) => {
      const name = path.split('node_modules/').at(-1) ?? ''
      if (path === '' || dev || devOptional || locked === undefined) return []
      return [{ name, version: locked, license: license ?? 'not stated' }]
    },
  )
  return packages.sort((one, other) => one.name.localeCompare(other.name))
}

interface LockedPackage {
  version?: string
  license?: string
  dev?: boolean
  devOptional?: boolean
}

async function installationIn(folder: string): Promise<Installation> {
  const [found] = await readRows<Omit<Installation, 'folder' | 'dataDirectory'>>(
    `SELECT current_setting('server_version') AS database, count(*)::int AS migrations,
            max(migration_name) AS newest_migration
       FROM public._prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  )
  if (!found) throw new Error('The database says nothing of itself.')
  return { folder, dataDirectory: resolve(folder, setting('DATA_DIRECTORY') ?? '.data'), ...found }
}
