import { z } from 'zod'
import { siteList } from '@/lib/auth/credentials'
import type { Role } from '@/lib/auth/permissions'
import { areSameSites, findSites, saySites } from '@/lib/data/belonging/within'
import { lockPerson, providerOf } from '@/lib/data/people/people'
import { operation, type Transaction } from '../operation'
import { placeOf } from '../own/own-account'
import { type LimitRefusal, type PersonRefusal, sayPersonRefusal } from './person-refusal'

/** Limits a person to the machines of some sites, or to none: at their next request they see no others. */
export const limitPerson = operation(
  'user.change',
  z.object({ personId: z.string().min(1), sites: siteList }),
  async ({ tx, audit, from }, { personId, sites }) => {
    const person = await lockPerson(tx, personId)
    if (!person) return refuse({ kind: 'noSuchPerson' })
    const provider = await providerOf(tx, person.id)
    if (provider !== undefined) return refuse({ kind: 'ofProvider', name: person.name, provider })
    const limit = await limitTo(tx, person.role, sites)
    if (!limit.ok) return limit
    if (areSameSites(person.siteIds, limit.siteIds)) return refuse({ kind: 'unchanged' })
    await tx.user.update({
      where: { id: personId },
      data: { siteIds: limit.siteIds },
      select: { id: true },
    })
    await audit({
      action: 'user.limit',
      subjectType: 'person',
      subjectId: personId,
      before: { name: person.name, ...(await saySites(person.siteIds)) },
      after: { name: person.name, ...(await saySites(limit.siteIds)), ...placeOf(from) },
    })
    return { ok: true as const, name: person.name, isLimited: sites.length > 0 }
  },
  { refusals: sayPersonRefusal, grave: true },
)

/** The sites of these names, to which somebody with the role can be limited; none: all machines. */
export async function limitTo(
  tx: Transaction,
  role: Role,
  sites: readonly string[],
): Promise<{ ok: true; siteIds: number[] } | { ok: false; refusal: LimitRefusal }> {
  if (sites.length > 0 && role === 'licensingAdmin') {
    return { ok: false, refusal: { kind: 'adminSeesAll' } }
  }
  const found = await findSites(tx, sites)
  if (!found.ok) return { ok: false, refusal: { kind: 'noSuchSite', site: found.unknown } }
  return { ok: true, siteIds: found.ids }
}

function refuse(refusal: PersonRefusal) {
  return { ok: false as const, refusal }
}
