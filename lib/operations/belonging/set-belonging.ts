import { sayByHand } from '@/lib/data/belonging/belonging-store'
import { clientsMatching } from '@/lib/data/clients/clients-list'
import { loadClientsParams, requestOf } from '@/lib/format/clients-address'
import { NO_FILTER } from '@/lib/format/clients-filter'
import { operation } from '../operation'
import { handInput } from './belonging-input'
import { refuse, sayBelongingRefusal } from './belonging-refusal'
import { thenApply } from './then-apply'

/** Sets site, owner, department or tags of machines by hand: one, several, or all that a filter of the clients list finds. */
export const setBelonging = thenApply(
  operation(
    'fleet.change',
    handInput,
    async ({ tx, actor, now, audit }, { names, query, ...words }) => {
      const { site, owner, department, addTags, removeTags, forget } = words
      const saysNothing = [site, owner, department].every((value) => value === undefined)
      if (saysNothing && addTags.length + removeTags.length === 0 && !forget)
        return refuse({ kind: 'saysNothing' })
      const { filter } = requestOf(loadClientsParams(new URLSearchParams(query)))
      const matching = await clientsMatching(actor, names ? { ...NO_FILTER, names } : filter, now)
      const machines = await sayByHand(tx, matching, words, { at: now, by: actor.name })
      if (machines === 0) return refuse({ kind: 'noMachines' })
      const [only] = names ?? []
      const isOne = names?.length === 1 && only !== undefined
      await audit({
        action: 'belonging.set',
        subjectType: 'client',
        ...(isOne && { subjectId: only }),
        after: {
          name: isOne ? only : `${machines} machines`,
          ...(!names && { filter: query || 'all' }),
          ...saidOf({ site, owner, department }),
          ...(addTags.length > 0 && { tagsAdded: addTags.join(', ') }),
          ...(removeTags.length > 0 && { tagsRemoved: removeTags.join(', ') }),
          ...(forget && { forgotten: 'what was said by hand' }),
        },
      })
      return { ok: true as const, machines }
    },
    { refusals: sayBelongingRefusal, timeoutMs: 120_000 },
  ),
)

const saidOf = (fields: Record<string, string | undefined>) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) =>
      value === undefined ? [] : [[field, value === '' ? 'none' : value]],
    ),
  )
