import { z } from 'zod'
import { findRegistration, saveRegistration } from '@/lib/data/kms-hosts/registrations'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { operation } from '../operation'
import { reason } from '../reason-input'
import { fieldsOf } from './host-fields'
import { changeInput } from './host-input'
import { refuse, sayHostRefusal } from './host-refusal'
import { shown } from './register-host'

/** Changes what is registered of a host, but not its name: another name is another host, or one to merge. */
export const changeHost = operation(
  'kmsHost.change',
  changeInput,
  async ({ tx, actor, audit }, { id, ...details }) => {
    const host = await findRegistration(tx, id)
    if (!host) return refuse({ kind: 'noSuchHost' })
    const { hosts } = await loadReferenceBook(actor)
    const checked = await fieldsOf(tx, details, host.name, hosts.groups)
    if (!checked.ok) return checked
    const { id: _, name, retiredAt: __, retiredReason: ___, ...before } = host
    if (JSON.stringify(sorted(before)) === JSON.stringify(sorted(checked.fields)))
      return refuse({ kind: 'unchanged' })
    await saveRegistration(tx, id, checked.fields)
    await audit({
      action: 'kmsHost.change',
      subjectType: 'kmsHost',
      subjectId: name,
      before: { name, ...shown(before) },
      after: { name, ...shown(checked.fields) },
    })
    return { ok: true as const, name }
  },
  { refusals: sayHostRefusal },
)

/** Takes a host out of service, for a reason. What is heard of it from then on is said loudly. */
export const retireHost = operation(
  'kmsHost.change',
  z.object({ id: z.uuid(), reason }),
  async ({ tx, now, audit }, input) => {
    const host = await findRegistration(tx, input.id)
    if (!host) return refuse({ kind: 'noSuchHost' })
    if (host.retiredAt) return refuse({ kind: 'alreadyRetired' })
    await saveRegistration(tx, host.id, { retiredAt: now, retiredReason: input.reason })
    await audit({
      action: 'kmsHost.retire',
      subjectType: 'kmsHost',
      subjectId: host.name,
      before: { name: host.name, retired: false },
      after: { name: host.name, retired: true },
      reason: input.reason,
    })
    return { ok: true as const, name: host.name }
  },
  { refusals: sayHostRefusal },
)

/** Puts a retired host back into service. */
export const restoreHost = operation(
  'kmsHost.change',
  z.object({ id: z.uuid(), reason }),
  async ({ tx, audit }, input) => {
    const host = await findRegistration(tx, input.id)
    if (!host) return refuse({ kind: 'noSuchHost' })
    if (!host.retiredAt) return refuse({ kind: 'notRetired' })
    await saveRegistration(tx, host.id, { retiredAt: null, retiredReason: null })
    await audit({
      action: 'kmsHost.restore',
      subjectType: 'kmsHost',
      subjectId: host.name,
      before: { name: host.name, retired: true, retiredReason: host.retiredReason },
      after: { name: host.name, retired: false },
      reason: input.reason,
    })
    return { ok: true as const, name: host.name }
  },
  { refusals: sayHostRefusal },
)

const sorted = (fields: object) => Object.entries(fields).sort(([a], [b]) => a.localeCompare(b))
