import { describe, expect, it } from 'vitest'
import { planActivation } from './plan'
import type { PlanInput, PlannedNetwork } from './plan-inventory'
import { drawPlan } from './plan-picture'
import { firewallOf, recordsOf, sayActivations } from './plan-sentence'
import { stepsInOrder } from './plan-steps'

/** Members of the domain from Windows 10 on: the directory activates their Windows. */
const MEMBERS: PlannedNetwork = {
  name: 'Head office',
  category: 'production',
  membership: 'domain',
  forest: 'corp.example',
  reachesKms: true,
  reachesInternet: true,
  usesKmsForestDns: true,
  machines: [{ generation: '10-2016-or-later', clients: 400 }],
  zones: ['corp.example'],
}
const CLOSED: PlannedNetwork = {
  ...MEMBERS,
  ...{ name: 'Plant', category: 'isolated', membership: 'workgroup' },
  ...{ reachesKms: false, reachesInternet: false, usesKmsForestDns: false },
  machines: [{ generation: '10-2016-or-later', clients: 60 }],
  zones: ['plant.example'],
}
const HOST = { name: 'kms01.corp.example', platform: 'Windows Server 2012 R2' }

const inputOf = (networks: PlannedNetwork[], over: Partial<PlanInput> = {}): PlanInput => ({
  networks,
  hosts: [HOST],
  ...over,
})

describe('Office that asks a KMS host beside a directory', () => {
  const input = inputOf([{ ...MEMBERS, office: [{ version: 'Office 2010', machines: 120 }] }])
  const plan = planActivation(input)

  it('needs hosts, though no Windows asks one', () => {
    expect(plan.lines.map(({ method }) => method)).toEqual(['adba'])
    expect(plan.counts).toEqual([
      { application: 'Office 2010', hosts: 2, machines: 120, expected: 10, need: 5, daysToFirst: 1 },
    ])
    expect(plan.hosts).toBe(2)
    expect(plan.hostActivations).toMatchObject({ needed: 1 })
  })

  it('has its record, its road, and steps with its own key', () => {
    expect(recordsOf(plan, input)).toEqual(['_vlmcs._tcp.corp.example SRV 0 0 1688 kms01.corp.example'])
    expect(firewallOf(plan, input)).toContainEqual({ from: 'Head office', to: HOST.name, port: 1688 })
    const steps = stepsInOrder(plan, input).map(({ text }) => text)
    expect(steps.filter((text) => text.includes('volume license pack of Office 2010'))).toHaveLength(1)
    expect(steps.some((text) => text.startsWith('Allow inbound TCP 1688'))).toBe(true)
  })

  it('is in the picture beside the directory', () => {
    const texts = drawPlan(plan, input).shapes.flatMap((shape) => (shape.kind === 'text' ? shape.text : []))
    expect(texts).toEqual(
      expect.arrayContaining([
        'Office 2010 on 120 machines: KMS',
        'Directory of corp.example',
        'Office 2010: count 10 each, 5 needed',
      ]),
    )
  })
})

describe('Office', () => {
  it('has a count of its own on the host of a closed network', () => {
    const { counts, questions } = planActivation(
      inputOf([{ ...CLOSED, office: [{ version: 'Office LTSC 2021', machines: 3 }] }]),
    )
    expect(counts.map(({ network, application, machines }) => [network, application, machines])).toEqual([
      ['Plant', 'windows', 60],
      ['Plant', 'Office LTSC 2021', 3],
    ])
    expect(questions.map(({ kind }) => kind)).toContain('countShort')
  })

  it('takes activations of a MAK of its own where Windows has a MAK', () => {
    const plan = planActivation(
      inputOf([
        {
          ...CLOSED,
          machines: [{ generation: '10-2016-or-later', clients: 12 }],
          rebuildsPerYear: 6,
          office: [{ version: 'Office LTSC 2021', machines: 10 }],
        },
      ]),
    )
    expect(plan).toMatchObject({ makActivations: 22, makActivationsPerYear: 11 })
    expect(sayActivations(plan)[1]).toBe(
      'MAK activations: 22 at the start (10 of a MAK for Office), about 11 each year.',
    )
  })

  it('goes to the directory from a member of the domain whose Windows stays as it was bought', () => {
    const { office } = planActivation(
      inputOf([
        { ...MEMBERS, asBoughtMachines: 400, office: [{ version: 'Office LTSC 2024', machines: 90 }] },
      ]),
    )
    expect(office.map(({ method }) => method)).toEqual(['adba'])
  })
})

describe('an activation object', () => {
  const second = { ...MEMBERS, name: 'Studio', forest: 'studio.example', ownForest: true }

  it('takes an activation of the host key in each forest that has none yet', () => {
    const none = planActivation(inputOf([MEMBERS, second], { hosts: [], hostActivationsUsed: 2 }))
    expect(none.hostActivations).toEqual({ used: 2, needed: 0, objects: 2, limit: 6 })
    expect(sayActivations(none)[0]).toBe(
      'Host activations: 2 used, 2 more needed for 2 activation objects, of 6.',
    )
    const input = inputOf([MEMBERS, second], { activatedForests: ['Corp.Example'] })
    const one = planActivation(input)
    expect(one.hostActivations.objects).toBe(1)
    const creating = stepsInOrder(one, input).filter(({ text }) =>
      text.includes('create the activation object'),
    )
    expect(creating.map(({ networks }) => networks)).toEqual([['Studio']])
  })

  it('is asked for with the hosts when the key has not enough of them left', () => {
    const { questions } = planActivation(inputOf([MEMBERS, second], { hosts: [], hostActivationsUsed: 5 }))
    expect(questions).toContainEqual({ kind: 'hostBudget', hosts: 0, objects: 2, left: 1 })
  })
})
