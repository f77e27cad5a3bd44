/** A streaming replica of an embedded Postgres, made as an admin makes one: base backup, standby.signal, primary_conninfo. */
import { execFile } from 'node:child_process'
import { appendFile, chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { restoreBackup } from '../backup/restore-backup'
import { takeBackup } from '../backup/take-backup'
import { ensureSecrets } from '../console-secrets'
import { ensureDataDirectory } from '../data-directory'
import { freePort } from '../free-port'
import { accountFor } from './account'
import { findBinaries } from './binaries'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres'
import { placeOf } from './place'
import { postmasterPid } from './process-control'

const run = promisify(execFile)

export interface TriedPostgres extends EmbeddedPostgres {
  dataDirectory: string
  /** Ends it as a power cut does. */
  kill(): Promise<void>
  /** Makes a replica one that takes changes. */
  promote(): Promise<void>
}

/** A Postgres of its own that can be copied and killed. */
export async function startPrimary(): Promise<TriedPostgres> {
  return startIn(ensureDataDirectory(await mkdtemp(join(tmpdir(), 'activation-console-primary-'))))
}

/** Follows the primary until it is promoted. */
export async function startReplicaOf(primary: TriedPostgres): Promise<TriedPostgres> {
  const dataDirectory = ensureDataDirectory(await mkdtemp(join(tmpdir(), 'activation-console-replica-')))
  const secrets = ensureSecrets(primary.dataDirectory)
  const source = { url: primary.url, own: { dataDirectory: primary.dataDirectory, secrets } }
  const { path } = await takeBackup({ source, folder: dataDirectory, now: new Date(), sealedWith: [] })
  const restore = { file: path, dataDirectory, encryptionKeys: [], replace: false, withoutKey: false }
  await restoreBackup(restore)
  await rm(path)
  const { superuserPassword } = secrets
  const settings = `host=127.0.0.1 port=${primary.port} user=postgres password=${superuserPassword}`
  await appendFile(join(dataDirectory, 'pg/postgresql.auto.conf'), `primary_conninfo = '${settings}'\n`)
  const signal = join(dataDirectory, 'pg/standby.signal')
  await writeFile(signal, '')
  const account = accountFor(join(dataDirectory, 'pg'))
  if (account) await chown(signal, account.uid, account.gid)
  return startIn(dataDirectory)
}

async function startIn(dataDirectory: string): Promise<TriedPostgres> {
  const clusterDirectory = join(dataDirectory, 'pg')
  const secrets = ensureSecrets(dataDirectory)
  const preferredPort = await freePort()
  const postgres = await startEmbeddedPostgres({ dataDirectory, secrets, preferredPort, durable: false })
  return {
    ...postgres,
    dataDirectory,
    stop: async () => {
      await postgres.stop()
      await rm(dataDirectory, { recursive: true, force: true })
    },
    kill: async () => {
      const pid = postmasterPid(clusterDirectory)
      if (pid) process.kill(pid, 'SIGKILL')
      await postgres.ended
    },
    promote: async () => {
      const account = accountFor(clusterDirectory)
      const place = placeOf(clusterDirectory, account)
      const { pgCtl } = await findBinaries(account)
      await run(pgCtl, ['promote', '-w', '-D', place.argument], place.spawn)
    },
  }
}

export interface Forwarder {
  port: number
  /** From now on new connections go there; those that are open end. */
  leadTo(port: number): void
  /** Keeps all connections open and passes nothing on, as when a machine is gone; false: goes on. */
  fallSilent(isSilent: boolean): void
  close(): Promise<void>
}

/** Stands for the address that leads to whichever Postgres takes changes: HAProxy, a virtual address, a managed name. */
export async function startForwarder(port: number): Promise<Forwarder> {
  let target = port
  let isQuiet = false
  const open = new Set<Socket>()
  const server = createServer((incoming) => {
    const outgoing = connect(target, '127.0.0.1')
    for (const socket of [incoming, outgoing]) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        open.delete(socket)
        incoming.destroy()
        outgoing.destroy()
      })
    }
    incoming.pipe(outgoing).pipe(incoming)
    if (isQuiet) incoming.pause()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const end = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    leadTo: (next) => {
      target = next
      end()
    },
    fallSilent: (isSilent) => {
      isQuiet = isSilent
      for (const socket of open) isSilent ? socket.pause() : socket.resume()
    },
    close: async () => {
      end()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
