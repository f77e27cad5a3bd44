import { SUCCESS_CODE } from '../reason/reason-code'
import type { SimKey } from './sim-hosts'

/** Codes a KMS host refuses with. */
export const REFUSAL = {
  countTooLow: '0xC004F038',
  keyDoesNotServe: '0xC004F042',
  wrongClock: '0xC004F06C',
} as const

/** What a client sends, as far as the answer depends on it. */
export interface SimRequest {
  cmid: number
  minimumCount: number
  /** False for virtual machines of generations that count physical ones only. */
  isCountable: boolean
  hasWrongClock: boolean
  /** The client's license status before the answer, as Windows numbers it. */
  statusNumber: number
}

/** What a host says. count: absent where it refuses before it counts. */
export interface KmsAnswer {
  hresult: string
  count?: number
}

/**
 * A host's answer. The client is counted first and judged then: the one that makes the count large enough is
 * served at once, the ones before it at their next retry. That a client refused for its product or its clock is
 * not counted is our reading. key: the one that serves the product, absent when none does.
 */
export function kmsAnswer(key: SimKey | undefined, request: SimRequest, now: number): KmsAnswer {
  if (key === undefined) return { hresult: REFUSAL.keyDoesNotServe }
  const answer = judge(key, request, now)
  key.total += 1
  key.byStatus[request.statusNumber] = (key.byStatus[request.statusNumber] ?? 0) + 1
  if (answer.hresult !== SUCCESS_CODE) key.failed += 1
  return answer
}

function judge({ cache }: SimKey, request: SimRequest, now: number): KmsAnswer {
  if (request.hasWrongClock) return { hresult: REFUSAL.wrongClock }
  cache.makeRoom(request.minimumCount)
  if (request.isCountable) cache.note(request.cmid, now)
  const count = cache.count(now)
  return { hresult: count >= request.minimumCount ? SUCCESS_CODE : REFUSAL.countTooLow, count }
}
