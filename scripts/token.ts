/**
 * `npm run --silent token -- create --name N --scope S[,S] [--source X] [--expires 90d] [--network 10.0.0.0/8]`: prints {"id","token"}; the token is
 * shown this once. `list` prints a JSON line a token, `revoke ID` and `rotate ID` do as they say.
 */
import { parseArgs } from 'node:util'
import { systemActor } from '@/lib/auth/actor-kinds'
import { closePools } from '@/lib/data/pool'
import { closePrisma } from '@/lib/data/prisma'
import { loadTokens } from '@/lib/data/tokens/api-tokens'
import { SCOPE_NAMES } from '@/lib/data/tokens/scopes'
import { createToken, revokeToken, rotateToken } from '@/lib/operations/tokens/tokens'
import { connectConsole } from './console-connection'

const USAGE = `Usage: npm run --silent token -- create --name NAME --scope SCOPE[,SCOPE] [--source SOURCE] [--expires 90d] [--network 10.0.0.0/8,…]
       npm run --silent token -- list | revoke ID | rotate ID
Scopes: ${SCOPE_NAMES.join(', ')}. A token holds for a year unless told otherwise, two at most.`

const actor = systemActor('command line')
type Said = { sentence?: string | undefined; fields: Record<string, string | undefined> }

function requestOf(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      scope: { type: 'string', multiple: true },
      source: { type: 'string' },
      expires: { type: 'string' },
      network: { type: 'string', multiple: true },
    },
  })
  return { ...values, positionals }
}

async function run(args: string[]): Promise<number> {
  const { positionals, name, scope = [], source, expires, network } = requestOf(args)
  const [command, tokenId = ''] = positionals
  if (command === 'list') {
    for (const token of await loadTokens(actor)) console.log(JSON.stringify(token))
    return 0
  }
  if (command === 'revoke') return end(await revokeToken.run(actor, { tokenId }), revokeToken.say)
  if (command === 'rotate') return end(await rotateToken.run(actor, { tokenId }), rotateToken.say)
  if (command !== 'create') return misused()
  const input = {
    name: name ?? '',
    source,
    scopes: scope.flatMap((text) => text.split(',')) as (typeof SCOPE_NAMES)[number][],
    expiresInDays: expires === undefined ? undefined : daysOf(expires),
    networks: network?.join(','),
  }
  return end(await createToken.run(actor, input), createToken.say)
}

/** '90d' or '1y' in days; NaN is refused by the operation. */
function daysOf(text: string): number {
  const [, count, unit] = /^(\d{1,4})([dy])$/.exec(text) ?? []
  return Number(count) * (unit === 'y' ? 365 : 1)
}

function end<R>(outcome: { ok: true } | { ok: false; refusal: R }, say: (refusal: R) => Said): number {
  if (outcome.ok) {
    if ('token' in outcome && 'id' in outcome) {
      console.log(JSON.stringify({ id: outcome.id, token: outcome.token }))
    }
    return 0
  }
  const { sentence, fields } = say(outcome.refusal)
  for (const words of [sentence, ...Object.values(fields)]) if (words) console.error(words)
  return 2
}

function misused(): number {
  console.error(USAGE)
  return 2
}

const database = await connectConsole()
process.env.DATABASE_URL = database.url
let code = 2
try {
  code = await run(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(USAGE)
}
await Promise.all([closePools(), closePrisma()])
await database.close()
process.exit(code)
