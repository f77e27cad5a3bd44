import { describe, expect, it } from 'vitest'
import { computerOf, domainOfDn, headOfDn } from './directory-entry'
import { domainOf, trustOf, zoneOf } from './forest-entries'

const entry = (facts: Record<string, string | string[] | Buffer>) => ({
  dn: 'CN=WS1,OU=PCs,DC=corp,DC=example',
  objectClass: ['top', 'computer'],
  ...facts,
})

describe('a computer object', () => {
  it('is named by its DNS name, lower case', () => {
    expect(computerOf(entry({ dNSHostName: 'WS1.Corp.Example', sAMAccountName: 'OTHER$' }))).toMatchObject({
      name: 'ws1.corp.example',
      shortName: 'ws1',
    })
  })

  it('without one is named by account and domain', () => {
    expect(computerOf(entry({ sAMAccountName: 'WS1$' }))).toMatchObject({ name: 'ws1.corp.example' })
    expect(computerOf(entry({ cn: 'WS1' }))).toMatchObject({ name: 'ws1.corp.example' })
  })

  it.each([
    ['4096', false],
    ['4098', true],
    ['69634', true],
    ['', false],
    ['nonsense', false],
  ])('with userAccountControl %j is disabled: %s', (userAccountControl, isDisabled) => {
    expect(computerOf(entry({ cn: 'WS1', userAccountControl }))).toMatchObject({ isDisabled })
  })

  it('of a service account is no machine', () => {
    const objectClass = ['top', 'computer', 'msDS-GroupManagedServiceAccount']
    expect(computerOf(entry({ objectClass, sAMAccountName: 'svc$' }))).toBeUndefined()
  })

  it.each<Record<string, string>>([{}, { cn: '' }, { cn: 'a b c' }, { dNSHostName: '..' }])(
    'without a usable name is left out: %j',
    (facts) => {
      expect(computerOf(entry(facts))).toBeUndefined()
    },
  )

  it('takes attributes in any case and values as bytes', () => {
    expect(computerOf(entry({ dnshostname: Buffer.from('ws1.corp.example') }))).toMatchObject({
      name: 'ws1.corp.example',
    })
  })
})

it.each([
  ['CN=WS1,OU=PCs,DC=corp,DC=example', 'corp.example'],
  ['cn=ws1, dc=Corp , dc=Example', 'corp.example'],
  ['CN=odd\\,DC=name,DC=corp,DC=example', 'corp.example'],
  ['O=corp', ''],
  ['', ''],
])('the domain of %j is %j', (dn, domain) => {
  expect(domainOfDn(dn)).toBe(domain)
})

it.each([
  ['OU=PCs,DC=corp,DC=example', 'DC=corp,DC=example'],
  ['OU=People,O=corp', 'OU=People,O=corp'],
])('groups of people below %j are looked for below %j', (base, head) => {
  expect(headOfDn(base)).toBe(head)
})

describe('a crossRef object', () => {
  const crossRef = (systemFlags: string) =>
    domainOf(entry({ nCName: 'DC=corp,DC=example', dnsRoot: 'Corp.Example', systemFlags }))

  it('is a domain by its flags, not a partition of DNS or schema', () => {
    expect(crossRef('3')).toEqual({ name: 'corp.example', dn: 'DC=corp,DC=example' })
    expect(crossRef('5')).toBeUndefined()
    expect(crossRef('1')).toBeUndefined()
  })
})

describe('a trust', () => {
  const trust = (trustDirection: string, trustAttributes = '8', trustType = '2') =>
    trustOf(entry({ trustPartner: 'Partner.example', trustDirection, trustAttributes, trustType }))

  it.each([
    ['3', 'trusted'],
    ['1', 'trusted'],
    ['2', 'untrusted'],
    ['0', 'untrusted'],
  ])(
    'of direction %s makes the other forest %s: only who trusts us lets our hosts in',
    (direction, expected) => {
      expect(trust(direction)).toMatchObject({ name: 'partner.example', trust: expected })
    },
  )

  it('within the forest, or with what is no Active Directory, is no other forest', () => {
    expect(trust('3', '32')).toBeUndefined()
    expect(trust('3', '8', '3')).toBeUndefined()
  })
})

it.each([
  ['corp.example', 'corp.example'],
  ['2.0.192.in-addr.arpa', undefined],
  ['_msdcs.corp.example', undefined],
  ['RootDNSServers', undefined],
  ['..TrustAnchors', undefined],
])('the zone object %s is listed as %s', (name, expected) => {
  expect(zoneOf(entry({ name }))).toBe(expected)
})
