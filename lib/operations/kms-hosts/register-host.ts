import { z } from 'zod'
import { type ListedHost, readHostList } from '@/lib/activation/kms/host-list'
import { addRegistration, findRegistrationByName, registeredNames } from '@/lib/data/kms-hosts/registrations'
import { loadReferenceBook } from '@/lib/data/reference/own-entries'
import { operation } from '../operation'
import { fieldsOf } from './host-fields'
import { hostDetails, registerInput } from './host-input'
import { type HostRefusal, refuse, sayHostRefusal } from './host-refusal'

/** Registers a KMS host: from then on it is one of ours, whether or not anything was heard of it. */
export const registerHost = operation(
  'kmsHost.change',
  registerInput,
  async (context, { name, ...details }) => {
    const { tx, actor, now, audit } = context
    if (await findRegistrationByName(tx, name)) return refuse({ kind: 'alreadyRegistered', name })
    const { hosts } = await loadReferenceBook(actor)
    const checked = await fieldsOf(tx, details, name, hosts.groups)
    if (!checked.ok) return checked
    const id = await addRegistration(tx, name, checked.fields, { name: actor.name, at: now })
    await audit({
      action: 'kmsHost.register',
      subjectType: 'kmsHost',
      subjectId: name,
      after: { name, ...shown(checked.fields) },
    })
    return { ok: true as const, id, name }
  },
  { refusals: sayHostRefusal },
)

/** A line of a list that was not registered, and why. */
export type LineProblem = { line: number; text: string } & ({ problem: string } | { refusal: HostRefusal })

/**
 * Registers the hosts of a pasted list. A line that is in order is registered although others are not; every other one
 * comes back with its number and what is wrong.
 */
export const registerHosts = operation(
  'kmsHost.change',
  z.object({ list: z.string().max(200_000) }),
  async ({ tx, actor, now, audit }, { list }) => {
    const { hosts } = await loadReferenceBook(actor)
    const lines = readHostList(list, hosts.groups)
    const problems: LineProblem[] = []
    const taken = await registeredNames(
      tx,
      lines.flatMap((line) => (line.ok ? [line.host.name] : [])),
    )
    const registered: string[] = []
    for (const line of lines) {
      if (!line.ok) {
        problems.push({ line: line.line, text: line.text, problem: line.problem })
        continue
      }
      const { name } = line.host
      const at = { line: line.line, text: name }
      if (taken.has(name)) {
        problems.push({ ...at, refusal: { kind: 'alreadyRegistered', name } })
        continue
      }
      const details = detailsOf(line.host)
      if (!details.success) {
        problems.push({ ...at, problem: details.error.issues[0]?.message ?? 'it could not be read' })
        continue
      }
      const checked = await fieldsOf(tx, details.data, name, hosts.groups)
      if (!checked.ok) {
        problems.push({ ...at, refusal: checked.refusal })
        continue
      }
      await addRegistration(tx, name, checked.fields, { name: actor.name, at: now })
      taken.add(name)
      registered.push(name)
    }
    if (registered.length === 0 && problems.length === 0) return refuse({ kind: 'nothingToRegister' })
    await audit({
      action: 'kmsHost.registerList',
      subjectType: 'kmsHost',
      after: { registered, refused: problems.length },
    })
    return { ok: true as const, registered, problems }
  },
  { refusals: sayHostRefusal },
)

const detailsOf = ({ name: _, addresses, ...host }: ListedHost) =>
  hostDetails.safeParse({ ...host, ...(addresses && { addresses: addresses.join(' ') }) })

/** Fields that say something, for the audit log. */
export function shown(fields: object): Record<string, string | number | boolean | string[]> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== null && value !== false && !(Array.isArray(value) && value.length === 0),
    ),
  )
}
