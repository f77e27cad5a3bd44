/** A console in production mode on the database of a benchmark, and somebody who is signed in on it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureDemoUsers } from '@/lib/auth/demo-users'
import type { Used } from './report-usage'

const ROOT = join(import.meta.dirname, '..')

/** The cookie of an admin, who is made if there is none. */
export async function signIn(address: string): Promise<string> {
  const [admin] = await ensureDemoUsers()
  if (!admin) throw new Error('there is no one to sign in')
  const answer = await fetch(`${address}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ email: admin.email, password: admin.password }),
  })
  if (!answer.ok) throw new Error(`Signing in was refused: ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

export interface BenchConsole {
  address: string
  /** What its process has used, or uses now. */
  used<What extends keyof Used>(what: What): Promise<Used[What]>
  stop(): Promise<void>
}

/** Builds the pages first where that has not been done. `settings` are further ones of the console. */
export async function startConsole(
  databaseUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<BenchConsole> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'activation-console-bench-'))
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    DATA_DIRECTORY: dataDirectory,
    PORT: '0',
    HOST: 'localhost',
    ...settings,
  }
  const loaded = ['--max-semi-space-size=8', '--import', 'tsx', '--import', './bench/report-usage.ts']
  const child = spawn(process.execPath, [...loaded, 'scripts/start.ts'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const address = await addressOf(child)
  return {
    address,
    used: async (what) => {
      child.send(what)
      const [used] = await once(child, 'message')
      return used
    },
    stop: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  let printed = ''
  return new Promise((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text
      const address = /Activation Console: (http:\/\/\S+)/.exec(printed)?.[1]
      if (address) resolve(address)
    })
    child.once('exit', (code) => reject(new Error(`The console did not start (code ${code}).`)))
  })
}
