import { Agent, request } from 'node:http'
import { systemActor } from '@/lib/auth/actor-kinds'
import { MOST_AT_ONCE } from '@/lib/operations/ingest/post-observations'
import { createToken } from '@/lib/operations/tokens/tokens'
import { type BenchConsole, startConsole } from './bench-console'
import { settle, withBenchDatabase } from './bench-database'
import { type BenchLine, limitLine, millisecondsOf } from './bench-line'
import { copyBare } from './record'
import { requestLog, startOfLog } from './request-log'

const REQUESTS = 1_000_000
const CLIENTS = 100_000
const MEMORY_LIMIT_MB = 400
/** A log collector has a few posts on their way, not one. */
const LOG_CONNECTIONS = 4

const MACHINES = 10_000
const CONNECTIONS = 16
const P99_LIMIT_MS = 250

/**
 * A million KMS requests of the last weeks through the API of a running console, end to end, beside COPY of the same rows.
 * A post holds each machine once, so that each request writes its license and its client.
 */
export function benchIngest(scale: number): Promise<BenchLine[]> {
  const requests = Math.round(REQUESTS * scale)
  const clients = Math.max(1, Math.round(CLIENTS * scale))
  return withConsole(async (console, token) => {
    const peer = await copyBare(requests, clients)
    const ours = await millisecondsOf(() =>
      inParallel(LOG_CONNECTIONS, bodiesOf(requests, clients), (body, agent) =>
        post(console, agent, token, body),
      ),
    )
    const { resident } = await console.used('memory')
    const perSecond = (ms: number) => (requests / ms) * 1_000
    const count = requests.toLocaleString('en-US')
    return [
      {
        ...{ name: `ingest: ${count} KMS requests through /api/v1/observations`, ours: perSecond(ours) },
        ...{
          peer: perSecond(peer),
          unit: 'requests/s',
          peerName: 'COPY into a bare table',
          ratio: peer / ours,
        },
        ...{ aim: 'at least 0.10', met: peer / ours >= 0.1 },
      },
      limitLine('ingest: held by the console afterwards', resident, MEMORY_LIMIT_MB, 'MB'),
    ]
  })
}

/** Ten thousand machines that post one reading each, at sixteen connections, beside a route that does nothing. */
export function benchCollect(scale: number): Promise<BenchLine[]> {
  const machines = Math.max(CONNECTIONS, Math.round(MACHINES * scale))
  return withConsole(async (console, token) => {
    const bareWaits: number[] = []
    const bare = () =>
      inParallel(CONNECTIONS, numbers(machines), async (_, agent) => {
        bareWaits.push(await millisecondsOf(() => live(console, agent)))
      })
    await inParallel(CONNECTIONS, readings(200, 'warm'), (body, agent) => post(console, agent, token, body))
    const before = await millisecondsOf(bare)
    const waits: number[] = []
    const ours = await millisecondsOf(() =>
      inParallel(CONNECTIONS, readings(machines, 'ws'), async (body, agent) => {
        waits.push(await millisecondsOf(() => post(console, agent, token, body)))
      }),
    )
    const peer = (before + (await millisecondsOf(bare))) / 2
    const perSecond = (ms: number) => (machines / ms) * 1_000
    const ofBare = Math.round(p99(bareWaits))
    return [
      {
        name: `collect: ${machines.toLocaleString('en-US')} machines post one reading each, ${CONNECTIONS} at once`,
        ...{
          ours: perSecond(ours),
          peer: perSecond(peer),
          unit: 'posts/s',
          peerName: 'a route that does nothing',
        },
        ...{ ratio: peer / ours, aim: 'at least 0.25', met: peer / ours >= 0.25 },
      },
      limitLine(
        `collect: 99 of 100 posts are answered within (of the route that does nothing, ${ofBare} ms)`,
        p99(waits),
        P99_LIMIT_MS,
        'ms',
      ),
    ]
  })
}

const p99 = (waits: readonly number[]) =>
  waits.toSorted((one, other) => one - other)[Math.floor(waits.length * 0.99)] ?? Number.NaN

function withConsole<T>(work: (console: BenchConsole, token: string) => Promise<T>): Promise<T> {
  return withBenchDatabase(
    async (url) => {
      const made = await createToken.run(systemActor('bench'), {
        name: 'bench',
        scopes: ['observations.write'],
      })
      if (!made.ok) throw new Error('The bench got no token.')
      const console = await startConsole(url)
      try {
        return await work(console, made.token)
      } finally {
        await console.stop()
        await settle()
      }
    },
    { durable: true },
  )
}

/** Takes items one after another on so many connections that stay open. */
async function inParallel<Item>(
  connections: number,
  items: Iterator<Item>,
  work: (item: Item, agent: Agent) => Promise<unknown>,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  async function take() {
    for (let next = items.next(); !next.done; next = items.next()) await work(next.value, agent)
  }
  await Promise.all(Array.from({ length: connections }, take))
  agent.destroy()
}

function* numbers(count: number) {
  for (let index = 0; index < count; index += 1) yield index
}

function* bodiesOf(requests: number, clients: number): Generator<string> {
  let lines: string[] = []
  for (const { observation } of requestLog(requests, clients, 1, startOfLog(requests, clients))) {
    lines.push(JSON.stringify(observation))
    if (lines.length < MOST_AT_ONCE) continue
    yield lines.join('\n')
    lines = []
  }
  if (lines.length > 0) yield lines.join('\n')
}

function* readings(machines: number, stem: string): Generator<string> {
  for (const machine of numbers(machines)) {
    yield JSON.stringify({
      ...{ kind: 'license', observedAt: new Date(Date.UTC(2026, 0, 5) + machine * 1_000).toISOString() },
      client: { name: `${stem}-${machine}.corp.example` },
      product: {
        ...{ name: 'Windows(R), Enterprise edition', activationId: '73111121-5638-40f6-bc11-f1d7b0d64300' },
        ...{ channel: 'KMS client', partialKey: '2YT43' },
      },
      ...{ status: 'licensed', remainingMinutes: 249_120, kms: { host: 'kms01.corp.example', port: 1688 } },
    })
  }
}

const live = ({ address }: BenchConsole, agent: Agent) =>
  send(`${address}/api/health/live`, 'GET', agent, {}, '')

function post({ address }: BenchConsole, agent: Agent, token: string, body: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' }
  return send(`${address}/api/v1/observations`, 'POST', agent, headers, body)
}

function send(
  url: string,
  method: string,
  agent: Agent,
  headers: Record<string, string>,
  body: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers }, (answer) => {
      answer.resume()
      answer.once('end', () =>
        (answer.statusCode ?? 500) < 300
          ? resolve()
          : reject(new Error(`${url} answered ${answer.statusCode}`)),
      )
    })
    sent.once('error', reject)
    sent.end(body)
  })
}
