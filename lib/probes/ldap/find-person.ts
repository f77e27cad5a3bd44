import type { Entry } from 'ldapts'
import { classifyError } from './classify-error'
import { bytesOf, headOfDn, textOf } from './directory-entry'
import type { LdapRefusal } from './ldap-refusal'
import { type LdapOptions, type LdapSession, type LdapTarget, openLdap } from './ldap-session'
import {
  type AccountBar,
  accountBar,
  BINARY_ATTRIBUTES,
  filterBytes,
  filterText,
  guidBytes,
  guidText,
  PERSON_ATTRIBUTES,
} from './person-entry'
import { type DirectoryGroup, groupsOf } from './person-groups'

export interface DirectoryPerson {
  /** objectGUID, or entryUUID: stays when the person is renamed or moved */
  subject: string
  dn: string
  name: string
  email: string | undefined
  bar: AccountBar | undefined
  groups: DirectoryGroup[]
  lockout: LockoutPolicy | undefined
}

/** After how many wrong passwords within which time the directory locks an account; 0: never. */
export interface LockoutPolicy {
  threshold: number
  windowMinutes: number
}

/** Whom to look for: what somebody typed, or whom a sign-in found before. */
export type WhichPerson = { name: string } | { subject: string }

/** A directory that errs is not one that says no: 'nobody' and 'several' are answers, a refusal is none. */
export type PersonAnswer =
  | { ok: true; found: DirectoryPerson | 'nobody' | 'several' }
  | { ok: false; refusal: LdapRefusal }

/** Looks somebody up with the account that the directory is read with: who they are, what bars them, their groups with those within which these are. */
export async function findPerson(
  target: LdapTarget,
  which: WhichPerson,
  now: Date,
  options: LdapOptions = {},
): Promise<PersonAnswer> {
  const opened = await openLdap(target, options)
  if (!opened.ok) return opened
  const { session } = opened
  try {
    const entries = await session.entries({
      base: target.baseDn,
      filter: `(&${PEOPLE}${filterOf(which)})`,
      attributes: PERSON_ATTRIBUTES,
      binary: BINARY_ATTRIBUTES,
      most: 100,
    })
    const [entry] = entries
    if (!entry) return { ok: true, found: 'nobody' }
    if (entries.length > 1) return { ok: true, found: 'several' }
    const guid = bytesOf(entry, 'objectGUID').map(guidText)[0]
    const subject = guid ?? textOf(entry, 'entryUUID')?.toLowerCase()
    if (subject === undefined) return { ok: true, found: 'nobody' }
    const root = headOfDn(target.baseDn)
    const person = {
      ...{ subject, dn: entry.dn, bar: accountBar(entry, now) },
      name: textOf(entry, 'displayName') ?? textOf(entry, 'cn') ?? '',
      email: emailOf(entry),
      groups: await groupsOf(session, entry, root),
      lockout: guid === undefined ? undefined : await lockoutOf(session, root),
    }
    return { ok: true, found: person }
  } catch (error) {
    return { ok: false, refusal: classifyError(error, 'reading') }
  } finally {
    await session.close()
  }
}

/** Whether a password is somebody's: one bind, and nothing is read with it. An empty one would be let in as nobody. */
export async function bindAs(
  target: LdapTarget,
  dn: string,
  password: string,
  options: LdapOptions = {},
): Promise<{ ok: true } | { ok: false; refusal: LdapRefusal }> {
  if (password === '') return { ok: false, refusal: { kind: 'wrongCredentials', detail: 'empty' } }
  const opened = await openLdap({ ...target, bindDn: dn, password }, options)
  if (opened.ok) await opened.session.close()
  return opened.ok ? { ok: true } : opened
}

const PEOPLE = '(|(objectClass=user)(objectClass=inetOrgPerson)(objectClass=person))(!(objectClass=computer))'

function filterOf(which: WhichPerson): string {
  if ('subject' in which) {
    const { subject } = which
    return `(|(objectGUID=${filterBytes(guidBytes(subject))})(entryUUID=${filterText(subject)}))`
  }
  // 'CORP\ada': the part before is the domain's short name.
  const account = which.name.split('\\').at(-1) ?? ''
  const name = filterText(account)
  if (account !== which.name) return `(sAMAccountName=${name})`
  return `(|(sAMAccountName=${name})(userPrincipalName=${name})(mail=${name})(uid=${name}))`
}

function emailOf(entry: Entry): string | undefined {
  const found = [textOf(entry, 'mail'), textOf(entry, 'userPrincipalName')]
  return found.find((text) => text && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text))?.toLowerCase()
}

const TICKS_A_MINUTE = -600_000_000

/** What the head of the domain says; finer policies for single groups are not looked at. Source: [MS-ADA1] 2.350, 2.353. */
async function lockoutOf(session: LdapSession, domain: string): Promise<LockoutPolicy | undefined> {
  const attributes = ['lockoutThreshold', 'lockOutObservationWindow']
  const search = { base: domain, scope: 'base', filter: '(objectClass=*)', attributes } as const
  try {
    const [head] = await session.entries(search)
    const threshold = head && textOf(head, 'lockoutThreshold')
    if (!head || threshold === undefined) return undefined
    const window = Number(textOf(head, 'lockOutObservationWindow') ?? 0) / TICKS_A_MINUTE
    return { threshold: Number(threshold), windowMinutes: Math.ceil(window) }
  } catch (error) {
    if (['noSuchBase', 'notPermitted'].includes(classifyError(error, 'reading').kind)) return undefined
    throw error
  }
}
