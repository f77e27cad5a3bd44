/**
 * `npm run --silent audit-verify -- [--anchors FILE] [--export FILE]`: follows the chain of the audit log and says where it
 * is broken. `--anchors` holds the lines that AUDIT_ANCHOR_FILE got, `--export` writes the entries with their proof. The exit
 * code is 1 when something is wrong, 2 when it was called wrongly.
 */
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { systemActor } from '@/lib/auth/actor-kinds'
import { proofLines, provenEntries } from '@/lib/data/audit-chain/export'
import { type Anchor, verifyAudit } from '@/lib/data/audit-chain/verify'
import { closePools } from '@/lib/data/pool'
import { connectConsole } from './console-connection'
import { sayChain } from './say-chain'

const USAGE = 'Usage: npm run --silent audit-verify -- [--anchors FILE] [--export FILE]'
const anchorLine = z.object({ position: z.int().positive(), chain: z.string().regex(/^[0-9a-f]{64}$/) })

async function main(): Promise<number> {
  const asked = readArguments()
  if (!asked) return 2
  const anchors = asked.anchors === undefined ? [] : await readAnchors(asked.anchors)
  if (!anchors) return 2
  const database = await connectConsole({ migrates: false })
  process.env.DATABASE_URL = database.url
  try {
    const report = await verifyAudit(anchors)
    for (const line of sayChain(report)) console.log(line)
    if (asked.export !== undefined) await pipeline(lines(), createWriteStream(asked.export))
    return report.problems.length === 0 ? 0 : 1
  } finally {
    await closePools()
    await database.close()
  }
}

function readArguments() {
  try {
    const options = { anchors: { type: 'string' }, export: { type: 'string' } } as const
    return parseArgs({ options }).values
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`)
    return undefined
  }
}

async function readAnchors(file: string): Promise<Anchor[] | undefined> {
  try {
    const texts = (await readFile(file, 'utf8')).split('\n')
    return texts.filter((text) => text.trim() !== '').map((text) => anchorLine.parse(JSON.parse(text)))
  } catch (error) {
    console.error(`${file} holds no anchors: ${(error as Error).message}`)
    return undefined
  }
}

async function* lines() {
  for await (const entries of provenEntries(systemActor('command line'))) {
    yield proofLines(entries)
  }
}

process.exit(await main())
