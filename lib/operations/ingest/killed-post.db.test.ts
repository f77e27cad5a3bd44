import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { systemActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { createToken } from '../tokens/tokens'
import { postObservations } from './post-observations'
import { bodyOf } from './posted-bodies.testing'

const db = withTestDatabase()
const poster = join(import.meta.dirname, '../../../scripts/poster.ts')
const POSTS = 40

/** Kills a process that posts as soon as it has said so many answers; which posts it answered. */
async function killedAfter(answers: number, token: object): Promise<Set<number>> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', poster, JSON.stringify(token), String(POSTS), '8'],
    { env: { ...process.env, DATABASE_URL: db.url }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = once(child, 'exit')
  const answered = new Set<number>()
  for await (const line of createInterface({ input: child.stdout })) {
    answered.add(Number(line.split(' ')[1]))
    if (answered.size === answers) child.kill('SIGKILL')
  }
  await ended
  return answered
}

/** Clients and events by name, with how often each is there. */
async function record() {
  const { rows } = await db.pool.query<{ name: string; events: number }>(
    `SELECT n.name, count(*)::int AS events FROM activation_event e JOIN client_name n ON n.id = e.name_id GROUP BY 1 ORDER BY 1`,
  )
  return rows
}

test('after kill -9 between receipt and answer, sending everything again loses nothing and counts nothing twice', async () => {
  const made = await createToken.run(systemActor('test'), { name: 'killed', scopes: ['observations.write'] })
  if (!made.ok) throw new Error('refused')
  const token = { id: made.id, name: 'killed', source: 'killed' }
  const again = () =>
    Promise.all(
      Array.from({ length: POSTS }, (_, post) => postObservations({ token, body: bodyOf(post) }, new Date())),
    )
  for (const answers of [1, 9]) {
    const answered = await killedAfter(answers, token)
    const before = await record()
    for (const post of answered) {
      expect(
        before.filter(({ name }) => name.startsWith(`pc-${post}-`)),
        `post ${post}`,
      ).toHaveLength(10)
    }
  }
  await again()
  const whole = await record()
  expect(whole).toHaveLength(POSTS * 10)
  expect(whole.every(({ events }) => events === 1)).toBe(true)
  const replays = await again()
  expect(replays.every((one) => one.kind === 'answered' && one.answer.replayed)).toBe(true)
  expect(await record()).toEqual(whole)
  const { rows } = await db.pool.query('SELECT count(*)::int AS answers FROM api_post')
  expect(rows).toEqual([{ answers: POSTS }])
}, 60_000)
