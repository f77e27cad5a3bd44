import { describe, expect, it } from 'vitest'
import { type GroupRole, groupKey, roleOfGroups, sayGroups } from './group-roles'

const group = (name: string, ...keys: string[]) => ({ name, keys: keys.length > 0 ? keys : [name] })

const GIVEN: readonly GroupRole[] = [
  { group: 'desk', role: 'helpdesk', siteIds: [] },
  { group: 'CN=Managers,OU=Groups,DC=corp,DC=example', role: 'manager', siteIds: [] },
  { group: 'S-1-5-21-1-2-3-1105', role: 'licensingAdmin', siteIds: [] },
]

describe('the role of somebody’s groups', () => {
  it.each([
    [[group('desk')], 'helpdesk'],
    [[group('desk'), group('Managers', 'cn=managers, ou=Groups, dc=corp, dc=example')], 'manager'],
    [
      [group('Admins', 'CN=Admins,DC=corp,DC=example', 's-1-5-21-1-2-3-1105'), group('desk')],
      'licensingAdmin',
    ],
    [[group('desk of Berlin')], undefined],
    // A group elsewhere with the same common name is another group.
    [[group('Managers', 'CN=Managers,OU=Mine,DC=corp,DC=example')], undefined],
    [[], undefined],
  ])('of %j is %s', (found, role) => {
    expect(roleOfGroups(found, GIVEN)?.role).toBe(role)
  })

  it('limits to the sites of all groups that give it, unless one of them opens all machines', () => {
    const sites = (...siteIds: number[]) => ({ role: 'helpdesk', siteIds }) as const
    const given = [
      { group: 'berlin', ...sites(1) },
      { group: 'munich', ...sites(2, 1) },
      { group: 'everywhere', ...sites() },
    ]
    const of = (...names: string[]) =>
      roleOfGroups(
        names.map((name) => group(name)),
        given,
      )?.siteIds
    expect(of('berlin')).toEqual([1])
    expect(of('munich', 'berlin')).toEqual([1, 2])
    expect(of('munich', 'everywhere')).toEqual([])
  })

  it('names the group that gives it', () => {
    expect(roleOfGroups([group('Admins', 'S-1-5-21-1-2-3-1105')], GIVEN)?.group).toBe('Admins')
  })
})

it('keeps an escaped comma within a name', () => {
  expect(groupKey('CN=Desk\\, Berlin , DC=corp')).toBe('cn=desk\\, berlin,dc=corp')
})

it('says the first groups and counts the others', () => {
  expect(sayGroups([])).toBe('no group at all')
  expect(sayGroups(['a', 'b', 'c'], 2)).toBe('a, b and 1 more')
})
