/** Generates the Prisma client into generated/, unless it is there for this schema and this version of Prisma. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const schema = join(root, 'prisma/schema')
const client = join(root, 'generated/prisma')
const stamp = join(client, 'source-hash')

const hash = createHash('sha256').update(readFileSync(join(root, 'node_modules/prisma/package.json')))
for (const name of readdirSync(schema).sort()) hash.update(name).update(readFileSync(join(schema, name)))
const wanted = hash.digest('hex')

const isFresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
if (!isFresh || process.argv.includes('--always')) {
  const cli = createRequire(import.meta.url).resolve('prisma/build/index.js')
  execFileSync(process.execPath, [cli, 'generate', '--no-hints'], {
    cwd: root,
    stdio: 'pipe',
    // Generating needs no engine; naming any executable keeps Prisma from downloading one.
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  })
  writeFileSync(stamp, wanted)
}
