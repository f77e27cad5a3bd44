/** Who stands in the directory of npm run test:sign-in: people as Active Directory has them, others as OpenLDAP does. */
import { fileTimeOf, PASSWORD, READER, ROOT } from './directory-content'

export const PEOPLE = `CN=Users,${ROOT}`
export const personDn = (name: string) => `CN=${name},${PEOPLE}`
export const groupDn = (name: string) => `CN=${name},CN=Groups,${ROOT}`
export const passwordOf = (name: string) => `pässword of ${name}; (long)`

/** S-1-5-21-1-2-3-RID as a directory holds it. */
export function sidOf(rid: number): Buffer {
  const sid = Buffer.alloc(28)
  sid.set([1, 5, 0, 0, 0, 0, 0, 5])
  for (const [at, part] of [21, 1, 2, 3, rid].entries()) sid.writeUInt32LE(part, 8 + 4 * at)
  return sid
}

type Facts = Record<string, string | Buffer | readonly (string | Buffer)[]>

/** LDIF: a domain that locks accounts after five wrong passwords, people and groups. */
export function peopleLdif(now: Date): string {
  const yesterday = fileTimeOf(new Date(now.getTime() - 86_400_000))
  const container = (dn: string) => entry(dn, ['container'], {})
  return [
    entry(ROOT, ['domainDNS', 'lockoutPolicy'], {
      ...{ lockoutThreshold: '5', lockOutObservationWindow: String(-30 * 600_000_000) },
    }),
    entry(READER, ['reader'], { userPassword: PASSWORD }),
    container(PEOPLE),
    container(`CN=Groups,${ROOT}`),
    user('ada', 1, { tokenGroups: [sidOf(1101), sidOf(1102), sidOf(9999)] }),
    user('dora', 2, { tokenGroups: [sidOf(1101)], userAccountControl: '514' }),
    user('emil', 3, { tokenGroups: [sidOf(1101)], accountExpires: yesterday }),
    user('lena', 4, { tokenGroups: [sidOf(1101)], lockoutTime: yesterday }),
    user('nobody', 5, {}),
    user('twin1', 6, { mail: 'twins@corp.example' }),
    user('twin2', 7, { mail: 'twins@corp.example' }),
    user('star*)(cn=*', 8, { tokenGroups: [sidOf(1101)] }),
    entry(personDn('otto'), ['inetOrgPerson'], {
      ...{ sn: 'Otto', uid: 'otto', mail: 'otto@corp.example', userPassword: passwordOf('otto') },
    }),
    group('Desk', 1101, []),
    group('Licensing', 1102, []),
    // Nested twice, and a circle.
    group('Inner', 1201, [personDn('otto'), groupDn('Outer')]),
    group('Middle', 1202, [groupDn('Inner')]),
    group('Outer', 1203, [groupDn('Middle')]),
  ].join('\n\n')
}

function user(name: string, number: number, facts: Facts): string {
  return entry(personDn(name.replace(/\W/g, '')), ['user'], {
    ...{ sAMAccountName: name, userPrincipalName: `${name.replace(/\W/g, '')}@corp.example` },
    ...{ displayName: `${name} of the directory`, mail: `mail-${name.replace(/\W/g, '')}@corp.example` },
    ...{ objectGUID: Buffer.alloc(16, number), userAccountControl: '512', userPassword: passwordOf(name) },
    ...facts,
  })
}

const group = (name: string, rid: number, member: string[]) =>
  entry(groupDn(name), ['group'], { sAMAccountName: name, objectSid: sidOf(rid), member })

function entry(dn: string, classes: string[], facts: Facts): string {
  const [type = '', value = ''] = dn.split(',')[0]?.split('=') ?? []
  const all = { objectClass: classes, [type]: value, ...facts }
  const lines = Object.entries(all).flatMap(([name, values]) =>
    [values].flat().map((one) => `${name}:: ${Buffer.from(one).toString('base64')}`),
  )
  return [`dn:: ${Buffer.from(dn).toString('base64')}`, ...lines].join('\n')
}
