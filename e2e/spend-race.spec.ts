/** Two running consoles on one database: what is left on a MAK is spent once, whoever asks which of them. */
import { randomUUID } from 'node:crypto'
import type { Page, Request } from '@playwright/test'
import pg from 'pg'
import { addTestMak, ledgerDifferences } from '@/lib/operations/mak/ledger.testing'
import { expect, test } from './fixtures'
import { openDialog } from './key-dialogs'
import { type ConsoleServer, startConsoleBeside } from './server/console-server'

/** 64 spenders on one key, half of them at each console; every third one sends its request to both. */
const SPENDERS = 64
const LEFT = 40

/** A form of the page as the browser sent it. */
interface CapturedAction {
  headers: Record<string, string>
  body: string
  path: string
}

interface Answer {
  spender: string
  ok: boolean
  text: string
}

test('64 spenders through two running consoles take exactly what is left, and replays nothing', {
  tag: '@long',
}, async ({ pageAs, console: first }) => {
  test.setTimeout(120_000)
  const pool = new pg.Pool({ connectionString: first.databaseUrl, max: 2 })
  const second = await startConsoleBeside(first)
  try {
    const keyId = await addTestMak(pool, { lastFive: 'R4CQT', granted: LEFT + 1 })
    const captured = await captureSpend(await pageAs('licensingAdmin'), keyId)
    const answers = await Promise.all(requests([first, second]).map((send) => send(captured)))

    const accepted = new Set(answers.filter(({ ok }) => ok).map(({ spender }) => spender))
    const refused = answers.filter(({ ok }) => !ok)
    expect(accepted.size).toBe(LEFT)
    expect(new Set(answers.map(({ spender }) => spender)).size).toBe(SPENDERS)
    // Both answers to one request are the same.
    expect(refused.filter(({ spender }) => accepted.has(spender))).toEqual([])
    for (const { text } of refused) expect(text).toContain('The key has 0 activations left and 1 is needed')

    const account = await pool.query('SELECT balance, entries FROM mak_account WHERE key_id = $1', [keyId])
    expect(account.rows).toEqual([{ balance: 0, entries: LEFT + 2 }])
    const entries = await pool.query(
      `SELECT sum(change)::int AS sum, min(balance_after) AS lowest, count(DISTINCT machine)::int AS machines,
              (SELECT count(*)::int FROM audit_entry WHERE action = 'mak.spend' AND subject_id = $1::text) AS audited
         FROM mak_entry WHERE key_id = $1::uuid`,
      [keyId],
    )
    expect(entries.rows).toEqual([{ sum: 0, lowest: 0, machines: LEFT + 1, audited: LEFT + 1 }])
    expect(await ledgerDifferences(pool)).toEqual([])
  } finally {
    await second.stop()
    await pool.end()
  }
})

/** Plans one activation by hand; the request the page sent for it. */
async function captureSpend(page: Page, keyId: string): Promise<CapturedAction> {
  await page.goto(`/keys/${keyId}`)
  const dialog = await openDialog(page, 'Plan activations')
  await dialog.getByLabel('Machines').fill('spender-0.race.example')
  await dialog.getByLabel('What for').fill('race')
  const sent = page.waitForRequest((request) => isAction(request))
  await dialog.getByRole('button', { name: 'Take them from the balance' }).click()
  const request = await sent
  await expect(page.getByText(`${LEFT} of ${LEFT + 1} activations left`)).toBeVisible()
  const { host: _, 'content-length': __, ...headers } = await request.allHeaders()
  const named = Object.entries(headers).filter(([name]) => !name.startsWith(':'))
  return {
    headers: Object.fromEntries(named),
    body: request.postData() ?? '',
    path: new URL(request.url()).pathname,
  }
}

const isAction = (request: Request) => request.method() === 'POST' && 'next-action' in request.headers()

/** All requests, each with the console it goes to, in no order of spenders. */
function requests(consoles: readonly [ConsoleServer, ConsoleServer]) {
  return Array.from({ length: SPENDERS }, (_, index) => {
    const spender = `spender-${index + 1}`
    const idempotencyKey = randomUUID()
    const send = (server: ConsoleServer) => (captured: CapturedAction) =>
      spend(server, captured, spender, idempotencyKey)
    const own = consoles[index % 2 === 0 ? 0 : 1]
    return index % 3 === 0 ? consoles.map(send) : [send(own)]
  }).flat()
}

/** The captured request for another machine, under an idempotency key of its own. */
async function spend(
  { address }: ConsoleServer,
  { headers, body, path }: CapturedAction,
  spender: string,
  idempotencyKey: string,
): Promise<Answer> {
  const response = await fetch(`${address}${path}`, {
    method: 'POST',
    headers: { ...headers, origin: address, referer: `${address}${path}` },
    body: body
      .replace(/"idempotencyKey":"[^"]+"/, `"idempotencyKey":"${idempotencyKey}"`)
      .replace('spender-0.', `${spender}.`),
  })
  const text = await response.text()
  expect(response.status, text.slice(0, 500)).toBe(200)
  // An answer is either done, with nothing to say, or a refusal in words.
  const isRefused = text.includes('"kind":"refused"')
  expect(text, 'an answer of the action').toMatch(isRefused ? /"sentence":"The key has/ : /"kind":"done"/)
  return { spender, ok: !isRefused, text }
}
