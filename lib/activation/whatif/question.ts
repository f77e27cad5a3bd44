import { type Check, flag, isFields, listOf, must, number, object, type Problem, whole } from '../json-checks'
import { SEED_HOST_TABLES } from '../kms/host-tables'
import type { KeyGroupId } from '../kms/key-group-table'
import { productByActivationId } from '../product/products-by-id'

/** A question to the record: what if these changes came, for so many days? */
export interface WhatIfQuestion {
  days: number
  changes: Change[]
  seed?: number
}

/** 'YYYY-MM-DD' or ISO 8601 UTC. */
type Day = string

/** Which machines a change is about; all where nothing is said. */
export interface Machines {
  /** lower case or not: 'corp.example' */
  zone?: string
  machines?: string[]
  /** only this share of them, drawn evenly: 0 to 1 */
  share?: number
}

export type Change =
  /** Off, with its records gone. */
  | { kind: 'retireHost'; host: string; on: Day }
  /** A new one, empty, with these keys (those that serve the fleet when absent), in these zones (all when absent). */
  | ({ kind: 'addHost'; host: string; on: Day } & NewHost)
  /** `host` goes and `by` comes, beside one another for `overlapDays` (14 when absent) that begin at `on`. */
  | ({ kind: 'replaceHost'; host: string; by: string; on: Day; overlapDays?: number } & NewHost)
  | { kind: 'hostDown'; host: string; on: Day; days: number }
  | ({ kind: 'moveToDirectory'; on: Day } & Machines)
  /** New machines of a product, such as a raise of the count. */
  | { kind: 'addMachines'; count: number; activationId: string; zone: string; on: Day; virtual?: boolean }
  /** Installed anew this often. */
  | ({ kind: 'rebuild'; everyDays: number; on: Day } & Machines)
  /** They reach a KMS host only this often, as by VPN. */
  | ({ kind: 'contactEvery'; everyDays: number; on: Day } & Machines)
  /** No way to any KMS host outside. */
  | ({ kind: 'closeNetwork'; on: Day } & Machines)
  /** An Office product on the machines. */
  | ({ kind: 'addOffice'; activationId: string; on: Day } & Machines)
  /** The machines of `zone` look in `to`; `hasRecords`: it holds the records of the hosts (false when absent). */
  | { kind: 'renameZone'; zone: string; to: string; on: Day; hasRecords?: boolean }
  /** Machines with one product get another: 'Windows 10 leaves, 11 comes'. */
  | ({ kind: 'replaceProduct'; from: string; to: string; on: Day } & Machines)
  /** So many machines with a MAK get the GVLK of this product. */
  | { kind: 'makToKms'; count: number; activationId: string; zone: string; on: Day }

export interface NewHost {
  keys?: KeyGroupId[]
  zones?: string[]
}

export type ChangeKind = Change['kind']

export type QuestionAnswer = { ok: true; question: WhatIfQuestion } | ({ ok: false } & Problem)

const MOST_DAYS = 1_000
const MOST_CHANGES = 50

const name = must(
  (value) => typeof value === 'string' && /^[^\s"'<>]{1,253}$/.test(value),
  'must be the name of a host, a machine or a zone',
)
const day = must(
  (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?$/.test(value) &&
    !Number.isNaN(Date.parse(value)) &&
    new Date(Date.parse(value)).toISOString().startsWith(value.slice(0, 10)),
  'must be a day such as 2026-12-10, or a time such as 2026-12-10T18:00:00Z',
)
const client = must(
  (value) => typeof value === 'string' && productByActivationId(value)?.keyKind === 'GVLK',
  'must be the activation ID of a KMS client product',
)
const office = must(
  (value) => typeof value === 'string' && productByActivationId(value)?.family === 'office',
  'must be the activation ID of an Office product',
)
const key = must(
  (value) => SEED_HOST_TABLES.groups.some(({ id }) => id === value),
  `must be one of ${SEED_HOST_TABLES.groups.map(({ id }) => id).join(', ')}`,
)

const MACHINES = { zone: name, machines: listOf(name, 1, 100_000), share: number(0, 1) }
const NEW_HOST = { keys: listOf(key, 1, 20), zones: listOf(name, 1, 1_000) }
const everyDays = number(0.25, 1_000)
const count = whole(1, 1_000_000)

/** What each kind of change needs and what it may have. */
const FIELDS: Readonly<
  Record<ChangeKind, readonly [needed: Record<string, Check>, optional: Record<string, Check>]>
> = {
  retireHost: [{ host: name, on: day }, {}],
  addHost: [{ host: name, on: day }, NEW_HOST],
  replaceHost: [
    { host: name, by: name, on: day },
    { ...NEW_HOST, overlapDays: number(0, 1_000) },
  ],
  hostDown: [{ host: name, on: day, days: number(0, 1_000) }, {}],
  moveToDirectory: [{ on: day }, MACHINES],
  addMachines: [{ count, activationId: client, zone: name, on: day }, { virtual: flag }],
  rebuild: [{ everyDays, on: day }, MACHINES],
  contactEvery: [{ everyDays, on: day }, MACHINES],
  closeNetwork: [{ on: day }, MACHINES],
  addOffice: [{ activationId: office, on: day }, MACHINES],
  renameZone: [{ zone: name, to: name, on: day }, { hasRecords: flag }],
  replaceProduct: [{ from: client, to: client, on: day }, MACHINES],
  makToKms: [{ count, activationId: client, zone: name, on: day }, {}],
}

export const CHANGE_KINDS = Object.keys(FIELDS) as ChangeKind[]

const change: Check = (value, path) => {
  if (!isFields(value)) return { path, problem: 'must be an object' }
  const kind = CHANGE_KINDS.find((known) => known === value.kind)
  if (kind === undefined)
    return { path: `${path}.kind`, problem: `must be one of ${CHANGE_KINDS.join(', ')}` }
  const [needed, optional] = FIELDS[kind]
  return object({ kind: () => undefined, ...needed }, optional)(value, path)
}

const question = object(
  { days: number(1, MOST_DAYS), changes: listOf(change, 0, MOST_CHANGES) },
  { seed: whole(0, 0xffff_ffff) },
)

/** Reads a question; the first thing that is wrong is named by its path. */
export function readQuestion(json: unknown): QuestionAnswer {
  const problem = question(json, '$')
  return problem ? { ok: false, ...problem } : { ok: true, question: json as WhatIfQuestion }
}
