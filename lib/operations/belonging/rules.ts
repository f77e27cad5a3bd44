import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { readPattern } from '@/lib/activation/belonging/belonging-rule'
import { countMeant, findRule, neighbourOf } from '@/lib/data/belonging/belonging-rules'
import { lookAtAll } from '@/lib/data/belonging/belonging-store'
import { onPrisma } from '@/lib/data/rows'
import { operation } from '../operation'
import { ruleInput } from './belonging-input'
import { refuse, sayBelongingRefusal } from './belonging-refusal'
import { thenApply } from './then-apply'

type RuleInput = z.output<typeof ruleInput>

/** The rule as it is kept, or why it cannot be one. */
function ruleOf({ kind, pattern, ...says }: RuleInput) {
  const read = readPattern(kind, pattern)
  if (!read.ok) return refuse({ kind: 'badPattern', problem: read.problem })
  const { site = null, owner = null, department = null, tags } = says
  if (site === null && owner === null && department === null && tags.length === 0)
    return refuse({ kind: 'saysNothing' })
  const rule = {
    kind,
    pattern: read.found.pattern,
    likePattern: read.found.like,
    site,
    owner,
    department,
    tags,
  }
  return { ok: true as const, rule }
}

const shown = ({
  likePattern: _,
  pattern,
  ...rule
}: Extract<ReturnType<typeof ruleOf>, { ok: true }>['rule']) => ({
  name: pattern,
  ...rule,
})

/** How many machines a rule would mean; writes nothing. */
export const previewRule = operation(
  'fleet.change',
  ruleInput,
  async ({ tx }, input) => {
    const made = ruleOf(input)
    if (!made.ok) return made
    const { kind, likePattern } = made.rule
    return { ok: true as const, ...(await countMeant(onPrisma(tx), { kind, like: likePattern })) }
  },
  { refusals: sayBelongingRefusal, withoutAudit: 'it only reads' },
)

/** Adds a rule behind the others. */
export const addRule = thenApply(
  operation(
    'fleet.change',
    ruleInput,
    async ({ tx, actor, now, audit }, input) => {
      const made = ruleOf(input)
      if (!made.ok) return made
      const { _max } = await tx.belongingRule.aggregate({ _max: { position: true } })
      const id = randomUUID()
      const position = (_max.position ?? 0) + 1
      await tx.belongingRule.create({
        data: { id, position, ...made.rule, createdAt: now, createdBy: actor.name },
        select: { id: true },
      })
      await lookAtAll(tx)
      await audit({
        action: 'belonging.addRule',
        subjectType: 'belongingRule',
        subjectId: id,
        after: shown(made.rule),
      })
      return { ok: true as const, id }
    },
    { refusals: sayBelongingRefusal },
  ),
)

const whichRule = z.object({ ruleId: z.uuid() })

/** Changes a rule in its place. */
export const changeRule = thenApply(
  operation(
    'fleet.change',
    ruleInput.extend(whichRule.shape),
    async ({ tx, audit }, { ruleId, ...input }) => {
      const earlier = await findRule(tx, ruleId)
      if (!earlier) return refuse({ kind: 'noSuchRule' })
      const made = ruleOf(input)
      if (!made.ok) return made
      await tx.belongingRule.update({ where: { id: ruleId }, data: made.rule, select: { id: true } })
      await lookAtAll(tx)
      const { id, position: _, pattern, ...before } = earlier
      await audit({
        action: 'belonging.changeRule',
        subjectType: 'belongingRule',
        subjectId: id,
        before: { name: pattern, ...before },
        after: shown(made.rule),
      })
      return { ok: true as const }
    },
    { refusals: sayBelongingRefusal },
  ),
)

/** Moves a rule before or behind its neighbour: of several that say a field, the first counts. */
export const moveRule = thenApply(
  operation(
    'fleet.change',
    whichRule.extend({ direction: z.enum(['up', 'down']) }),
    async ({ tx, audit }, { ruleId, direction }) => {
      const rule = await findRule(tx, ruleId)
      if (!rule) return refuse({ kind: 'noSuchRule' })
      const other = await neighbourOf(tx, rule, direction)
      if (!other) return refuse({ kind: 'firstOrLast' })
      for (const [one, position] of [
        [rule, other.position],
        [other, rule.position],
      ] as const)
        await tx.belongingRule.update({ where: { id: one.id }, data: { position }, select: { id: true } })
      await lookAtAll(tx)
      await audit({
        action: 'belonging.moveRule',
        subjectType: 'belongingRule',
        subjectId: ruleId,
        after: { name: rule.pattern, direction },
      })
      return { ok: true as const }
    },
    { refusals: sayBelongingRefusal },
  ),
)

/** Takes a rule away; what only it said of machines goes with it. */
export const removeRule = thenApply(
  operation(
    'fleet.change',
    whichRule,
    async ({ tx, audit }, { ruleId }) => {
      const rule = await findRule(tx, ruleId)
      if (!rule) return refuse({ kind: 'noSuchRule' })
      await tx.belongingRule.delete({ where: { id: ruleId }, select: { id: true } })
      await lookAtAll(tx)
      const { id, position: _, pattern, ...before } = rule
      await audit({
        action: 'belonging.removeRule',
        subjectType: 'belongingRule',
        subjectId: id,
        before: { name: pattern, ...before },
      })
      return { ok: true as const, pattern }
    },
    { refusals: sayBelongingRefusal },
  ),
)
