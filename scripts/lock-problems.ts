const REGISTRY = 'https://registry.npmjs.org/'

type Names = Record<string, string>

/** What a package asks for, as package.json and each entry of the lock write it. */
export interface Manifest {
  dependencies?: Names
  devDependencies?: Names
  optionalDependencies?: Names
}

interface LockEntry extends Manifest {
  version?: string
  resolved?: string
  integrity?: string
  inBundle?: boolean
}

/** package-lock.json, version 3. Entries are keyed by folder; the empty key is the project itself. */
export interface Lock {
  packages: Record<string, LockEntry>
}

/**
 * Why an install from this lock would fail or rewrite it: a package of another platform is missing, the registry of
 * one workplace stands in it, a package cannot be verified, or it belongs to another package.json.
 */
export function lockProblems(lock: Lock, manifest: Manifest): string[] {
  return [
    ...differences('dependencies', lock, manifest),
    ...differences('devDependencies', lock, manifest),
    ...Object.entries(lock.packages).flatMap(([folder, entry]) => [
      ...missingFrom(lock, folder, entry),
      ...originProblems(folder, entry),
    ]),
  ]
}

function differences(field: 'dependencies' | 'devDependencies', lock: Lock, manifest: Manifest): string[] {
  const locked = lock.packages['']?.[field] ?? {}
  const wanted = manifest[field] ?? {}
  const names = new Set([...Object.keys(locked), ...Object.keys(wanted)])
  return [...names]
    .filter((name) => locked[name] !== wanted[name])
    .map(
      (name) =>
        `${name}: package.json says ${wanted[name] ?? 'nothing'}, the lock ${locked[name] ?? 'nothing'}`,
    )
}

function missingFrom(lock: Lock, folder: string, entry: LockEntry): string[] {
  const names = Object.keys({
    ...entry.dependencies,
    ...entry.devDependencies,
    ...entry.optionalDependencies,
  })
  return names
    .filter((name) => !isFound(lock, folder, name))
    .map((name) => `${folder || 'package.json'} asks for ${name}, which has no entry`)
}

/** Looks where Node looks: in the package's own node_modules, then in those of the folders around it. */
function isFound(lock: Lock, folder: string, name: string): boolean {
  if (lock.packages[`${folder && `${folder}/`}node_modules/${name}`] !== undefined) return true
  if (folder === '') return false
  return isFound(lock, folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/'))), name)
}

function originProblems(folder: string, { resolved, integrity, inBundle }: LockEntry): string[] {
  const found: string[] = []
  if (resolved !== undefined && !resolved.startsWith(REGISTRY)) found.push(`${folder} comes from ${resolved}`)
  const isPacked = folder === '' || inBundle
  if (integrity === undefined && !isPacked) found.push(`${folder} has no integrity hash`)
  return found
}
