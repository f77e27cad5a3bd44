/**
 * Where the browser for tests and screenshots comes from, in this order: PLAYWRIGHT_CHROMIUM, an installed
 * Chromium or Chrome, the one packed in @sparticuz/chromium (a registry package, so no separate download).
 */
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium, type LaunchOptions } from '@playwright/test'

const run = promisify(execFile)

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
] as const

export const CHROMIUM_ARGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

export interface ChromiumFound {
  executablePath: string
  /** Set only where the browser needs more than the caller's environment (its own libraries and fonts). */
  env?: Record<string, string>
}

/** The browser to use. Unpacks the packed one on first use (3 s, 200 MB in the temporary folder). */
export async function findChromium(): Promise<ChromiumFound> {
  const named = process.env.PLAYWRIGHT_CHROMIUM
  if (named) {
    if (!existsSync(named)) throw new Error(`PLAYWRIGHT_CHROMIUM names ${named}, which does not exist.`)
    return { executablePath: named }
  }
  const installed = INSTALLED.find((path) => existsSync(path))
  return installed ? { executablePath: installed } : packedChromium()
}

/** Launch options for Playwright, for its config and for scripts, with further arguments. */
export async function chromiumLaunchOptions(further: readonly string[] = []): Promise<LaunchOptions> {
  const found = await findChromium()
  const inherited = Object.entries(process.env).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  )
  return {
    executablePath: found.executablePath,
    args: [...CHROMIUM_ARGS, ...further],
    env: { ...Object.fromEntries(inherited), ...found.env },
  }
}

/** A headless Chromium that needs no display, no sandbox and no network of its own. Close it when done. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch(await chromiumLaunchOptions())
}

async function packedChromium(): Promise<ChromiumFound> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const manifest = JSON.parse(await readFile(join(dirname(entry), '../../package.json'), 'utf8')) as {
    version: string
  }
  const folder = join(tmpdir(), `activation-console-chromium-${manifest.version}-${userInfo().uid}`)
  if (!(await isOurs(folder))) await unpack(folder)
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      ...(existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }),
    },
  }
}

/** Whether the folder is complete and nobody else could have put a program there. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await stat(join(folder, 'chromium')).catch(() => undefined)
  if (!found) return false
  const { uid, mode } = await stat(folder)
  if (uid !== userInfo().uid || (mode & 0o022) !== 0) {
    throw new Error(`${folder} belongs to someone else or is open to others. Remove it and try again.`)
  }
  return true
}

/** Unpacks beside the final place and renames, so that two runs at the same moment do not disturb each other. */
async function unpack(folder: string): Promise<void> {
  const draft = `${folder}.${randomUUID().slice(0, 8)}`
  await mkdir(draft, { mode: 0o700 })
  // The package picks its target from TMPDIR and unpacks its shared libraries only where it believes to be on
  // Lambda. It also changes the environment on import, hence a process of its own.
  const code = "import('@sparticuz/chromium').then((m) => m.default.executablePath())"
  await run(process.execPath, ['-e', code], {
    cwd: dirname(import.meta.dirname),
    env: { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
  })
  await chmod(join(draft, 'chromium'), 0o700)
  await writeFile(join(draft, 'fonts', 'fonts.conf'), fontsConf(folder))
  await rename(draft, folder).catch(async (error) => {
    await rm(draft, { recursive: true, force: true })
    if (!(await isOurs(folder))) throw error
  })
}

/** The packed fonts.conf names folders that exist on Lambda only. */
function fontsConf(folder: string): string {
  const dirs = [join(folder, 'fonts', 'fonts'), '/usr/share/fonts'].map((dir) => `<dir>${dir}</dir>`).join('')
  return `<?xml version="1.0"?>\n<fontconfig>${dirs}<cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>\n`
}
