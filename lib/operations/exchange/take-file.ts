import { z } from 'zod'
import { isReleased } from '@/lib/data/keys/key-releases'
import { findAccessRules } from '@/lib/data/people/access-rules'
import { operation } from '../operation'
import { placeOf } from '../own/own-account'
import { sha256 } from './content-hash'
import { packageNumber } from './exchange-input'
import { refuse, sayExchangeRefusal } from './exchange-refusal'

/**
 * Lets the file of a package go where the rules need two persons: to the one to whom another person released it, while that holds,
 * with its hash in the audit log.
 */
export const takeFile = operation(
  'exchange.read',
  z.object({ number: packageNumber, content: z.string() }),
  async ({ tx, actor, now, audit, from }, { number, content }) => {
    const asked = { packageNumber: number, askedById: actor.id ?? '' }
    if (!(await isReleased(tx, asked, now))) return refuse({ kind: 'needsSecondPerson' })
    await audit({
      action: 'exchange.takeFile',
      subjectType: 'exchange',
      subjectId: String(number),
      after: {
        name: `package ${number}`,
        sha256: sha256(content),
        ...placeOf(from),
      },
    })
    return { ok: true as const }
  },
  { refusals: sayExchangeRefusal },
)

/** Whether the rules ask for it. */
export const takingNeedsTwo = async (): Promise<boolean> => (await findAccessRules()).twoPersons
