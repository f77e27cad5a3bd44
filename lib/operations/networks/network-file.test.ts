import { describe, expect, it } from 'vitest'
import { readNetworkFile } from './network-file'
import { planNetworks } from './plan-networks'

const NONE = { units: [], zones: [] }

async function planOf(text: string, listed: Parameters<typeof planNetworks>[1] = NONE) {
  const file = await readNetworkFile(text)
  const plan = planNetworks(file.lines, listed)
  return {
    units: plan.units.map(({ kind, name, forest, trust, effect }) => ({ kind, name, forest, trust, effect })),
    zones: plan.zones,
    rejected: [...file.rejected, ...plan.rejected].map(({ line, reason }) => `${line}: ${reason}`),
    unread: file.unread,
  }
}

const LIST = `kind,name,forest,trust,zone,servers,note
forest,corp.example,,own,corp.example,10.0.0.53 10.0.0.54,Headquarters
domain,emea.corp.example,corp.example,,emea.corp.example,,
forest,partner.example,,untrusted,partner.example,,
workgroup,WORKSHOP,,,lab.example,10.9.0.53:5353,`

describe('a list of networks', () => {
  it('gives forests, domains, workgroups and their zones', async () => {
    const plan = await planOf(LIST)
    expect(plan.rejected).toEqual([])
    expect(plan.units).toEqual([
      { kind: 'forest', name: 'corp.example', forest: null, trust: 'own', effect: 'new' },
      { kind: 'forest', name: 'partner.example', forest: null, trust: 'untrusted', effect: 'new' },
      { kind: 'domain', name: 'emea.corp.example', forest: 'corp.example', trust: null, effect: 'new' },
      { kind: 'workgroup', name: 'workshop', forest: null, trust: null, effect: 'new' },
    ])
    expect(plan.zones).toMatchObject([
      { name: 'corp.example', unit: 'corp.example', servers: ['10.0.0.53', '10.0.0.54'], isUntrusted: false },
      { name: 'emea.corp.example', unit: 'emea.corp.example', isUntrusted: false },
      { name: 'partner.example', isUntrusted: true },
      { name: 'lab.example', unit: 'workshop', servers: ['10.9.0.53:5353'] },
    ])
  })

  it.each<[string, string]>([
    [
      'semicolons, a byte order mark and other headers',
      '\uFEFFType;DNS-Name;Forest Name;Trust Type\r\nForest;Corp.Example.;;Own\r\n',
    ],
    ['tabs', 'kind\tname\ttrust\nforest\tcorp.example\town'],
    ['German headers', 'Art;Name;Vertrauen\nGesamtstruktur;corp.example;eigene'],
    ['the line that tells Excel its delimiter', 'sep=;\r\nkind;name;trust\r\nforest;corp.example;own'],
    ['quotes', '"kind","name","trust"\n"forest","corp.example","own"'],
  ])('is read with %s', async (_name, text) => {
    const plan = await planOf(text)
    expect(plan.rejected).toEqual([])
    expect(plan.units).toMatchObject([{ kind: 'forest', name: 'corp.example', trust: 'own' }])
  })

  it('may be a bare column of zones', async () => {
    const plan = await planOf('zone\ncorp.example\nlab.example\n')
    expect(plan.zones.map(({ name }) => name)).toEqual(['corp.example', 'lab.example'])
  })

  it('gives back each bad line with its reason and takes the rest', async () => {
    const plan = await planOf(
      [
        'kind,name,forest,trust,servers',
        'forest,corp.example,,own,',
        'site,berlin,,,',
        'zone,,,,',
        'zone,not a name,,,',
        'zone,lab.example,,,dns01.lab.example',
        'forest,other.example,,perhaps,',
        'domain,lost.example,nowhere.example,,',
        'workgroup,a-name-that-is-too-long,,,',
        // No real key: the groups only have the shape of one.
        'zone,bcdfg-hjkmp-qrtvw-xy234-6789n,,,',
        'zone,good.example,,,10.0.0.53',
      ].join('\n'),
    )
    expect(plan.rejected).toEqual([
      '3: "site" is not a kind: forest, domain, workgroup or zone.',
      '4: The name is missing.',
      expect.stringMatching(/^5: "not a name": This is not a DNS name/),
      expect.stringMatching(/^6: Servers: "dns01.lab.example" is not an address/),
      '7: "perhaps" is not a trust: own, trusted, untrusted.',
      expect.stringMatching(/^9: .*at most 15 characters/),
      expect.stringMatching(/^10: "XXXXX-XXXXX-XXXXX-XXXXX-6789N": This is a product key/),
      '8: The forest nowhere.example is neither listed nor in this file.',
    ])
    expect(plan.zones.map(({ name }) => name)).toEqual(['good.example'])
  })

  it('says twice the same once, and refuses a contradiction with its line', async () => {
    const plan = await planOf(
      'kind,name,servers\nzone,a.example,10.0.0.1\nzone,a.example,10.0.0.1\nzone,a.example,10.0.0.2',
    )
    expect(plan.zones).toHaveLength(1)
    expect(plan.rejected).toEqual(['4: Line 2 has other values for the zone a.example.'])
  })

  it('names the columns it does not read', async () => {
    expect((await planOf('kind,name,site\nzone,a.example,Berlin')).unread).toEqual(['site'])
  })

  it.each(['', '\n\n', 'hello', 'name\ncorp.example', '\0\0\0', '"', 'kind,name\n"'])(
    'does not fail on %j',
    async (text) => {
      expect((await planOf(text)).units).toEqual([])
    },
  )
})

describe('a list read again', () => {
  const listed = {
    units: [
      { kind: 'forest', name: 'corp.example', forest: null, trust: 'own', note: 'Ours', isRetired: false },
    ],
    zones: [
      {
        name: 'corp.example',
        unit: 'corp.example',
        servers: ['10.0.0.53'],
        isUntrusted: false,
        note: null,
        isRetired: true,
      },
    ],
  }

  it('changes nothing, and an empty cell takes nothing away', async () => {
    const plan = await planOf(
      'kind,name,trust,zone,servers,note\nforest,corp.example,,corp.example,,',
      listed,
    )
    expect(plan.units).toMatchObject([{ effect: 'same', trust: 'own' }])
    expect(plan.zones).toMatchObject([{ effect: 'same', servers: ['10.0.0.53'], isRetired: true }])
  })

  it('changes what it says otherwise', async () => {
    const plan = await planOf('kind,name,servers,retired\nzone,corp.example,10.0.0.99,no', listed)
    expect(plan.zones).toMatchObject([{ effect: 'changed', servers: ['10.0.0.99'], isRetired: false }])
  })

  it('refuses a line with more cells than there are columns, whose words would be lost', async () => {
    const { lines, rejected } = await readNetworkFile(
      'kind,name,note\nzone,a.example,one, two\nzone,b.example,"one, two",,\n',
    )
    expect(lines).toMatchObject([{ name: 'b.example', note: 'one, two' }])
    expect(rejected).toMatchObject([{ line: 2, reason: expect.stringContaining('beyond the last column') }])
  })
})
