import { setTimeout as sleep } from 'node:timers/promises'
import { systemActor } from '@/lib/auth/actor-kinds'
import { recordImport } from '@/lib/operations/imports/import-record'
import { signIn, startConsole } from './bench-console'
import { withBenchDatabase } from './bench-database'
import type { BenchLine } from './bench-line'
import { percentile } from './fleet'
import { requestLog } from './request-log'

const EVERY_MS = 100
const LIMIT_MS = 200
const MEGABYTE = 1024 * 1024

interface SignedIn {
  address: string
  cookie: string
}

/** How long GET /api/health takes, asked every 100 ms, while the console reads and records what holds a processor longest. */
export function benchResponsive(scale: number): Promise<BenchLine[]> {
  return withBenchDatabase(async (url) => {
    const served = await startConsole(url)
    try {
      const { address } = served
      const server = { address, cookie: await signIn(address) }
      const lines: BenchLine[] = []
      for (const [name, work] of Object.entries(loads(server, scale)))
        lines.push(await lineOf(name, server, work))
      return lines
    } finally {
      await served.stop()
    }
  })
}

/** What was found to hold the console up, and a large log from its upload to the record. */
function loads(server: SignedIn, scale: number): Record<string, () => Promise<unknown>> {
  const bytes = Math.round(2 * MEGABYTE * scale)
  const shortLines = Math.round(1_000_000 * scale)
  return {
    'an upload of invalid UTF-8': () =>
      upload(server, Buffer.alloc(bytes, Buffer.from([0x61, 0xc3, 0x28, 0x20]))),
    'an upload of short lines': () => upload(server, Buffer.from('a\n'.repeat(shortLines))),
    'an answer file of short lines': () =>
      sendAnswers(server, Buffer.from(`IID;CID\n${'1;2\n'.repeat(shortLines)}`)),
    'a large KMS event log, recorded': () =>
      importLog(server, Buffer.from(eventLog(Math.round(50 * MEGABYTE * scale)))),
  }
}

async function lineOf(load: string, { address }: SignedIn, work: () => Promise<unknown>): Promise<BenchLine> {
  let isDone = false
  const working = work().finally(() => {
    isDone = true
  })
  const asked: Promise<number>[] = []
  while (!isDone || asked.length < 30) {
    asked.push(answerTime(`${address}/api/health`))
    await sleep(EVERY_MS)
  }
  await working
  const p99 = percentile(await Promise.all(asked), 99)
  return {
    name: `responsive: ${asked.length} calls of /api/health during ${load}, p99`,
    ours: p99,
    peer: LIMIT_MS,
    unit: 'ms',
    peerName: 'the limit',
    ratio: p99 / LIMIT_MS,
    aim: `under ${LIMIT_MS} ms`,
    met: p99 < LIMIT_MS,
  }
}

async function answerTime(url: string): Promise<number> {
  const start = performance.now()
  await (await fetch(url)).arrayBuffer()
  return performance.now() - start
}

async function upload(server: SignedIn, body: Buffer<ArrayBuffer>): Promise<string> {
  const answer = await fetch(`${server.address}/api/imports`, {
    method: 'POST',
    headers: {
      cookie: server.cookie,
      'content-type': 'application/octet-stream',
      'x-file-name': 'bench.txt',
    },
    body,
  })
  const { id } = await bodyOf<{ id: string }>(answer)
  await untilStatus(server, id, ['ready', 'failed'])
  return id
}

async function bodyOf<Body>(answer: Response): Promise<Body> {
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${text.slice(0, 200)}`)
  return JSON.parse(text)
}

async function sendAnswers({ address, cookie }: SignedIn, body: Buffer<ArrayBuffer>): Promise<void> {
  await fetch(`${address}/api/exchange/1/answers`, { method: 'POST', headers: { cookie }, body })
}

/** From the upload to the record: what a person presses on the import's page. */
async function importLog(server: SignedIn, body: Buffer<ArrayBuffer>): Promise<void> {
  const importId = await upload(server, body)
  const outcome = await recordImport.run(systemActor('bench'), { importId })
  if (!outcome.ok) throw new Error(`The log was not recorded: ${outcome.refusal.kind}.`)
  await untilStatus(server, importId, ['done'])
}

async function untilStatus(
  { address, cookie }: SignedIn,
  id: string,
  ends: readonly string[],
): Promise<void> {
  for (;;) {
    const answer = await fetch(`${address}/api/imports/${id}`, { headers: { cookie } })
    const { status, problem } = await bodyOf<{ status: string; problem: string | null }>(answer)
    if (ends.includes(status)) return
    if (status === 'failed') throw new Error(`The import failed: ${problem}`)
    await sleep(500)
  }
}

/** A KMS host's log as Event Viewer saves it, of about so many bytes. */
function eventLog(bytes: number): string {
  const events: string[] = []
  for (const { line, observation } of requestLog(Math.ceil(bytes / 600), 50_000)) {
    const { at, client, hresult, minimumCount, remainingMinutes, activationId } = observation
    const data = `${hresult},${minimumCount},${client.name},${client.cmid},${at.slice(0, 16).replace('T', ' ')},0,1,${remainingMinutes},${activationId}`
    events.push(
      '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System>' +
        '<Provider Name="Microsoft-Windows-Security-SPP" EventSourceName="Software Protection Platform Service"/>' +
        `<EventID Qualifiers="16384">12290</EventID><TimeCreated SystemTime="${at}"/>` +
        `<EventRecordID>${line}</EventRecordID><Channel>Key Management Service</Channel>` +
        `<Computer>kms07.lab.example</Computer></System><EventData><Data>${data}</Data></EventData></Event>\r\n`,
    )
  }
  return events.join('')
}
