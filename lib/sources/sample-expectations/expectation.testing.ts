import type { Observation } from '@/lib/activation/observation'
import type { ReadContext, TextFormat } from '../reader'

/** What a careful person writes down from one fixture. */
export interface Expectation {
  /** Absent when the text must not be taken for licensing data. */
  format: TextFormat | undefined
  observations: [line: number, observation: Observation][]
  /** Line and a part of the reason. */
  rejected?: [line: number, reason: RegExp][]
}

/** Every fixture is read as if somebody had said that all of it came from this machine at this time. */
export const GIVEN: ReadContext & { hostName: string } = {
  hostName: 'given-host',
  observedAt: '2026-06-01T08:00:00.000Z',
  captures: 'oneMachine',
}

export const GIVEN_TIME = GIVEN.observedAt
export const GIVEN_CLIENT = { name: GIVEN.hostName }

export const WINDOWS = '55c92734-d682-4d71-983e-d6ec3f16059f'
export const KMS_CLIENT_TEXT = 'Windows(R) Operating System, VOLUME_KMSCLIENT channel'
export const MAK_TEXT = 'Windows(R) Operating System, VOLUME_MAK channel'
export const RETAIL_TEXT = 'Windows(R) Operating System, RETAIL channel'

export const AMBIGUOUS = /day and month (?:of the event )?cannot be told apart/i
