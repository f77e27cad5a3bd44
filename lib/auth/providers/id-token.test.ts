import { describe, expect, it } from 'vitest'
import { isOverage, personOfClaims } from './id-token'

const names = (claims: Record<string, unknown>, path = 'groups') =>
  personOfClaims({ sub: '1', ...claims }, path).groups.map(({ name }) => name)

describe('the groups of an ID token', () => {
  it.each([
    [{ groups: ['a', 'b'] }, 'groups', ['a', 'b']],
    [{ groups: 'a' }, 'groups', ['a']],
    [{ realm_access: { roles: ['a'] } }, 'realm_access.roles', ['a']],
    [{ 'https://corp.example/groups': ['a'] }, 'https://corp.example/groups', ['a']],
    [{ groups: [{ name: 'a' }, 7, '', null] }, 'groups', []],
    [{}, 'groups', []],
    [{ realm_access: 'admin' }, 'realm_access.roles', []],
    // Whatever an object has by itself is no claim.
    [{}, 'constructor.name', []],
  ])('%j at %s are %j', (claims, path, expected) => {
    expect(names(claims, path)).toEqual(expected)
  })

  it('are left out by Entra ID where there are too many', () => {
    expect(isOverage({ _claim_names: { groups: 'src1' } }, 'groups')).toBe(true)
    expect(isOverage({ hasgroups: true }, 'groups')).toBe(true)
    expect(isOverage({ groups: [] }, 'groups')).toBe(false)
  })
})

describe('the address of an ID token', () => {
  it.each([
    [{ email: 'Ada@Corp.example', email_verified: true }, 'ada@corp.example', true],
    [{ email: 'ada@corp.example' }, 'ada@corp.example', false],
    [{ email: 'ada@corp.example', email_verified: 'true' }, 'ada@corp.example', false],
    [{ preferred_username: 'ada@corp.example', email_verified: true }, 'ada@corp.example', false],
    [{ preferred_username: 'ada' }, undefined, false],
  ])('of %j is %s, verified: %s', (claims, email, isEmailVerified) => {
    expect(personOfClaims({ sub: '1', ...claims }, 'groups')).toMatchObject({ email, isEmailVerified })
  })
})
