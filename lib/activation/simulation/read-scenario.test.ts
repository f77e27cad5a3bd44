import { describe, expect, it } from 'vitest'
import { readScenario } from './read-scenario'

const host = { name: 'kms01.corp.example', keys: ['server-2022'] }
const group = { name: 'pc{n}', count: 30, activationId: '73111121-5638-40f6-bc11-f1d7b0d64300' }
const scenario = { start: '2026-01-05T08:00:00Z', days: 30, hosts: [host], clients: [group] }
const withHost = (fields: object) => ({ ...scenario, hosts: [{ ...host, ...fields }] })
const withGroup = (fields: object) => ({ ...scenario, clients: [{ ...group, ...fields }] })

describe('a scenario is read', () => {
  it.each([
    ['as small as it can be', scenario],
    ['without any host', { ...scenario, hosts: [] }],
    [
      'with everything',
      {
        ...scenario,
        seed: 7,
        jitterMinutes: 0,
        emit: { exchanges: true, clientReadingHours: 0, hostReadingHours: 1 },
        hosts: [
          {
            ...host,
            keys: ['server-2022', 'office-2019', 'office-ltsc-2021'],
            published: false,
            priority: 1,
            weight: 2,
            outages: [{ fromHour: 1, toHour: 2.5 }],
            activationIntervalMinutes: 15,
            renewalIntervalMinutes: 43_200,
          },
        ],
        clients: [
          {
            ...group,
            officeActivationId: '85dd8b5f-eaa4-4af3-a628-cce9e77c9a03',
            virtual: true,
            arrival: { kind: 'spread', fromHour: 0, toHour: 24 },
            host: 'KMS01.corp.example',
            hostCaching: false,
            initialGraceDays: 0,
            rebuildEveryDays: 14,
            sharedCmid: true,
            clockOffMinutes: -300,
            leaving: { share: 0.5, fromDay: 1, toDay: 2 },
          },
        ],
      },
    ],
  ])('%s', (_, json) => {
    expect(readScenario(json)).toEqual({ ok: true, scenario: json })
  })
})

describe('a wrong scenario is refused with the path', () => {
  it.each([
    [[], '$', /object/],
    [{ ...scenario, start: undefined }, 'start', /missing/],
    [{ ...scenario, start: '2026-01-05' }, 'start', /UTC/],
    [{ ...scenario, days: 0 }, 'days', /from 1\/24 \(one hour\) to 3660$/],
    [{ ...scenario, start: '2026-13-05T08:00:00Z' }, 'start', /UTC/],
    [{ ...scenario, days: 0 }, 'days', /number/],
    [{ ...scenario, days: '30' }, 'days', /number/],
    [{ ...scenario, sede: 7 }, 'sede', /not a known field/],
    [{ ...scenario, constructor: 7 }, 'constructor', /not a known field/],
    [{ ...scenario, seed: 1.5 }, 'seed', /whole/],
    [{ ...scenario, clients: [] }, 'clients', /list/],
    [{ ...scenario, emit: { hostReadingHours: 0.001 } }, 'emit.hostReadingHours', /0 for never/],
    [{ ...scenario, hosts: [host, { ...host, name: 'KMS01.corp.example' }] }, 'hosts[1].name', /earlier/],
    [withHost({ keys: ['server-2099'] }), 'hosts[0].keys[0]', /key group/],
    [withHost({ keys: ['server-2022', 'windows-10'] }), 'hosts[0].keys', /two Windows keys/],
    [withHost({ keys: ['office-2019', 'office-2019'] }), 'hosts[0].keys', /twice/],
    [withHost({ outages: [{ fromHour: 5, toHour: 4 }] }), 'hosts[0].outages[0].toHour', /before fromHour/],
    [withHost({ renewalIntervalMinutes: 14 }), 'hosts[0].renewalIntervalMinutes', /15/],
    [withGroup({ name: 'pc' }), 'clients[0].name', /\{n\}/],
    [withGroup({ count: 0 }), 'clients[0].count', /whole/],
    [withGroup({ count: 2_000_001 }), 'clients[0].count', /whole/],
    [withGroup({ activationId: 'no' }), 'clients[0].activationId', /KMS client/],
    [withGroup({ officeActivationId: group.activationId }), 'clients[0].officeActivationId', /Office/],
    [withGroup({ host: 'kms09' }), 'clients[0].host', /not one of the hosts/],
    [withGroup({ arrival: { kind: 'soon' } }), 'clients[0].arrival.kind', /atOnce, spread, given/],
    [withGroup({ arrival: { kind: 'spread', fromHour: 1 } }), 'clients[0].arrival.toHour', /missing/],
    [withGroup({ arrival: { kind: 'given', hours: [1, 2] } }), 'clients[0].arrival.hours', /2 hours for 30/],
    [withGroup({ arrival: { kind: 'given', hours: [1, -2] } }), 'clients[0].arrival.hours[1]', /number/],
    [withGroup({ leaving: { share: 2, fromDay: 0, toDay: 1 } }), 'clients[0].leaving.share', /0 to 1/],
    [
      {
        ...scenario,
        clients: [
          { ...group, count: 1_500_000 },
          { ...group, count: 1_500_000 },
        ],
      },
      'clients',
      /3000000 licenses/,
    ],
  ])('%#: %j', (json, path, problem) => {
    expect(readScenario(json)).toMatchObject({ ok: false, path, problem: expect.stringMatching(problem) })
  })
})
