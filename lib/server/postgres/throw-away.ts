/** A Postgres for tests and benchmarks in a temporary folder, with every migration applied; gone when stopped. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureSecrets } from '../console-secrets'
import { ensureDataDirectory } from '../data-directory'
import { freePort } from '../free-port'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres'

/** Fast and unsafe unless `durable`: a power cut may lose it, and it is thrown away anyway. */
export async function startThrowAwayPostgres(durable = false): Promise<EmbeddedPostgres> {
  const dataDirectory = ensureDataDirectory(await mkdtemp(join(tmpdir(), 'activation-console-test-')))
  const secrets = ensureSecrets(dataDirectory)
  const preferredPort = await freePort()
  const postgres = await startEmbeddedPostgres({ dataDirectory, secrets, preferredPort, durable })
  return {
    ...postgres,
    stop: async () => {
      await postgres.stop()
      await rm(dataDirectory, { recursive: true, force: true })
    },
  }
}
