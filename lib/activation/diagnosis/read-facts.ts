import { COLLECTION_OUTCOMES, COLLECTION_WAYS } from '../collection/outcome-table'
import { type Check, flag, listOf, must, number, object, type Problem, whole } from '../json-checks'
import { OFFICE_KEY_GROUPS, WINDOWS_KEY_GROUPS } from '../kms/key-group-table'
import { LICENSE_STATUS_BY_NUMBER } from '../license/license-status'
import { normaliseCode } from '../reason/reason-code'
import { CONDITIONS } from '../words/labels'
import type { MachineFacts } from './machine-facts'

export type FactsAnswer = { ok: true; facts: MachineFacts } | ({ ok: false } & Problem)

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/
const CHANNELS = [
  'KMS client',
  'MAK',
  'KMS host',
  'Retail',
  'OEM',
  'Evaluation',
  'AVMA',
  'Subscription',
  'Unknown',
]

const KEY_GROUPS = [...WINDOWS_KEY_GROUPS, ...OFFICE_KEY_GROUPS].map(({ id }) => id)

const time = must(
  (value) => typeof value === 'string' && TIME.test(value) && !Number.isNaN(Date.parse(value)),
  'must be a time such as "2026-11-30T08:00:00Z"',
)
const name = must(
  (value) => typeof value === 'string' && /^[^\s]{1,253}$/.test(value),
  'must be a name without spaces, at most 253 characters',
)
const text = must(
  (value) => typeof value === 'string' && value.length <= 200,
  'must be a text of at most 200 characters',
)
const code = must(
  (value) => typeof value === 'string' && normaliseCode(value) !== undefined,
  'must be a code such as "0xC004F074"',
)
const guid = must(
  (value) => typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
  'must be a GUID such as "73111121-5638-40f6-bc11-f1d7b0d64300"',
)
const oneOf = (words: readonly string[]) =>
  must((value) => words.includes(value as string), `must be one of ${words.join(', ')}`)
const many = whole(0, 10_000_000)

const address = { host: name, port: whole(1, 65_535) }
const neighbourhood = object(
  { name: text, machines: many, ill: many, well: many },
  { since: time, isSet: flag },
)

const shape: Check = object(
  {
    now: time,
    machine: object(
      { name, channel: oneOf(CHANNELS) },
      {
        zone: name,
        activatedBy: oneOf(['kms', 'directory', 'token', 'avma']),
        activationId: guid,
        product: text,
      },
    ),
    license: object(
      { condition: oneOf(CONDITIONS), observedAt: time },
      {
        status: oneOf(Object.values(LICENSE_STATUS_BY_NUMBER)),
        reason: code,
        since: time,
        lastRenewedAt: time,
        missedRenewals: many,
        rearmsLeft: many,
      },
    ),
  },
  {
    registered: object(address, {}),
    cached: object(address, {}),
    attempts: listOf(object({ at: time, code }, { host: name }), 0, 10_000),
    dns: object(
      { at: time, found: oneOf(['hosts', 'noRecord', 'noAnswer']) },
      { hosts: listOf(object(address, {}), 0, 1000) },
    ),
    hosts: listOf(
      object(address, {
        isRetired: flag,
        door: object({ isOpen: flag, at: time }, {}),
        servedOthersAt: time,
        count: object({ value: many, at: time }, {}),
        keys: listOf(oneOf(KEY_GROUPS), 0, 50),
      }),
      0,
      1000,
    ),
    zone: object({}, { isListed: flag, machines: many, activated: many, recordSeenAt: time, likely: name }),
    neighbours: object({}, { zone: neighbourhood, site: neighbourhood }),
    clock: object({ minutes: number(-10_000_000, 10_000_000), at: time }, {}),
    cmid: object({ others: listOf(name, 0, 1_000_000) }, { value: guid }),
    collected: object({ at: time, outcome: oneOf(COLLECTION_OUTCOMES) }, { via: oneOf(COLLECTION_WAYS) }),
    startedAgain: object({ at: time, times: whole(1, 1_000_000) }, {}),
  },
)

/** Reads the facts of a machine from JSON. What is wrong first is named by its path; nothing is passed over. */
export function readFacts(json: unknown): FactsAnswer {
  const problem = shape(json, '$') ?? hostsMissing(json as MachineFacts)
  return problem === undefined ? { ok: true, facts: tidy(json as MachineFacts) } : { ok: false, ...problem }
}

function hostsMissing({ dns }: MachineFacts): Problem | undefined {
  return dns?.found === 'hosts' && (dns.hosts ?? []).length === 0
    ? { path: 'dns.hosts', problem: 'is missing: "found" says that DNS names hosts' }
    : undefined
}

const NAMES: ReadonlySet<string> = new Set(['host', 'zone', 'likely', 'name', 'others'])
const CODES: ReadonlySet<string> = new Set(['code', 'reason'])

/** Names in lower case without a dot at the end, codes as the record writes them. */
function tidy(facts: MachineFacts): MachineFacts {
  const tidied = JSON.stringify(facts, (key, value) => {
    if (typeof value !== 'string') {
      return Array.isArray(value) && NAMES.has(key) ? value.map((one) => tidyName(one)) : value
    }
    if (CODES.has(key)) return normaliseCode(value)
    return NAMES.has(key) ? tidyName(value) : value
  })
  return JSON.parse(tidied)
}

const tidyName = (value: unknown) =>
  typeof value === 'string' ? value.toLowerCase().replace(/\.$/, '') : value
