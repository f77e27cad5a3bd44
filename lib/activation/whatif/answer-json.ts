import { DAY_MS } from '../kms/timers'
import { dayOf } from './changes'
import type { FleetPattern } from './fleet-pattern'
import type { WhatIfQuestion } from './question'
import type { Lapse, WhatIfAnswer } from './whatif'
import {
  causeWords,
  missingWords,
  notLookedAtWords,
  productWords,
  whatIfSentence,
  whatIfSteps,
} from './whatif-sentence'

/** An answer as the command line prints it and the console keeps it. Days are 'YYYY-MM-DD', UTC. */
export interface WhatIfJson {
  sentence: string
  notLookedAt: string[]
  lapses: LapseJson[]
  silent: { machine: string; product: string; lapses: string; because: string }[]
  counts: {
    host: string
    application: string
    day: string
    count: number
    need: number
    low?: number
    high?: number
  }[]
  shares: { day: string; licensed: number; without: number; all: number }[]
  missing: string[]
  steps: { day: string; text: string; command?: string }[]
}

export interface LapseJson {
  /** null: a machine that a change brings, or that no source names */
  machine: string | null
  product: string
  on: string
  into: Lapse['into']
  notificationOn?: string
  because: string
  recoveredOn?: string
  /** it lapses without the changes as well */
  anyway?: true
  /** of runs with other chances, how many show it; absent: all */
  likelihood?: number
}

export function whatIfJson(
  answer: WhatIfAnswer,
  question: WhatIfQuestion,
  pattern: FleetPattern,
): WhatIfJson {
  return {
    sentence: whatIfSentence(answer, question),
    notLookedAt: notLookedAtWords(answer, pattern),
    lapses: answer.lapses.filter(({ isSilent, likelihood }) => !isSilent && likelihood >= 0.5).map(lapseJson),
    silent: answer.lapses
      .filter(({ isSilent }) => isSilent)
      .map((lapse) => ({
        machine: lapse.machine ?? '',
        product: productWords(lapse.activationId),
        lapses: dayOf(lapse.on),
        because: causeWords(lapse),
      })),
    counts: answer.counts.map(({ day, low, high, count, ...rest }) => ({
      ...rest,
      day: dayOf(answer.now + (day - 1) * DAY_MS),
      count,
      ...(low < high && { low, high }),
    })),
    shares: answer.shares.map(({ day, ...rest }) => ({
      ...rest,
      day: dayOf(answer.now + (day - 1) * DAY_MS),
    })),
    missing: missingWords(answer),
    steps: whatIfSteps(answer, question).map(({ at, text, command }) => ({
      day: dayOf(at),
      text,
      ...(command && { command }),
    })),
  }
}

function lapseJson(lapse: Lapse): LapseJson {
  return {
    machine: lapse.machine ?? null,
    product: productWords(lapse.activationId),
    on: dayOf(lapse.on),
    into: lapse.into,
    ...(lapse.notificationOn !== undefined && { notificationOn: dayOf(lapse.notificationOn) }),
    because: causeWords(lapse),
    ...(lapse.recoveredOn !== undefined && { recoveredOn: dayOf(lapse.recoveredOn) }),
    ...(lapse.anyway && { anyway: true as const }),
    ...(lapse.likelihood < 1 && { likelihood: Math.round(lapse.likelihood * 100) / 100 }),
  }
}
