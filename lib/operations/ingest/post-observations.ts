import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Observation } from '@/lib/activation/observation'
import { earlierAnswer, importOfHour, keepPosts, type Post } from '@/lib/data/imports/import-posts'
import { forPurpose } from '@/lib/data/purpose'
import { excerptOf } from '@/lib/sources/excerpt'
import { namedObservation, readObservation } from '@/lib/sources/observations/observation-schema'
import { GroupQueue } from '../group-queue'
import { Rejections } from '../imports/import-rows'
import { recordObservations } from '../record/record-observations'
import { nextPostSeconds } from './next-post'

/** So many observations are merged before the answer. */
export const MOST_AT_ONCE = 5_000
/** So many rejections stand in an answer; the import has the others. */
const MOST_REJECTIONS = 100

export interface PostAnswer {
  /** id of the import that has it, for /api/v1/imports/{id} */
  import: string
  /** observations that arrived, usable or not */
  received: number
  /** new to the record */
  recorded: number
  /** the record held them already */
  unchanged: number
  /** the first hundred; `line` of JSON lines, `index` of an array from 0 */
  rejected: { line?: number; index?: number; reason: string; excerpt: string }[]
  rejectedCount: number
  /** lines of `npm run read` that say what was rejected there */
  skipped: number
  /** fields this console does not know; they are left out */
  unknownFields: number
  next: { afterSeconds: number }
  replayed?: true
}

export interface ObservationPost {
  token: { id: string; name: string; source: string }
  body: string
  /** the machine of observations that name none */
  hostName?: string | undefined
  /** what the program that sends calls itself */
  agent?: string | null
}

/** Posts of one import that end while others are being written down wait for its row anyway: they are written together. */
const kept = new GroupQueue<{ post: Post; now: Date }, true>(async (importId, calls) => {
  await keepPosts(
    importId,
    calls.map(({ post }) => post),
    new Date(Math.max(...calls.map(({ now }) => now.getTime()))),
  )
  return calls.map(() => true)
})

const LONGEST_AGENT = 60

/** After reading so many the process turns to others: a merge that waits for its next statement, and whoever asks for a page. */
const IN_A_ROW = 200

export type PostOutcome =
  | { kind: 'answered'; answer: PostAnswer }
  /** more than `MOST_AT_ONCE`, as JSON lines: for the road of files */
  | { kind: 'tooMany'; lines: string }
  | { kind: 'unreadable'; reason: string }

/**
 * Records what a machine posts and says what became of each part, once it is in Postgres. The same bytes again get the
 * answer of the first time. The caller has checked that the token may send observations.
 */
export async function postObservations(post: ObservationPost, now: Date): Promise<PostOutcome> {
  const { token, body, hostName } = post
  const digest = createHash('sha256')
    .update(`${hostName ?? ''}\n`)
    .update(body)
    .digest('hex')
  const earlier = await earlierAnswer<PostAnswer>(token.id, digest)
  if (earlier) return { kind: 'answered', answer: { ...earlier, replayed: true } }
  const values = await valuesOf(body)
  if (values.kind !== 'read') return values
  return forPurpose('imports', async () => {
    const importId = await importOfHour(token.source, `token ${token.name}`, now)
    const read = await readValues(values, hostName)
    const counts = await recordObservations(
      {
        observations: read.observations,
        importId,
        onRejected: ({ line, reason, observation }) =>
          read.rejections.addObservation(line, reason, observation),
      },
      now,
    )
    const rejected = read.rejections.count
    const answer: PostAnswer = {
      import: importId,
      received: counts.observations + rejected - counts.rejected,
      recorded: counts.fresh,
      unchanged: counts.unchanged,
      rejected: read.rejections.kept
        .slice(0, MOST_REJECTIONS)
        .map(({ line, ...why }) => (values.isArray ? { index: line - 1, ...why } : { line, ...why })),
      rejectedCount: rejected,
      skipped: read.skipped,
      unknownFields: read.unknownFields,
      next: { afterSeconds: nextPostSeconds(read.machine ?? token.source, now) },
    }
    await kept.run(importId, {
      now,
      post: {
        tokenId: token.id,
        source: token.source,
        agent: post.agent?.slice(0, LONGEST_AGENT).trim() || 'unnamed program',
        ...{ digest, answer, rejected, rejections: read.rejections.kept },
        bytes: Buffer.byteLength(body),
        recorded: counts.observations - counts.rejected,
        fresh: counts.fresh,
        newClients: counts.newClients,
      },
    })
    return { kind: 'answered', answer }
  })
}

interface Values {
  kind: 'read'
  isArray: boolean
  /** by line, or by place in the array from 1 */
  values: { line: number; value: unknown; text?: string }[]
}

type Unread = Extract<PostOutcome, { kind: 'tooMany' | 'unreadable' }>

async function valuesOf(body: string): Promise<Values | Unread> {
  const trimmed = body.trimStart()
  if (trimmed.startsWith('[')) return arrayOf(trimmed)
  const values: Values['values'] = []
  let line = 0
  for (const row of body.split(/\r\n|\r|\n/)) {
    line += 1
    if (row.trim() === '') continue
    if (values.length === MOST_AT_ONCE) return { kind: 'tooMany', lines: body }
    values.push({ line, ...parsed(row) })
    if (values.length % IN_A_ROW === 0) await setImmediate()
  }
  if (values.length === 0)
    return {
      kind: 'unreadable',
      reason: 'The body is empty. Send observations as JSON lines or as a JSON array.',
    }
  const [only] = values
  // An object over several lines is one JSON text, not lines.
  if (values.length > 1 && only?.text !== undefined) {
    const whole = parsed(body)
    if (whole.text === undefined) return { kind: 'read', isArray: false, values: [{ line: 1, ...whole }] }
  }
  return { kind: 'read', isArray: false, values }
}

function arrayOf(body: string): Values | Unread {
  let list: unknown
  try {
    list = JSON.parse(body)
  } catch (error) {
    return { kind: 'unreadable', reason: `The body is no JSON: ${(error as Error).message.slice(0, 200)}.` }
  }
  const items = list as unknown[]
  if (items.length > MOST_AT_ONCE) {
    return { kind: 'tooMany', lines: items.map((item) => JSON.stringify(item)).join('\n') }
  }
  return { kind: 'read', isArray: true, values: items.map((value, index) => ({ line: index + 1, value })) }
}

/** text: where it is no JSON. */
function parsed(text: string): { value: unknown; text?: string } {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return { value: undefined, text }
  }
}

async function readValues({ values }: Values, hostName: string | undefined) {
  const rejections = new Rejections()
  const observations: { line: number; observation: Observation }[] = []
  let skipped = 0
  let unknownFields = 0
  for (const [index, { line, value, text }] of values.entries()) {
    if (index % IN_A_ROW === IN_A_ROW - 1) await setImmediate()
    if (text !== undefined) {
      rejections.add({ line, reason: 'This line is no JSON.', excerpt: excerptOf(text) })
      continue
    }
    const read = readObservation(value)
    if (read.kind === 'skipped') skipped += 1
    if (read.kind === 'refused') rejections.add({ line, reason: read.reason, excerpt: excerptOfValue(value) })
    if (read.kind !== 'observation') continue
    unknownFields += read.unknownFields
    observations.push({ line, observation: namedObservation(read.observation, hostName) })
  }
  return {
    observations,
    rejections,
    skipped,
    unknownFields,
    machine: machineOf(observations[0]?.observation),
  }
}

/** A value nested too deep to be written again has no excerpt. */
function excerptOfValue(value: unknown): string {
  try {
    return excerptOf(JSON.stringify(value) ?? '')
  } catch {
    return ''
  }
}

function machineOf(observation: Observation | undefined): string | undefined {
  if (observation === undefined || observation.kind === 'keyCount') return undefined
  return 'client' in observation ? observation.client.name : observation.host?.name
}
