/** A BIND 9 of its own in a temporary folder, as an unprivileged user on a high port of 127.0.0.1. */
import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { askDns } from '@/lib/probes/ask-dns'
import { probeGuard } from '@/lib/probes/probe-guard'
import { freePort } from '@/lib/server/free-port'

const FOLDERS = [
  '/usr/sbin',
  '/usr/bin',
  '/usr/local/sbin',
  '/usr/local/bin',
  '/opt/homebrew/sbin',
  '/opt/homebrew/bin',
]

/** Where a program of BIND's is on this machine. */
export const findProgram = (name: string): string | undefined =>
  FOLDERS.map((folder) => join(folder, name)).find(existsSync)

export const LOOPBACK = probeGuard([{ address: '127.0.0.0', bits: 8, family: 'ipv4' }])

export interface Named {
  /** 'address:port' */
  server: string
  stop(): Promise<void>
}

/** nobody, where this process may become it: named never runs as root. */
const NOBODY = 65_534

/** Starts it with these zones, name to text, which take dynamic updates from this machine. */
export async function startNamed(program: string, zones: ReadonlyMap<string, string>): Promise<Named> {
  const folder = await mkdtemp(join(tmpdir(), 'activation-console-named-'))
  const port = await freePort()
  const isRoot = process.getuid?.() === 0
  for (const [name, text] of zones) await writeFile(join(folder, name), text)
  await writeFile(join(folder, 'named.conf'), configOf(folder, port, [...zones.keys()]))
  if (isRoot)
    for (const path of ['', 'named.conf', ...zones.keys()]) await chown(join(folder, path), NOBODY, NOBODY)
  const server = spawn(program, ['-g', '-c', join(folder, 'named.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(isRoot && { uid: NOBODY, gid: NOBODY }),
  })
  let log = ''
  server.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text
  })
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const [first = ''] = zones.keys()
  await answering(`127.0.0.1:${port}`, first, () => `${server.exitCode ?? ''}\n${log.slice(-2000)}`)
  return {
    server: `127.0.0.1:${port}`,
    async stop() {
      server.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function configOf(folder: string, port: number, zones: readonly string[]): string {
  const zone = (name: string) =>
    `zone "${name}" { type master; file "${join(folder, name)}"; allow-update { 127.0.0.0/8; }; };`
  return [
    `options { directory "${folder}"; pid-file none; session-keyfile "${join(folder, 'session.key')}";`,
    `  listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; };`,
    '  recursion no; dnssec-validation no; notify no; managed-keys-directory "."; };',
    'controls { };',
    ...zones.map(zone),
    '',
  ].join('\n')
}

async function answering(server: string, zone: string, problem: () => string): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) {
    const answer = await askDns({ name: zone, type: 'SOA' }, [server], { guard: LOOPBACK, timeoutMs: 500 })
    if (answer.kind === 'records') return
    await pause(100)
  }
  throw new Error(`named did not answer: ${problem()}`)
}

/** Runs a program to its end; output and errors together. Throws with them when it fails. */
export function run(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { timeout: 60_000 }, (error, out, errors) => {
      if (error) reject(new Error(`${error.message}\n${out}${errors}`))
      else resolve(`${out}${errors}`)
    })
  })
}
