import type { KmsHostObservation, LicenseObservation, Observation } from '@/lib/activation/observation'
import { excerptOf } from '../excerpt'
import type { ReadContext, SourceRecord } from '../reader'

/** More products than a person pastes; beyond it nothing is held back. */
const MOST_HELD = 5000

const SEVERAL_STATES =
  'The text shows one product in several states and names no machine: several machines, or one before and after. ' +
  'Put the name of its machine above each output, or send each by itself'

/**
 * What a text says of a machine it does not name is held back to its end: one product in two states is of two machines,
 * or of one before and after, and only a person can tell. An activation in between shows which.
 */
export class Captures {
  private held: SourceRecord[] = []
  /** By product: what was said since the last activation. */
  private readonly said = new Map<string, Stated>()
  private acts = 0
  private isDoubtful = false

  constructor(private readonly context: ReadContext) {}

  /** Takes one record; acts: how many activations the text has shown so far. Returns what needs not wait. */
  take(record: SourceRecord, acts: number): SourceRecord[] {
    const { hostName, captures } = this.context
    if (hostName === undefined) return [record]
    const isNameless = record.type === 'observation' && nameIn(record.observation) === undefined
    if (captures === 'oneMachine') return [isNameless ? named(record, hostName) : record]
    if (!isNameless && this.held.length === 0) return [record]
    this.held.push(record)
    if (isNameless) this.compare(record.observation, acts)
    return this.held.length < MOST_HELD ? [] : this.end()
  }

  /** Gives out what was held back: named as the context says, or with the question whose it is. */
  end(): SourceRecord[] {
    const { hostName = '', captures } = this.context
    const records = this.held.map((record) => {
      if (record.type !== 'observation' || nameIn(record.observation) !== undefined) return record
      return this.isDoubtful ? doubtful(record, captures === undefined) : named(record, hostName)
    })
    this.held = []
    return records
  }

  private compare(observation: Observation, acts: number): void {
    if (observation.kind !== 'license' && observation.kind !== 'kmsHost') return
    if (acts > this.acts) this.said.clear()
    this.acts = acts
    const product = productIn(observation)
    const before = this.said.get(product)
    if (before !== undefined && differs(before, observation)) this.isDoubtful = true
    this.said.set(product, observation)
  }
}

type Told = Extract<SourceRecord, { type: 'observation' }>
type Stated = Pick<LicenseObservation | KmsHostObservation, 'status' | 'reason'>

function nameIn(observation: Observation): string | undefined {
  if (observation.kind === 'kmsHost') return observation.host.name
  return 'client' in observation ? observation.client.name : ''
}

function named(record: SourceRecord, name: string): SourceRecord {
  if (record.type !== 'observation') return record
  const { observation } = record
  if (observation.kind === 'kmsHost') return { ...record, observation: { ...observation, host: { name } } }
  if (observation.kind !== 'license') return record
  return { ...record, observation: { ...observation, client: { name, ...observation.client } } }
}

function productIn({ kind, product }: LicenseObservation | KmsHostObservation): string {
  return [kind, product.name, product.partialKey ?? product.activationId].join('|')
}

/** A reason that only one of them gives is no difference. */
function differs(one: Stated, other: Stated): boolean {
  const hasReasons = one.reason !== undefined && other.reason !== undefined
  return one.status !== other.status || (hasReasons && one.reason !== other.reason)
}

function doubtful({ line, observation }: Told, isOpen: boolean): SourceRecord {
  const isProduct = observation.kind === 'license' || observation.kind === 'kmsHost'
  const shown = isProduct ? [observation.product.name, observation.status] : []
  const excerpt = excerptOf(shown.filter(Boolean).join(', '))
  return {
    type: 'rejected',
    line,
    reason: SEVERAL_STATES,
    excerpt,
    ...(isOpen && { asks: 'captures' as const }),
  }
}
