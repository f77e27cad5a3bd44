/** What other limits would do: on today's data, and by the same rule functions over what is kept of the last 90 days. */
import type { Limits } from '@/lib/activation/alert/alert'
import { advance, goesOn, type KeptAlert, openAlert } from '@/lib/activation/alert/alert-life'
import { alertSentence } from '@/lib/activation/alert/alert-sentence'
import { kindOfRule } from '@/lib/activation/alert/alert-table'
import type { Judgement } from '@/lib/activation/alert/verdict'
import { type DataReader, mustBeAble } from '../permission'
import { loadRuleSettings, type RulesInForce, rulesInForce } from './alert-rules'
import { judgeFleet, judgeMachines, MACHINE_RULES } from './judge-fleet'
import { loadPast } from './past'
import { blankOf } from './round'
import { wholeFleet } from './stretches'

export interface LimitTrial {
  /** alerts that today's data would give, and what the first of them say */
  today: number
  named: string[]
  /** when each would have opened within 90 days; null: what decides is not kept that long */
  openings: { at: string; text: string }[] | null
}

const HOUR_MS = 3_600_000
const DAYS = 90
const MOST_NAMED = 10
const MOST_OPENINGS = 200

/** Tries limits of a kind; nothing is written. Undefined where there is no such kind. Throws NotPermitted without `alert.rules`. */
export async function tryLimits(
  reader: DataReader,
  rule: string,
  limits: Limits,
  now: Date,
): Promise<LimitTrial | undefined> {
  mustBeAble(reader, 'alert.rules')
  const kind = kindOfRule(rule)
  if (!kind) return undefined
  const rules = rulesInForce(await loadRuleSettings(), { [rule]: limits })
  const judge = { ...rules, isOn: (one: string) => one === rule }
  const { today, named } = await judgeToday(judge, now)
  return {
    today,
    named,
    openings: kind.history === 'kept' ? await openingsOf(rule, judge, now) : null,
  }
}

async function judgeToday(rules: RulesInForce, now: Date): Promise<Pick<LimitTrial, 'today' | 'named'>> {
  const outcome = { today: 0, named: [] as string[] }
  const add = (judgements: readonly Judgement[]) => {
    const broken = judgements.filter(({ verdict }) => verdict.is === 'broken')
    outcome.today += broken.length
    for (const one of broken.slice(0, MOST_NAMED - outcome.named.length))
      outcome.named.push(sayJudgement(one, now.getTime()))
  }
  const { judgements, hosts } = await judgeFleet(now, rules)
  add(judgements)
  if (!MACHINE_RULES.some((rule) => rules.isOn(rule))) return outcome
  for await (const stretch of wholeFleet()) add(await judgeMachines(now, rules, hosts, stretch))
  return outcome
}

const sayJudgement = ({ rule, verdict, ...about }: Judgement, now: number) =>
  alertSentence(
    {
      ...about,
      kind: kindOfRule(rule)?.kind ?? rule,
      evidence: verdict.is === 'well' ? {} : verdict.evidence,
      threshold: {},
    },
    now,
  ).text

/** Hour by hour, as rounds would have gone. */
async function openingsOf(
  rule: string,
  rules: RulesInForce,
  now: Date,
): Promise<{ at: string; text: string }[]> {
  const judgeAt = await loadPast(rule, rules, new Date(now.getTime() - DAYS * 24 * HOUR_MS), now)
  const kept = new Map<string, KeptAlert>()
  const openings: { at: string; text: string }[] = []
  for (let hours = DAYS * 24; hours >= 0; hours -= 1) {
    const time = now.getTime() - hours * HOUR_MS
    const at = new Date(time).toISOString()
    for (const judgement of judgeAt(time)) {
      const key = `${judgement.objectKind} ${judgement.object}`
      const around = { now: at, isMuted: false, closing: 'cleared' as const }
      const { verdict } = judgement
      const found = kept.get(key)
      const before = found && goesOn(found, at) ? found : undefined
      const next = before
        ? advance(before, verdict, around)
        : verdict.is === 'broken' && openAlert(blankOf(judgement, rules), verdict, around)
      if (!next) continue
      kept.set(key, next.alert)
      const isOpened = next.steps.some(({ step }) => step === 'opened' || step === 'reopened')
      // What held at the beginning had opened before.
      if (isOpened && hours < DAYS * 24) openings.push({ at, text: sayJudgement(judgement, time) })
    }
  }
  return openings.slice(-MOST_OPENINGS)
}
