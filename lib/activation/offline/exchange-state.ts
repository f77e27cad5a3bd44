/**
 * What becomes of one machine's request for a confirmation ID. A machine is verified only by a later observation that
 * shows it licensed; nobody can say so by hand.
 */
export const EXCHANGE_STATES = [
  'prepared',
  'carriedOut',
  'answered',
  'applied',
  'verified',
  'expired',
  'cancelled',
] as const
export type ExchangeState = (typeof EXCHANGE_STATES)[number]

export type ExchangeEvent =
  | 'carryOut'
  | 'answer'
  | 'replaceAnswer'
  | 'apply'
  | 'observe'
  | 'cancel'
  | 'passDue'

/**
 * From state and event to the next state; what is not here is refused. An answer to an expired request is taken all
 * the same: Microsoft has counted it. By phone there is nothing to carry, so a prepared request may be answered.
 */
export const TRANSITIONS: Readonly<Record<ExchangeState, Partial<Record<ExchangeEvent, ExchangeState>>>> = {
  prepared: { carryOut: 'carriedOut', answer: 'answered', cancel: 'cancelled', passDue: 'expired' },
  carriedOut: { answer: 'answered', cancel: 'cancelled', passDue: 'expired' },
  answered: { apply: 'applied', observe: 'verified', replaceAnswer: 'answered' },
  applied: { observe: 'verified', replaceAnswer: 'answered' },
  verified: {},
  expired: { answer: 'answered', cancel: 'cancelled' },
  cancelled: {},
}

/** The state after an event, absent when the event is refused in this state. */
export function nextState(state: ExchangeState, event: ExchangeEvent): ExchangeState | undefined {
  return TRANSITIONS[state][event]
}

/** The moments of a request, each absent until it has come. ISO 8601 UTC. */
export interface ExchangeMoments {
  dueAt: string
  carriedOutAt?: string | undefined
  answeredAt?: string | undefined
  appliedAt?: string | undefined
  verifiedAt?: string | undefined
  cancelledAt?: string | undefined
}

/** The state at `now` (milliseconds since 1970): the furthest moment decides; one not answered in time has expired. */
export function exchangeState(moments: ExchangeMoments, now: number): ExchangeState {
  if (moments.verifiedAt !== undefined) return 'verified'
  if (moments.appliedAt !== undefined) return 'applied'
  if (moments.answeredAt !== undefined) return 'answered'
  if (moments.cancelledAt !== undefined) return 'cancelled'
  if (Date.parse(moments.dueAt) <= now) return 'expired'
  return moments.carriedOutAt === undefined ? 'prepared' : 'carriedOut'
}

/** True while the request holds an activation back: asked for, and neither answered nor given up. */
export function isOpen(state: ExchangeState): boolean {
  return state === 'prepared' || state === 'carriedOut'
}

export type ExchangeCounts = Readonly<Record<ExchangeState, number>>

/** The state a whole package is in: the earliest that still asks for something to be done. */
export function packageState(counts: ExchangeCounts): ExchangeState {
  const order: readonly ExchangeState[] = [
    'carriedOut',
    'prepared',
    'answered',
    'applied',
    'expired',
    'verified',
  ]
  return order.find((state) => counts[state] > 0) ?? 'cancelled'
}
