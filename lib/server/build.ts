/** The production build: made when there is none, or when its sources have changed since. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { PROJECT_ROOT } from './data-directory'
import { StartUpError } from './start-up-error'

const SOURCES = [
  'app',
  'components',
  'generated',
  'lib',
  'public',
  'instrumentation-client.ts',
  'instrumentation.ts',
  'next.config.js',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
] as const

const NOT_BUILT = /\.test\.tsx?$|\/fixtures\//

/** Folder of the build, below the project. */
export function buildFolder(): string {
  return join(PROJECT_ROOT, '.next')
}

/** Builds if needed. `onBuild` is called first when it is; resolves to whether it was. */
export async function ensureBuild(onBuild: () => void): Promise<boolean> {
  const stamp = join(buildFolder(), 'source-hash')
  const wanted = await hashSources()
  const present = await readFile(stamp, 'utf8').catch(() => '')
  if (present === wanted && existsSync(join(buildFolder(), 'BUILD_ID'))) return false
  onBuild()
  // Without its stamp an interrupted build does not count.
  await rm(stamp, { force: true })
  await build()
  await writeFile(stamp, wanted)
  return true
}

function build(): Promise<void> {
  const next = join(PROJECT_ROOT, 'node_modules/next/dist/bin/next')
  // biome-ignore lint/style/noProcessEnv: handed on whole to the child.
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1', CI: '1' }
  return new Promise((resolve, reject) => {
    let output = ''
    const child = spawn(process.execPath, [next, 'build'], {
      cwd: PROJECT_ROOT,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const stopBuild = () => child.kill()
    process.once('exit', stopBuild)
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    }
    child.once('error', reject)
    child.once('close', (code) => {
      process.off('exit', stopBuild)
      if (code === 0) resolve()
      else reject(new StartUpError(`The build failed:\n${output.trim()}`))
    })
  })
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256').update(process.version)
  for (const source of SOURCES) {
    for (const path of await filesUnder(join(PROJECT_ROOT, source))) {
      const name = relative(PROJECT_ROOT, path).replaceAll('\\', '/')
      if (NOT_BUILT.test(name)) continue
      const content = await readFile(path)
      hash.update(`${name}\0${content.length}\0`).update(content)
    }
  }
  return hash.digest('hex')
}

async function filesUnder(path: string): Promise<string[]> {
  if (!existsSync(path)) return []
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => undefined)
  if (!entries) return [path]
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
