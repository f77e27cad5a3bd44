import { z } from 'zod'
import { roleOfGroups } from '@/lib/auth/providers/group-roles'
import { findProvider, type ProviderTest, saveProviderTest } from '@/lib/data/people/sign-in-providers'
import { type DirectoryPerson, findPerson } from '@/lib/probes/ldap/find-person'
import type { LdapOptions } from '@/lib/probes/ldap/ldap-session'
import { targetOf } from '../networks/ask-directory'
import { sayReadingProblem } from '../networks/directory-refusal'
import { type Actor, type OperationCall, operation } from '../operation'
import { aProvider } from './provider-input'
import { refuse, saySettingsRefusal } from './settings-refusal'

/** Notes who tries a provider; what comes of it is kept with the provider. */
export const askProviderTest = operation(
  'user.change',
  aProvider.extend({ name: z.string().trim().max(254).default('') }),
  async ({ tx, audit }, { providerId }) => {
    const select = { name: true, kind: true }
    const provider = await tx.signInProvider.findUnique({ where: { id: providerId }, select })
    if (!provider) return refuse({ kind: 'noSuchProvider' })
    const after = { name: provider.name }
    await audit({ action: 'signIn.test', subjectType: 'provider', subjectId: providerId, after })
    return { ok: true as const }
  },
  { refusals: saySettingsRefusal },
)

/** Looks somebody up as a sign-in would, without a password, and keeps what came. */
export async function tryDirectoryProvider(
  actor: Actor,
  input: z.input<typeof askProviderTest.input>,
  call: OperationCall = {},
  options: LdapOptions = {},
) {
  const asked = await askProviderTest.run(actor, input, call)
  if (!asked.ok) return asked
  const provider = await findProvider(input.providerId)
  if (!provider?.directoryId) return refuse({ kind: 'noSuchProvider' })
  const { now = new Date() } = call
  const { name } = askProviderTest.input.parse(input)
  const test = { at: now.toISOString(), by: actor.name }
  const target = await targetOf(provider.directoryId)
  const answer = target && (await findPerson(target, { name }, now, options))
  await saveProviderTest(provider.id, { ...test, ...factsOf(provider, answer, target) })
  return asked
}

function factsOf(
  provider: NonNullable<Awaited<ReturnType<typeof findProvider>>>,
  answer: Awaited<ReturnType<typeof findPerson>> | undefined,
  target: { server: string; port: number } | undefined,
): Omit<ProviderTest, 'at' | 'by'> {
  if (!answer || !target) return { problem: 'The password of the directory’s account cannot be opened.' }
  if (!answer.ok) return { problem: sayReadingProblem(answer.refusal.kind, target) }
  if (answer.found === 'nobody') return { problem: 'The directory has no such person below its base.' }
  if (answer.found === 'several')
    return { problem: 'Several people have this name. One of their other names is theirs alone.' }
  const given = roleOfGroups(answer.found.groups, provider.groups)
  return {
    facts: entryFacts(answer.found),
    groups: answer.found.groups.map(({ name }) => name),
    role: given?.role ?? null,
    ...(given && { throughGroup: given.group }),
  }
}

const entryFacts = ({ dn, subject, name, email, bar, lockout }: DirectoryPerson) => [
  { name: 'Distinguished name', value: dn },
  { name: 'Identity', value: subject },
  { name: 'Name', value: name },
  { name: 'Email address', value: email ?? 'none' },
  { name: 'Account', value: bar ?? 'usable' },
  ...(lockout
    ? [
        {
          name: 'Locks after',
          value:
            lockout.threshold === 0
              ? 'never'
              : `${lockout.threshold} wrong passwords within ${lockout.windowMinutes} minutes`,
        },
      ]
    : []),
]
