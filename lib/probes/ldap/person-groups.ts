import type { Entry } from 'ldapts'
import { classifyError } from './classify-error'
import { bytesOf, textOf, valuesOf } from './directory-entry'
import type { LdapSession } from './ldap-session'
import { BINARY_ATTRIBUTES, filterBytes, filterText, sidText } from './person-entry'

/** A group of somebody; keys are whatever may stand for it where roles are given to groups. */
export interface DirectoryGroup {
  name: string
  /** distinguished name, SID, and the account name, which is unique within a domain; never the common name, which is not */
  keys: string[]
}

const GROUP_ATTRIBUTES = ['cn', 'sAMAccountName', 'objectSid', 'memberOf'] as const
const A_FILTER = 40
const DEEPEST = 12
const MOST_GROUPS = 2_000

/**
 * Every group that somebody is in, by way of other groups too. Active Directory has worked that out (tokenGroups); elsewhere
 * it is walked from group to group.
 * @param root below which groups are looked for
 */
export async function groupsOf(session: LdapSession, person: Entry, root: string): Promise<DirectoryGroup[]> {
  const sids = await tokenGroups(session, person.dn)
  return sids.length > 0 ? groupsOfSids(session, sids, root) : walkGroups(session, person, root)
}

async function tokenGroups(session: LdapSession, dn: string): Promise<Buffer[]> {
  const search = { base: dn, scope: 'base', filter: '(objectClass=*)' } as const
  const asked = { ...search, attributes: ['tokenGroups'], binary: BINARY_ATTRIBUTES }
  const [entry] = await session.entries(asked)
  return entry ? bytesOf(entry, 'tokenGroups') : []
}

/** A group of another domain, or a built-in one, is known by its SID alone. */
async function groupsOfSids(session: LdapSession, sids: readonly Buffer[], root: string) {
  const found = new Map<string, DirectoryGroup>()
  for (const some of chunks(sids.slice(0, MOST_GROUPS))) {
    const any = some.map((sid) => `(objectSid=${filterBytes(sid)})`).join('')
    for (const group of (await search(session, root, `(|${any})`)).map(groupOf)) {
      for (const key of group.keys) found.set(key, group)
    }
  }
  return sids.flatMap((bytes) => {
    const sid = sidText(bytes)
    return sid === undefined ? [] : [found.get(sid) ?? { name: sid, keys: [sid] }]
  })
}

async function walkGroups(session: LdapSession, person: Entry, root: string): Promise<DirectoryGroup[]> {
  const found = new Map<string, DirectoryGroup>()
  const add = (dn: string, group: DirectoryGroup) => {
    const isNew = !found.has(dn.toLowerCase())
    if (isNew) found.set(dn.toLowerCase(), group)
    return isNew
  }
  const uid = textOf(person, 'uid')
  let level = [person]
  for (let depth = 0; depth < DEEPEST && level.length > 0 && found.size < MOST_GROUPS; depth += 1) {
    const above: Entry[] = []
    for (const some of chunks(level)) {
      const members = some.map(({ dn }) => `(member=${filterText(dn)})(uniqueMember=${filterText(dn)})`)
      const posix = depth === 0 && uid !== undefined ? `(memberUid=${filterText(uid)})` : ''
      const groups = await search(session, root, `(|${members.join('')}${posix})`)
      above.push(...groups.filter((group) => add(group.dn, groupOf(group))))
      // What the directory keeps with the member, where the group itself is out of sight.
      for (const dn of some.flatMap((entry) => valuesOf(entry, 'memberOf'))) {
        if (found.has(dn.toLowerCase())) continue
        const group = await readGroup(session, dn)
        add(dn, group ? groupOf(group) : { name: dn, keys: [dn] })
        if (group) above.push(group)
      }
    }
    level = above
  }
  return [...found.values()]
}

/** A group that is listed but cannot be read counts, and leads no further. */
async function readGroup(session: LdapSession, dn: string): Promise<Entry | undefined> {
  try {
    return (await search(session, dn, '(objectClass=*)', 'base'))[0]
  } catch (error) {
    const { kind } = classifyError(error, 'reading')
    if (['noSuchBase', 'notPermitted', 'referral'].includes(kind)) return undefined
    throw error
  }
}

function search(
  session: LdapSession,
  base: string,
  filter: string,
  scope: 'base' | 'sub' = 'sub',
): Promise<Entry[]> {
  const asked = { base, filter, scope, attributes: GROUP_ATTRIBUTES, binary: BINARY_ATTRIBUTES }
  return session.entries({ ...asked, most: MOST_GROUPS })
}

function groupOf(entry: Entry): DirectoryGroup {
  const sid = bytesOf(entry, 'objectSid').map(sidText)[0]
  const account = textOf(entry, 'sAMAccountName')
  return {
    name: account ?? textOf(entry, 'cn') ?? entry.dn,
    keys: [entry.dn, sid, account].filter((key) => key !== undefined),
  }
}

function chunks<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / A_FILTER) }, (_, at) =>
    all.slice(at * A_FILTER, (at + 1) * A_FILTER),
  )
}
