import { z } from 'zod'
import {
  decideName,
  findNameDecision,
  findRegistration,
  findRegistrationByName,
  forgetNameDecision,
  isKnownName,
  removeRegistration,
} from '@/lib/data/kms-hosts/registrations'
import { operation } from '../operation'
import { reason } from '../reason-input'
import { hostName } from './host-input'
import { refuse, sayHostRefusal } from './host-refusal'
import { shown } from './register-host'

/**
 * Two names of one host from now on, for a reason: an alias, an address, the name before a rename. Nothing recorded is
 * changed, so that parting them again gives back what was; only a registration under the name that goes is removed,
 * since a host has one, and stays in the audit log.
 */
export const mergeHostNames = operation(
  'kmsHost.change',
  z.object({ name: z.string().min(1, 'Choose the other name.').pipe(hostName), into: hostName, reason }),
  async ({ tx, now, actor, audit }, { name, into, reason: why }) => {
    if (name === into) return refuse({ kind: 'sameName' })
    if (!(await isKnownName(tx, name))) return refuse({ kind: 'unknownName', name })
    if (!(await isKnownName(tx, into))) return refuse({ kind: 'unknownName', name: into })
    if ((await findNameDecision(tx, into))?.sameAs === name) return refuse({ kind: 'wouldCircle' })
    const before = await findNameDecision(tx, name)
    if (before?.sameAs === into) return refuse({ kind: 'unchanged' })
    const registered = await findRegistrationByName(tx, name)
    const given = registered && (await findRegistration(tx, registered.id))
    if (given) await removeRegistration(tx, given.id)
    await decideName(tx, { name, sameAs: into, reason: why, at: now, by: actor.name })
    await audit({
      action: 'kmsHost.mergeNames',
      subjectType: 'kmsHost',
      subjectId: into,
      before: {
        name,
        sameAs: before?.sameAs ?? null,
        ...(given && { registration: shown({ ...given, id: null }) }),
      },
      after: { name, sameAs: into },
      reason: why,
    })
    return { ok: true as const, name: into }
  },
  { refusals: sayHostRefusal },
)

/** A name is a host of its own from now on, for a reason: what a person or the likeness of names put together is parted. */
export const partHostName = operation(
  'kmsHost.change',
  z.object({ name: hostName, reason }),
  async ({ tx, now, actor, audit }, { name, reason: why }) => {
    if (!(await isKnownName(tx, name))) return refuse({ kind: 'unknownName', name })
    const before = await findNameDecision(tx, name)
    if (before?.sameAs === null) return refuse({ kind: 'notMerged', name })
    if (before && name.includes('.')) await forgetNameDecision(tx, name)
    else await decideName(tx, { name, sameAs: null, reason: why, at: now, by: actor.name })
    await audit({
      action: 'kmsHost.partName',
      subjectType: 'kmsHost',
      subjectId: name,
      before: { name, sameAs: before?.sameAs ?? 'by its name' },
      after: { name, sameAs: null },
      reason: why,
    })
    return { ok: true as const, name }
  },
  { refusals: sayHostRefusal },
)
