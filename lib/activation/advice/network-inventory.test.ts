import { describe, expect, it } from 'vitest'
import { readInventory } from './network-inventory'

const network = {
  name: 'core',
  category: 'production',
  clients: 500,
  servers: 20,
  generation: '10-2016-or-later',
  membership: 'domain',
  reachesKms: true,
  reachesInternet: true,
  usesKmsForestDns: true,
}

describe('readInventory', () => {
  it('reads a list of networks', () => {
    const networks = [network, { ...network, lifetimeDays: 60, virtualOnDatacenterHosts: true }]
    expect(readInventory({ networks })).toEqual({ ok: true, networks, unknownPaths: [] })
  })

  it.each<[string, unknown]>([
    ['$', null],
    ['$', [network]],
    ['networks', {}],
    ['networks', { networks: {} }],
    ['networks', { networks: [] }],
    ['networks[1]', { networks: [network, 'core'] }],
    ['networks[0].name', { networks: [{ ...network, name: ' ' }] }],
    ['networks[0].category', { networks: [{ ...network, category: 'lab' }] }],
    ['networks[1].clients', { networks: [network, { ...network, clients: '500' }] }],
    ['networks[0].clients', { networks: [{ ...network, clients: 2.5 }] }],
    ['networks[0].clients', { networks: [{ ...network, clients: 0, servers: 0 }] }],
    ['networks[0].servers', { networks: [{ ...network, servers: -1 }] }],
    ['networks[0].generation', { networks: [{ ...network, generation: 'xp' }] }],
    ['networks[0].membership', { networks: [{ ...network, membership: undefined }] }],
    ['networks[0].reachesKms', { networks: [{ ...network, reachesKms: 'yes' }] }],
    ['networks[0].lifetimeDays', { networks: [{ ...network, lifetimeDays: 0 }] }],
    ['networks[0].lifetimeDays', { networks: [{ ...network, lifetimeDays: null }] }],
    ['networks[0].virtualOnDatacenterHosts', { networks: [{ ...network, virtualOnDatacenterHosts: 1 }] }],
  ])('names %s', (path, json) => {
    expect(readInventory(json)).toMatchObject({ ok: false, path })
  })

  it('passes over fields it does not know and names them', () => {
    expect(readInventory({ networks: [{ ...network, lifeTimeDays: 60 }] })).toMatchObject({
      ok: true,
      unknownPaths: ['networks[0].lifeTimeDays'],
    })
  })
})
