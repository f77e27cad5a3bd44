import { z } from 'zod'
import { role } from '@/lib/auth/credentials'
import {
  askForTwoPersonsOff,
  findAccessRules,
  isAnyProviderOn,
  keepAccessRules,
} from '@/lib/data/people/access-rules'
import { countEmergencyAccounts, countOtherAdmins } from '@/lib/data/people/people'
import { operation } from '../operation'
import { placeOf } from '../own/own-account'
import { sayPersonRefusal } from './person-refusal'

/**
 * Sets which roles need a second factor, whether passwords are for emergencies only, and whether whole keys and packages need two
 * persons: that takes two persons to end as well.
 */
export const setAccessRules = operation(
  'user.change',
  z.object({
    secondFactorRoles: z.array(role),
    twoPersons: z.boolean(),
    passwordsOff: z.boolean().default(false),
  }),
  async ({ tx, actor, audit, now, from }, rules) => {
    const before = await findAccessRules(tx)
    if (rules.passwordsOff && !before.passwordsOff) {
      if (!(await isAnyProviderOn(tx)))
        return { ok: false as const, refusal: { kind: 'noProviderOn' as const } }
      if ((await countEmergencyAccounts(tx)) === 0) {
        return { ok: false as const, refusal: { kind: 'noEmergencyAccount' as const } }
      }
    }
    const others = before.twoPersons === rules.twoPersons ? 0 : await countOtherAdmins(tx, actor.id ?? '')
    if (rules.twoPersons && !before.twoPersons && others === 0) {
      return { ok: false as const, refusal: { kind: 'nobodyElse' as const } }
    }
    // Else one person could end it, and then reveal alone. Where there is no other admin left, nobody could agree.
    const isAsked = before.twoPersons && !rules.twoPersons && others > 0
    const twoPersons = isAsked ? !(await askForTwoPersonsOff(tx, actor.id ?? '', now)) : rules.twoPersons
    const next = {
      secondFactorRoles: [...new Set(rules.secondFactorRoles)],
      twoPersons,
      passwordsOff: rules.passwordsOff,
    }
    await keepAccessRules(tx, next)
    await audit({
      action: 'access.rules',
      subjectType: 'accessRules',
      before: { ...before },
      after: {
        ...next,
        ...(isAsked && twoPersons && { asked: 'to need one person only' }),
        ...placeOf(from),
      },
    })
    return { ok: true as const, waitsForAnother: isAsked && twoPersons }
  },
  { refusals: sayPersonRefusal, grave: true },
)
