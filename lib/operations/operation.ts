import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { maskValues } from '@/lib/activation/product/mask-values'
import { type Actor, isConfirmed } from '@/lib/auth/actor-kinds'
import type { RequestOrigin } from '@/lib/auth/request-origin'
import { appendAuditEntry, type NewAuditEntry, type Transaction } from '@/lib/data/audit'
import type { Permission } from '@/lib/data/permission'
import { inPrismaTransaction } from '@/lib/data/prisma'
import { badInput, type FrameRefusal, type Said, type SaidRefusal, sayFrameRefusal } from './frame-refusal'
import { parseInput } from './parse-input'

export type { Actor } from '@/lib/auth/actor-kinds'
export type { Transaction } from '@/lib/data/audit'
export type { FrameRefusal } from './frame-refusal'

/** Everything a handler decides with. Time arrives here as data; so does the one who acts. */
export interface OperationContext {
  tx: Transaction
  actor: Actor
  now: Date
  requestId: string
  /** Where the request came from that a person sent. */
  from?: RequestOrigin | undefined
  /** Writes who did what in the same transaction. Every operation that changes something calls it. */
  audit(entry: AuditWords): Promise<void>
}

export interface AuditWords
  extends Pick<NewAuditEntry, 'action' | 'subjectType' | 'subjectId' | 'before' | 'after' | 'reason'> {
  /** Who it turned out to be, where nobody was signed in: the person a one-time link belongs to. */
  by?: { id: string; name: string }
}

export type Refused<R extends { kind: string }> = { ok: false; refusal: R }
export type Outcome = { ok: true } | Refused<{ kind: string }>
/** What an outcome may refuse with. */
export type RefusalOf<O> = O extends Refused<infer R> ? R : never

export interface Operation<Schema extends z.ZodType, O extends Outcome> {
  readonly permission: Permission
  readonly input: Schema
  run(actor: Actor, input: z.input<Schema>, call?: OperationCall): Promise<O | Refused<FrameRefusal>>
  /** A refusal in words for a person: about the whole, or about fields of the input. */
  say(refusal: RefusalOf<O> | FrameRefusal): SaidRefusal
}

export interface OperationCall {
  requestId?: string
  from?: RequestOrigin
  now?: Date
}

interface OperationOptions<R, Input> {
  /** Says each of its own refusals; the frame says its own. */
  refusals: (refusal: R) => Said
  /**
   * Fields of the input that go to the handler as typed. Everywhere else a product key is masked before the
   * handler sees it: one pasted into a name, a comment or a reason must not be stored.
   */
  secretFields?: readonly string[]
  /** Says why this operation leaves no audit row, e.g. 'the import it belongs to has one'. */
  withoutAudit?: string
  /** Longest the transaction may take, in milliseconds. */
  timeoutMs?: number
  /** Refuses before the transaction begins: what it counts stays, whatever comes of the rest. */
  before?: (call: CallTrace, input: Input) => Promise<{ kind: string } | undefined>
  /** Grave: a person must have shown within CONFIRMED_MINUTES who they are. */
  grave?: true
}

/**
 * One thing a person or program may do: authorize, parse, then load, decide, save and audit in one transaction.
 * A refusal is a value and saves nothing, whatever the handler had written before it. A success without an
 * audit row is a bug and throws, unless `withoutAudit` says why there is none.
 */
export function operation<Schema extends z.ZodType, O extends Outcome>(
  permission: Permission,
  input: Schema,
  handler: (context: OperationContext, input: z.output<Schema>) => Promise<O>,
  options: OperationOptions<RefusalOf<NoInfer<O>>, z.output<Schema>>,
): Operation<Schema, O> {
  const admit = admission(permission, input, options.secretFields)
  async function run(
    actor: Actor,
    raw: z.input<Schema>,
    call?: OperationCall,
  ): Promise<O | Refused<FrameRefusal>> {
    const admitted = admit(actor, raw)
    if (!admitted.ok) return admitted
    const called = traceOf(actor, call)
    if (options.grave && !isConfirmed(actor, called.now)) {
      return { ok: false, refusal: { kind: 'notConfirmed' } }
    }
    const refusal = await options.before?.(called, admitted.input)
    if (refusal) return { ok: false, refusal } as unknown as O
    return inTransaction(options, async (tx) => {
      const trace = auditor(tx, called)
      const outcome = await handler(trace.context, admitted.input)
      if (outcome.ok && !options.withoutAudit && trace.written() === 0) {
        throw new Error(`An operation with permission ${permission} succeeded without an audit entry.`)
      }
      return outcome
    })
  }
  return { permission, input, run, say: sayer(options.refusals) }
}

/** What every call goes through first: may this actor, is this an input, and no product key in it but where it belongs. */
export function admission<Schema extends z.ZodType>(
  permission: Permission,
  input: Schema,
  secretFields: readonly string[] = [],
) {
  return (
    actor: Actor,
    raw: z.input<Schema>,
  ): { ok: true; input: z.output<Schema> } | Refused<FrameRefusal> => {
    if (!actor.can(permission)) return { ok: false, refusal: { kind: 'notPermitted', permission } }
    const parsed = parseInput(input, raw)
    if (!parsed.success) return { ok: false, refusal: badInput(parsed.error) }
    return { ok: true, input: maskedInput(parsed.data, secretFields) }
  }
}

/** Who calls, when, and under which id the log and the audit entry have it. */
export type CallTrace = Pick<OperationContext, 'actor' | 'now' | 'requestId' | 'from'>

export function traceOf(
  actor: Actor,
  { now = new Date(), requestId = randomUUID(), from }: OperationCall = {},
): CallTrace {
  return { actor, now, requestId, from }
}

export function auditEntry(
  { actor, now, requestId }: CallTrace,
  { by, ...words }: AuditWords,
): NewAuditEntry {
  const who = by ?? actor
  return { ...words, at: now, actorId: who.id, actorName: who.name, requestId }
}

/** `say` of an operation: the frame's refusals in the frame's words, the others in its own. */
export function sayer<R extends { kind: string }>(own: (refusal: R) => Said) {
  return (refusal: R | FrameRefusal): SaidRefusal => {
    if (isOfFrame(refusal)) return sayFrameRefusal(refusal)
    const said = own(refusal)
    return typeof said === 'string'
      ? { sentence: said, fields: {} }
      : { fields: { [said.field]: said.sentence } }
  }
}

const isOfFrame = (refusal: { kind: string }): refusal is FrameRefusal =>
  refusal.kind === 'notPermitted' || refusal.kind === 'badInput' || refusal.kind === 'notConfirmed'

function maskedInput<T>(input: T, secretFields: readonly string[]): T {
  if (secretFields.length === 0 || typeof input !== 'object' || input === null) return maskValues(input)
  const secrets = Object.entries(input).filter(([name]) => secretFields.includes(name))
  return { ...maskValues(input), ...Object.fromEntries(secrets) }
}

function auditor(tx: Transaction, trace: CallTrace) {
  let written = 0
  const context: OperationContext = {
    ...trace,
    tx,
    async audit(words) {
      written += 1
      await appendAuditEntry(tx, auditEntry(trace, words))
    },
  }
  return { context, written: () => written }
}

/** Carries a refusal out of the transaction, so that it is rolled back. */
class RolledBack<O> extends Error {
  constructor(readonly outcome: O) {
    super('refused')
  }
}

async function inTransaction<O extends Outcome>(
  options: { timeoutMs?: number },
  work: (tx: Transaction) => Promise<O>,
): Promise<O> {
  try {
    return await inPrismaTransaction(async (tx) => {
      const outcome = await work(tx)
      if (!outcome.ok) throw new RolledBack(outcome)
      return outcome
    }, options)
  } catch (error) {
    if (error instanceof RolledBack) return error.outcome as O
    throw error
  }
}
