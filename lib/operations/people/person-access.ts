import { z } from 'zod'
import { findPerson } from '@/lib/data/people/people'
import { findFactors, hasFactor, removeFactors } from '@/lib/data/people/second-factor'
import { endOtherSessions, endSession } from '@/lib/data/people/sessions'
import { operation } from '../operation'
import { placeOf } from '../own/own-account'
import { type PersonRefusal, sayPersonRefusal } from './person-refusal'

const aPerson = z.object({ personId: z.string().min(1) })

/** Ends one session of a person, or, without naming one, all they have. */
export const endPersonSessions = operation(
  'user.change',
  aPerson.extend({ sessionId: z.string().min(1).optional() }),
  async ({ tx, audit, from }, { personId, sessionId }) => {
    const person = await findPerson(tx, personId)
    if (!person) return refuse({ kind: 'noSuchPerson' })
    const ended = sessionId
      ? Number(await endSession(tx, personId, sessionId))
      : await endOtherSessions(tx, personId, undefined)
    if (ended === 0) return refuse({ kind: 'noSession', name: person.name })
    await audit({
      action: sessionId ? 'session.endOne' : 'session.endOthers',
      subjectType: 'person',
      subjectId: personId,
      after: { name: person.name, sessionsEnded: ended, ...placeOf(from) },
    })
    return { ok: true as const, name: person.name, ended }
  },
  { refusals: sayPersonRefusal },
)

/** For somebody who lost phone and recovery codes: the password alone lets in again, or leads to setting up a new factor. */
export const removePersonFactors = operation(
  'user.change',
  aPerson.extend({ reason: z.string().trim().min(1, 'Give a reason for the audit log.').max(500) }),
  async ({ tx, audit, from }, { personId, reason }) => {
    const person = await findPerson(tx, personId)
    if (!person) return refuse({ kind: 'noSuchPerson' })
    if (!hasFactor(await findFactors(tx, personId))) return refuse({ kind: 'unchanged' })
    await removeFactors(tx, personId)
    await endOtherSessions(tx, personId, undefined)
    await audit({
      action: 'factor.remove',
      subjectType: 'person',
      subjectId: personId,
      after: { name: person.name, ...placeOf(from) },
      reason,
    })
    return { ok: true as const, name: person.name }
  },
  { refusals: sayPersonRefusal, grave: true },
)

function refuse(refusal: PersonRefusal) {
  return { ok: false as const, refusal }
}
