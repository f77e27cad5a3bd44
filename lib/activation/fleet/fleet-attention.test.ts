import { describe, expect, it } from 'vitest'
import { fleetAttention } from './fleet-attention'
import type { FleetSummary, HostSummary } from './fleet-summary'

const host: HostSummary = {
  name: 'kms01.corp.example',
  application: 'windows',
  productLabel: 'Windows Server 2022 host key',
  licensed: true,
  currentCount: 50,
  neededCount: 25,
  clients: 400,
}

const well: FleetSummary = {
  clients: 400,
  byCondition: { licensed: 400, grace: 0, notification: 0, unlicensed: 0, silent: 0 },
  byReason: [],
  graceEndingWithin7Days: 0,
  expiringWithin30Days: 0,
  hosts: [host],
}

describe('what needs someone', () => {
  it('is nothing where every machine is licensed and every host is above its threshold', () => {
    expect(fleetAttention(well)).toEqual([])
  })

  it('names a host below its threshold with its numbers, before any machine', () => {
    const fleet = {
      ...well,
      hosts: [{ ...host, currentCount: 17 }],
      byCondition: { ...well.byCondition, unlicensed: 2 },
    }
    expect(fleetAttention(fleet)).toEqual([
      {
        kind: 'hostBelowThreshold',
        host: host.name,
        productLabel: host.productLabel,
        count: 17,
        needed: 25,
        clients: 400,
      },
      { kind: 'unlicensed', clients: 2 },
    ])
  })

  it('does not call a host low whose count is not known', () => {
    expect(fleetAttention({ ...well, hosts: [{ ...host, currentCount: undefined }] })).toEqual([])
  })

  it('does not call a host silent whose count is too low', () => {
    const silent = (name: string) =>
      ({ kind: 'hostSilent', host: name, clients: 3, lastRequestAt: '2026-11-01T00:00:00Z' }) as const
    const inventory = [silent(host.name), silent('kms02.corp.example')]
    const items = fleetAttention({ ...well, hosts: [{ ...host, currentCount: 17 }], inventory })
    expect(items.map((item) => item.kind)).toEqual(['hostBelowThreshold', 'hostSilent'])
    expect(items[1]).toMatchObject({ host: 'kms02.corp.example' })
  })

  it('says a host that is not licensed is not licensed, whatever its count', () => {
    const items = fleetAttention({ ...well, hosts: [{ ...host, licensed: false, currentCount: 3 }] })
    expect(items.map((item) => item.kind)).toEqual(['hostNotLicensed'])
  })

  it('gives the most frequent reason of the machines in notification', () => {
    const fleet = {
      ...well,
      byCondition: { ...well.byCondition, notification: 9 },
      byReason: [
        { condition: 'grace' as const, reason: '0xC004F038', clients: 20 },
        { condition: 'notification' as const, reason: '0xC004F074', clients: 6 },
      ],
    }
    expect(fleetAttention(fleet)).toEqual([{ kind: 'notification', clients: 9, top: fleet.byReason[1] }])
  })
})
