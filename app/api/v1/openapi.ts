import { z } from 'zod'
import { ALERT_STATES, OBJECT_KINDS, SEVERITIES } from '@/lib/activation/alert/alert'
import { CELL_KINDS } from '@/lib/activation/discovery/matrix-cell'
import { HOST_STATES } from '@/lib/activation/kms/host-state'
import { ENTRY_KIND_WORDS } from '@/lib/activation/mak/entry-words'
import { SCOPES, type Scope } from '@/lib/data/tokens/scopes'
import { CLIENT_FILTERS } from '@/lib/format/client-fields'
import { LICENSE_FIELDS } from '@/lib/format/licenses-address'
import { LIST_GROUPS } from '@/lib/format/list-groups'
import { MOST_AT_ONCE } from '@/lib/operations/ingest/post-observations'
import { observationSchema } from '@/lib/sources/observations/observation-schema'
import { webhookSchema } from './webhook-schema'

/** The API as it documents itself. A test walks it against the routes: nothing is missing in it, and nothing is in it alone. */

const moment = z.iso.datetime()

export const problemSchema = z.strictObject({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('A sentence for a person.'),
  code: z.string().describe('For programs; it stays the same.'),
})

const postAnswer = z.strictObject({
  import: z.uuid().describe('See /api/v1/imports/{id}.'),
  received: z.int().describe('Observations that arrived, usable or not.'),
  recorded: z.int().describe('New to the record.'),
  unchanged: z.int().describe('The record held them already.'),
  rejected: z
    .array(
      z.strictObject({
        line: z.int().optional().describe('Of JSON lines, from 1.'),
        index: z.int().optional().describe('Of an array, from 0.'),
        reason: z.string(),
        excerpt: z.string(),
      }),
    )
    .max(100),
  rejectedCount: z.int(),
  skipped: z.int().describe('Lines of `npm run read` that say what was rejected there.'),
  unknownFields: z.int().describe('Fields this console does not know; they were left out.'),
  next: z.strictObject({ afterSeconds: z.int().describe('When this machine is to post again.') }),
  replayed: z
    .literal(true)
    .optional()
    .describe('The same bytes had been sent; this is the answer of the first time.'),
})

const fileAnswer = z.strictObject({
  import: z.uuid().describe('See /api/v1/imports/{id}.'),
  received: z.int().describe('Observations found so far.'),
  status: z.string(),
})

const sentImport = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  status: z
    .string()
    .describe('receiving, reading, ready (it asks something), recording, done, cancelled or failed.'),
  received: z.int(),
  recorded: z.int(),
  unchanged: z.int(),
  rejected: z.int(),
  problem: z.string().nullable(),
  createdAt: moment,
  finishedAt: moment.nullable(),
})

const list = z.strictObject({
  items: z.array(z.record(z.string(), z.unknown())),
  next: z.string().nullable().describe('The cursor of the page that follows; null on the last one.'),
})

interface Documented {
  summary: string
  scopes: readonly Scope[]
  query?: Readonly<Record<string, string>>
  /** media type and schema of the body */
  body?: { types: readonly string[]; schema?: z.ZodType }
  answers: Readonly<Record<number, z.ZodType>>
}

const REFUSED = { 400: problemSchema, 401: problemSchema, 403: problemSchema }
const LATER = { 429: problemSchema, 500: problemSchema, 503: problemSchema }
const PAGING = {
  limit: 'Items of a page, 1 to 500; 50 unless told.',
  cursor: '`next` of the page before.',
  fields: 'Which fields an item has, with commas between; all unless told.',
}
const GROUPED = `${LIST_GROUPS.join(', ')}: counts by it, with states, instead of rows.`
const asOnThePage = (fields: readonly string[]) =>
  Object.fromEntries(fields.map((field) => [field, 'As in the address of the page in the console.']))

export const DOCUMENTED: Readonly<Record<string, Documented>> = {
  'POST /api/v1/observations': {
    summary: `Record observations. Up to ${MOST_AT_ONCE} are in the record when it answers; more are kept as a file.`,
    scopes: ['observations.write'],
    query: { host: 'The machine of observations that name none.' },
    body: {
      types: ['application/json', 'application/x-ndjson', 'application/jsonl'],
      schema: z.array(observationSchema),
    },
    answers: {
      200: postAnswer,
      202: fileAnswer,
      ...REFUSED,
      413: problemSchema,
      415: problemSchema,
      422: postAnswer,
      ...LATER,
      507: problemSchema,
    },
  },
  'POST /api/v1/files': {
    summary:
      'Send any file that the page Imports takes, as the raw body. It is recorded as soon as it has been read.',
    scopes: ['files.write'],
    query: {
      name: 'What the file is called. Required.',
      host: 'The machine of a text that names none.',
      'observed-at': 'When it was taken, ISO 8601 UTC, where the text does not say.',
      dates:
        'day-first or month-first: what dates like 6/3/2026 mean. Without it such a file waits on the page Imports.',
      captures:
        'one-machine or several-machines: whose one product in several states is, in a text that names no machine. Without it such a file waits on the page Imports.',
    },
    body: { types: ['application/octet-stream'] },
    answers: {
      201: fileAnswer,
      ...REFUSED,
      413: problemSchema,
      415: problemSchema,
      ...LATER,
      507: problemSchema,
    },
  },
  'GET /api/v1/imports/{id}': {
    summary: 'How an import stands that the source of this token sent.',
    scopes: ['observations.write', 'files.write'],
    answers: { 200: sentImport, 401: problemSchema, 403: problemSchema, 404: problemSchema, ...LATER },
  },
  'GET /api/v1/clients': {
    summary: 'Machines.',
    scopes: ['fleet.read'],
    query: {
      q: 'Part of a name or product, a CMID, a last five, a KMS host or a reason code.',
      sort: 'A column; -column is descending.',
      group: GROUPED,
      ...asOnThePage(CLIENT_FILTERS),
      ...PAGING,
    },
    answers: { 200: list, ...REFUSED, ...LATER },
  },
  'GET /api/v1/clients/{name}': {
    summary: 'One machine with its licenses.',
    scopes: ['fleet.read'],
    answers: {
      200: z.looseObject({ name: z.string() }),
      401: problemSchema,
      403: problemSchema,
      404: problemSchema,
      ...LATER,
    },
  },
  'GET /api/v1/licenses': {
    summary: 'Licenses: one for each product on each machine.',
    scopes: ['fleet.read'],
    query: {
      q: 'Part of a machine’s name or a product, a last five, a KMS host or a reason code.',
      sort: 'name, product, state, channel, host, site, owner or department; -name is descending.',
      group: GROUPED,
      served: 'no or yes: whether an installed host key serves the KMS license. Needs hosts.read.',
      family: 'windows, server, office, visio, project, addon or other.',
      ...asOnThePage(LICENSE_FIELDS),
      ...PAGING,
    },
    answers: { 200: list, ...REFUSED, ...LATER },
  },
  'GET /api/v1/kms-hosts': {
    summary: 'KMS hosts, registered or seen by anything.',
    scopes: ['hosts.read'],
    query: { q: 'Part of a name, address, owner or site.', state: HOST_STATES.join(', '), ...PAGING },
    answers: { 200: list, ...REFUSED, ...LATER },
  },
  'GET /api/v1/keys': {
    summary: 'Keys by their last five, with what is left of them.',
    scopes: ['hosts.read'],
    query: PAGING,
    answers: { 200: list, ...REFUSED, ...LATER },
  },
  'GET /api/v1/mak-ledger': {
    summary: 'Entries of the ledger of one MAK, newest first.',
    scopes: ['hosts.read'],
    query: {
      key: 'The id of the key, from /api/v1/keys. Required.',
      kind: Object.keys(ENTRY_KIND_WORDS).join(', '),
      from: 'Entries after this moment, ISO 8601.',
      to: 'Entries up to this moment, ISO 8601.',
      unseen: 'yes: only planned activations whose machine was not seen since.',
      ...PAGING,
    },
    answers: { 200: list, ...REFUSED, 404: problemSchema, ...LATER },
  },
  'GET /api/v1/discovery': {
    summary: 'What DNS shows of each KMS host in each zone, by the newest check.',
    scopes: ['hosts.read'],
    query: { q: 'Part of the name of a zone or a host.', state: CELL_KINDS.join(', '), ...PAGING },
    answers: { 200: list, ...REFUSED, ...LATER },
  },
  'GET /api/v1/alerts': {
    summary: 'Alerts: those that are not closed unless a state is asked for.',
    scopes: ['alerts.read'],
    query: {
      q: 'Part of a name or of a kind.',
      sort: 'severity, about, opened, last or occurrences; -severity is descending.',
      from: 'Opened from this day or moment on, UTC.',
      to: 'Opened up to this day or moment, UTC.',
      state: `${ALERT_STATES.join(', ')}; several with commas between.`,
      severity: `${SEVERITIES.join(', ')}.`,
      kind: 'A rule: A1 to A37.',
      about: `${OBJECT_KINDS.join(', ')}.`,
      assignee: 'The id of a person, or nobody.',
      ...PAGING,
    },
    answers: { 200: list, ...REFUSED, ...LATER },
  },
  'POST /api/v1/desk': {
    summary: 'Answer a pasted text as the page Desk does. Nothing of the text is kept.',
    scopes: ['fleet.read'],
    query: { host: 'The machine the text is from, where it does not say.' },
    body: { types: ['text/plain'] },
    answers: {
      200: z.looseObject({ machines: z.array(z.unknown()), codes: z.array(z.unknown()) }),
      ...REFUSED,
      413: problemSchema,
      415: problemSchema,
      ...LATER,
    },
  },
}

/** The API as OpenAPI 3.1. */
export function openApi() {
  const paths: Record<string, Record<string, object>> = {}
  for (const [name, route] of Object.entries(DOCUMENTED)) {
    const [method = '', path = ''] = name.split(' ')
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(path, route) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Activation Console', version: '1', description: DESCRIPTION },
    security: [{ token: [] }],
    paths,
    webhooks: { message: { post: WEBHOOK } },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'acsl_… from Settings, API tokens' },
      },
    },
  }
}

const DESCRIPTION =
  'Programs send what machines say and read what the console knows. Only 429, 502, 503 and 504 are worth another try, after Retry-After seconds.'

/** What the console itself posts to the webhooks of Settings, Notifications. */
const WEBHOOK = {
  summary: 'An alert, a report or a test, posted to a webhook channel.',
  description:
    'Signed as Standard Webhooks has it: the headers webhook-id, webhook-timestamp and webhook-signature, HMAC-SHA-256 over id.timestamp.body. Any 2xx answer is taken as received; 410 switches the channel off; all else is tried again, six times within a day.',
  security: [],
  requestBody: { required: true, content: contentOf(['application/json'], webhookSchema, 'output') },
  responses: { '2XX': { description: 'Received.' } },
}

function operationOf(path: string, { summary, scopes, query = {}, body, answers }: Documented) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    ...{ name, in: 'path', required: true },
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(query).map(([name, description]) => ({
    ...{ name, in: 'query', description },
    schema: { type: 'string' },
  }))
  return {
    summary,
    description: `Scope: ${scopes.map((scope) => `${scope} (${SCOPES[scope].words})`).join(' or ')}.`,
    parameters: [...inPath, ...inQuery],
    ...(body && { requestBody: { required: true, content: contentOf(body.types, body.schema, 'input') } }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, schema]) => [
        status,
        {
          description: Number(status) < 300 ? 'Done.' : 'Refused: see detail.',
          content: contentOf(
            [schema === problemSchema ? 'application/problem+json' : 'application/json'],
            schema,
            'output',
          ),
        },
      ]),
    ),
  }
}

function contentOf(types: readonly string[], schema: z.ZodType | undefined, io: 'input' | 'output') {
  const { $schema: _, ...described } = schema ? z.toJSONSchema(schema, { io, unrepresentable: 'any' }) : {}
  return Object.fromEntries(types.map((type) => [type, schema ? { schema: described } : {}]))
}
