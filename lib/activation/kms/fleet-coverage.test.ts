import { describe, expect, it } from 'vitest'
import { type FleetProduct, fleetCoverage } from './fleet-coverage'
import { installedKeyGroup } from './installed-key-group'
import { keyGroup } from './key-groups'

const windows11: FleetProduct = {
  label: 'Windows 11 Enterprise',
  family: 'client',
  generation: 'Windows 11',
  edition: 'Enterprise',
  licenses: 400,
}
const server2019: FleetProduct = {
  label: 'Windows Server 2019 Standard',
  family: 'server',
  generation: 'Windows Server 2019',
  edition: 'ServerStandard',
  licenses: 66,
}
const server2025: FleetProduct = {
  label: 'Windows Server 2025 Standard',
  family: 'server',
  generation: 'Windows Server 2025',
  edition: 'ServerStandard',
  licenses: 24,
}
const office2024: FleetProduct = {
  label: 'Office LTSC Professional Plus 2024',
  family: 'office',
  generation: 'Office LTSC 2024',
  licenses: 120,
}
const unknown: FleetProduct = { label: 'Unknown product', family: 'other', licenses: 2 }

describe('fleetCoverage', () => {
  it('finds nothing uncovered where the installed keys serve all', () => {
    const installed = [keyGroup('server-2025'), keyGroup('office-ltsc-2024')]
    expect(fleetCoverage([windows11, server2025, office2024], installed)).toMatchObject({
      licenses: 544,
      servedLicenses: 544,
      uncovered: [],
    })
  })

  it('names what is newer than the key, with the cheapest key that serves it', () => {
    const { uncovered, servedLicenses } = fleetCoverage(
      [windows11, server2025, server2019],
      [keyGroup('server-2022')],
    )
    expect(servedLicenses).toBe(466)
    expect(uncovered).toEqual([
      {
        product: server2025,
        refusal: {
          kind: 'keyTooOld',
          keyUpTo: 'Windows Server 2022',
          product: 'Windows Server 2025',
          needed: 'server-2025',
        },
        cheapest: 'server-2025',
      },
    ])
  })

  it('lists the largest first, and says when no key of that side is installed', () => {
    const { uncovered, cheapestForAll } = fleetCoverage(
      [server2025, office2024, unknown],
      [keyGroup('server-2022')],
    )
    expect(
      uncovered.map(({ product, refusal, cheapest }) => [product.label, refusal?.kind, cheapest]),
    ).toEqual([
      ['Office LTSC Professional Plus 2024', undefined, 'office-ltsc-2024'],
      ['Windows Server 2025 Standard', 'keyTooOld', 'server-2025'],
      ['Unknown product', 'unknownProduct', undefined],
    ])
    expect(cheapestForAll).toEqual(['server-2025', 'office-ltsc-2024'])
  })
})

describe('installedKeyGroup', () => {
  it.each([
    [
      'the channel of its description',
      { description: 'Windows(R) Operating System, VOLUME_KMS_WS22 channel', activationId: null },
      'server-2022',
    ],
    [
      'the activation ID of an Office host',
      { description: 'Office 21, VOLUME_KMS channel', activationId: '47f3b983-7c53-4d45-abc6-bcd91e2dd90a' },
      'office-ltsc-2021',
    ],
    [
      'nothing',
      { description: 'Windows(R) Operating System, VOLUME_KMS channel', activationId: null },
      undefined,
    ],
  ])('is told by %s', (_what, product, id) => {
    expect(installedKeyGroup(product)?.id).toBe(id)
  })
})
