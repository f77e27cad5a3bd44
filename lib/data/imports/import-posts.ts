import { jsonText } from '../json-text'
import { pool } from '../pool'
import { readRows, rowsOf } from '../rows'
import type { NewRejection } from './import-store'
import { IMPORT_ID } from './imports'

/** The import that gathers the posts of a source in the hour of `now`. */
export async function importOfHour(source: string, sender: string, now: Date): Promise<string> {
  const hour = new Date(now)
  hour.setUTCMinutes(0, 0, 0)
  const opened = 'SELECT id FROM import WHERE source = $1 AND source_hour = $2'
  const [known] = await rowsOf<{ id: string }>(pool(), opened, [source, hour])
  if (known) return known.id
  const fileName = `${source}, ${hour.toISOString().slice(0, 13).replace('T', ' ')}:00 UTC`
  const values = [source, sender, fileName, hour, now]
  const [made] = await rowsOf<{ id: string }>(
    pool(),
    `INSERT INTO import (id, created_at, created_by, origin, file_name, source, source_hour, status, format, format_label, finished_at)
     VALUES (gen_random_uuid(), $5, $2, 'api', $3, $1, $4, 'done', 'observations', 'posts of a source', $5)
     ON CONFLICT (source, source_hour) DO UPDATE SET finished_at = excluded.finished_at
     RETURNING id`,
    values,
  )
  if (!made) throw new Error('The import of an hour could not be opened.')
  return made.id
}

/** A post that is in the record, with what its import and its sender are told of it. */
export interface Post {
  tokenId: string
  source: string
  /** what the program that sent it calls itself */
  agent: string
  digest: string
  answer: object
  bytes: number
  recorded: number
  fresh: number
  newClients: number
  rejected: number
  rejections: readonly NewRejection[]
}

/** Programs by what they call themselves: a source has a few versions of its collector, not one name for each machine. */
const MOST_AGENTS = 50

/** Adds posts to the import they belong to and keeps their answers, in one statement. */
export async function keepPosts(importId: string, posts: readonly Post[], now: Date): Promise<void> {
  const sum = (count: (post: Post) => number) => posts.reduce((total, post) => total + count(post), 0)
  const rejections = posts.flatMap((post) => post.rejections)
  await pool().query(
    `WITH counted AS (
       UPDATE import SET size_bytes = size_bytes + $2, read_bytes = read_bytes + $2, observations = observations + $3,
              recorded = recorded + $3, fresh = fresh + $4, unchanged = unchanged + $3 - $4, new_clients = new_clients + $5,
              rejected = rejected + $6, finished_at = $9
        WHERE id = $1 RETURNING rejected),
     kept AS (
       INSERT INTO import_rejection (import_id, seq, line, reason, excerpt)
       SELECT $1, counted.rejected - $6 + r.seq - 1, r.line, r.reason, r.excerpt
         FROM counted, jsonb_to_recordset($7::jsonb) r(seq int, line int, reason text, excerpt text)
        WHERE counted.rejected - $6 + r.seq <= 10000),
     post AS (SELECT * FROM jsonb_to_recordset($8::jsonb) p(token_id uuid, source text, agent text, digest text, answer jsonb)),
     noted AS (
       INSERT INTO source_agent (source, agent, last_at, posts)
       SELECT source, agent, $9, count(*) FROM post p
        WHERE (SELECT count(*) FROM source_agent a WHERE a.source = p.source) < ${MOST_AGENTS} GROUP BY source, agent
       ON CONFLICT (source, agent) DO UPDATE SET last_at = excluded.last_at, posts = source_agent.posts + excluded.posts)
     INSERT INTO api_post (token_id, digest, at, import_id, answer) SELECT token_id, digest, $9, $1, answer FROM post
     ON CONFLICT DO NOTHING`,
    [
      importId,
      sum(({ bytes }) => bytes),
      sum(({ recorded }) => recorded),
      sum(({ fresh }) => fresh),
      sum(({ newClients }) => newClients),
      sum(({ rejected }) => rejected),
      jsonText(rejections.map((one, index) => ({ seq: index + 1, ...one }))),
      jsonText(posts.map(({ tokenId, ...post }) => ({ token_id: tokenId, ...post, rejections: undefined }))),
      now,
    ],
  )
}

/** What these bytes were answered when the token sent them before. */
export async function earlierAnswer<Answer>(tokenId: string, digest: string): Promise<Answer | undefined> {
  const [row] = await readRows<{ answer: Answer }>(
    'SELECT answer FROM api_post WHERE token_id = $1 AND digest = $2',
    [tokenId, digest],
  )
  return row?.answer
}

/** How an import stands, for the source that sent it; undefined when it sent none with this id. */
export async function loadSentImport(id: string, source: string): Promise<SentImport | undefined> {
  if (!IMPORT_ID.test(id)) return undefined
  const [row] = await readRows<SentImport>(
    `SELECT id, file_name AS name, status, observations AS received, recorded, unchanged, rejected, problem,
            created_at, finished_at
       FROM import WHERE id = $1 AND source = $2`,
    [id, source],
  )
  return row
}

export interface SentImport {
  id: string
  name: string
  status: string
  received: number
  recorded: number
  unchanged: number
  rejected: number
  /** why it failed or waits */
  problem: string | null
  createdAt: string
  finishedAt: string | null
}

/** Forgets what was answered before that moment: who sends the same again then learns that nothing is new. */
export async function forgetPosts(before: Date): Promise<void> {
  await pool().query('DELETE FROM api_post WHERE at < $1', [before])
}
