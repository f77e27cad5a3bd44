import { z } from 'zod'
import { ERASED_NAME, eraseFromAudit } from '@/lib/data/audit-chain/erase'
import { endSessions, findPerson } from '@/lib/data/people/people'
import { removeFactors } from '@/lib/data/people/second-factor'
import { operation } from '../operation'
import { type PersonRefusal, sayPersonRefusal } from './person-refusal'

const input = z.object({
  personId: z.string().min(1),
  reason: z.string().trim().min(1, 'Give a reason for the audit log.').max(500),
})

/** Takes the name and address of a disabled person out of the console and its audit log, which stays whole. */
export const erasePerson = operation(
  'user.change',
  input,
  async ({ tx, audit, actor }, { personId, reason }) => {
    const person = await findPerson(tx, personId)
    if (!person) return refuse({ kind: 'noSuchPerson' })
    if (!person.disabledAt) return refuse({ kind: 'notDisabled', name: person.name })
    if (person.id === actor.id) return refuse({ kind: 'unchanged' })
    await endSessions(tx, person.id)
    await tx.account.deleteMany({ where: { userId: person.id } })
    await removeFactors(tx, person.id)
    await tx.user.update({
      where: { id: person.id },
      data: { name: ERASED_NAME, email: `${person.id.toLowerCase()}@erased.invalid`, image: null },
      select: { id: true },
    })
    const entries = await eraseFromAudit(tx, person.id)
    await audit({
      action: 'audit.erasePerson',
      subjectType: 'person',
      subjectId: person.id,
      after: { name: ERASED_NAME, entries },
      reason,
    })
    return { ok: true as const, name: person.name, entries }
  },
  { refusals: sayPersonRefusal },
)

function refuse(refusal: PersonRefusal) {
  return { ok: false as const, refusal }
}
