import { describe, expect, it } from 'vitest'
import { compareVersions, sayDifference, sayWatch } from './difference-sentence'
import {
  generationNamed,
  type KnownFacts,
  type KnownGroup,
  knownInput,
  originCounts,
  originsOf,
} from './known-fleet'
import { planActivation } from './plan'
import { isExpected, planBesideToday } from './plan-difference'
import { machinesIn, type PlanInput, readPlanInput } from './plan-inventory'
import { drawPlan } from './plan-picture'
import { PLAN_SCRIPTS, type PlanScript, planScript } from './plan-scripts'
import { firewallOf, sayHostProblem, sayMethod, sayPlannedKey } from './plan-sentence'

const group = (over: Partial<KnownGroup>): KnownGroup => ({
  zone: 'corp.example',
  generation: 'Windows 11',
  productLabel: 'Windows 11 Enterprise',
  method: 'kms',
  machines: 40,
  virtual: 2,
  recent: over.machines ?? 40,
  settled: over.machines ?? 40,
  ...over,
})

const facts: KnownFacts = {
  at: '2026-11-30T12:00:00.000Z',
  groups: [
    group({}),
    group({ generation: 'Windows 10', productLabel: 'Windows 10 Enterprise LTSC 2021', machines: 6 }),
    group({ generation: 'Windows 7', productLabel: 'Windows 7 Enterprise', machines: 30 }),
    group({
      generation: 'Windows Server 2022',
      productLabel: 'Windows Server 2022',
      machines: 12,
      virtual: 12,
    }),
    group({ zone: 'sub.corp.example', method: 'adba', machines: 9 }),
    group({ method: 'as-bought', machines: 3 }),
    group({ zone: 'studio.example', machines: 14 }),
    group({ zone: '', machines: 1 }),
    group({ generation: null, productLabel: null, method: 'unknown', machines: 2 }),
    group({ zone: 'emea.corp.example', method: 'unheard', machines: 5, settled: 0 }),
  ],
  office: [{ zone: 'corp.example', version: 'Office LTSC 2021', machines: 20 }],
  zones: [
    { name: 'corp.example', unit: 'corp.example' },
    { name: 'studio.example', unit: 'studio.example' },
  ],
  units: [
    { name: 'corp.example', kind: 'domain', trust: 'own', forest: 'corp.example' },
    { name: 'studio.example', kind: 'forest', trust: 'trusted', forest: 'studio.example' },
  ],
  hosts: [
    {
      name: 'kms01.corp.example',
      platform: 'Windows Server 2016',
      keys: ['server-2016'],
      clients: 100,
      lastSeenAt: '2026-11-30T11:00:00.000Z',
    },
  ],
  records: [{ zone: 'corp.example', host: 'kms01.corp.example' }],
  checkedZones: ['corp.example'],
  hostActivationsUsed: 1,
  activationObjects: ['Windows Server 2022 ADBA'],
  activatedForests: ['corp.example'],
}

describe('the inputs from what is known', () => {
  const known = knownInput(facts)

  it('hold every machine whose system is known once, and say how many are left out', () => {
    const all = facts.groups.reduce((sum, { machines }) => sum + machines, 0)
    const planned = known.input.networks.reduce((sum, network) => sum + machinesIn(network), 0)
    expect(planned + known.input.leftOut).toBe(all)
    expect(known.input).toMatchObject({ leftOut: 2, unheard: 5 })
    expect(readPlanInput(known.input)).toMatchObject({ ok: true })
  })

  it('are a network for each unit, with the zones below it', () => {
    expect(known.input.networks.map(({ name }) => name)).toEqual([
      'corp.example',
      'studio.example',
      'Machines without a zone',
    ])
    expect(known.input.networks[0]?.zones).toEqual(
      expect.arrayContaining(['corp.example', 'sub.corp.example', 'emea.corp.example']),
    )
    expect(known.input.networks[1]).toMatchObject({ membership: 'trusted-forest', ownForest: true })
  })

  it('name the versions that a key has to serve, LTSC apart', () => {
    const lot = known.input.networks[0]?.machines?.find(({ generation }) => generation === '10-2016-or-later')
    expect(lot?.releases).toEqual(['Windows 10 LTSC 2019/2021', 'Windows 11', 'Windows Server 2022'])
  })

  it('are more than half observed, and marked as entered where a person changed them', () => {
    const { all, observed, assumed } = originCounts({ 'corp.example': known.origins['corp.example'] ?? {} })
    expect(observed + assumed).toBe(all)
    expect(observed).toBeGreaterThan(all / 2)
    const [first, ...others] = known.input.networks
    const changed: PlanInput = {
      ...known.input,
      networks: [{ ...first, growthPerYear: 10 } as never, ...others],
    }
    expect(originsOf(changed, known)['corp.example']).toMatchObject({
      growthPerYear: 'entered',
      machines: 'observed',
    })
  })

  it.each([
    ['Windows 11 Enterprise', 'Windows 11'],
    ['Windows Server® 2008 R2 Standard', 'Windows Server 2008 R2'],
    ['Windows 8.1 Pro', 'Windows 8.1'],
    ['Samba', null],
  ])('know the version in %s', (words, generation) => {
    expect(generationNamed(words)).toBe(generation)
  })
})

describe('a plan beside today', () => {
  const { input } = knownInput(facts)

  it('says how many machines of which network are activated otherwise', () => {
    const { differences, differing, machines } = planBesideToday(input, facts)
    const said = differences.map(sayDifference)
    expect(said).toContain('14 machines of studio.example still ask KMS; planned: Directory.')
    // Six with Windows 10, 40 with 11, 12 servers; those as bought and those in the directory are as planned.
    expect(said).toContain('58 machines of corp.example still ask KMS; planned: Directory.')
    expect(differing).toBeLessThanOrEqual(machines)
    expect(machines).toBe(115)
  })

  it('counts only machines of which there is news since the plan has had its time', () => {
    const later = {
      ...facts,
      groups: facts.groups.map((one) => ({ ...one, settled: one.zone === 'studio.example' ? 10 : 0 })),
    }
    const { differing, differences } = planBesideToday(input, later)
    expect(differing).toBe(10)
    expect(differences.filter(isExpected).length).toBeGreaterThan(0)
    const version = { number: 2, inForceAt: '2026-11-01T00:00:00.000Z', dueOn: '2027-03-01' }
    expect(sayWatch(version, { differing: 10, machines: 115, differences: [] }, Date.parse(facts.at))).toBe(
      'Version 2 is in force since 1 Nov, due 1 Mar 2027: 10 of 115 machines are activated otherwise.',
    )
  })

  it('never says that all is as planned while machines wait for news', () => {
    const later = { ...facts, groups: facts.groups.map((one) => ({ ...one, settled: 0 })) }
    const watch = planBesideToday(input, later)
    expect(watch.differing).toBe(0)
    const version = { number: 2, inForceAt: '2026-11-01T00:00:00.000Z', dueOn: null }
    expect(sayWatch(version, watch, Date.parse(facts.at))).toMatch(
      /: no machine that reported since is activated otherwise\. \d+ machines have not reported since it has had its time\.$/,
    )
    expect(watch.differences.map(sayDifference)).toContain(
      '14 machines of studio.example still ask KMS; planned: Directory. None of them counts yet.',
    )
  })

  it('looks at the keys and the system of named hosts', () => {
    const plan = planActivation({
      ...input,
      networks: input.networks.map((one) => ({
        ...one,
        membership: 'trusted-forest',
        ownForest: false,
        reachesKms: true,
      })),
    })
    expect(plan.hostProblems.map(sayHostProblem)).toEqual([
      'kms01.corp.example does not serve Windows 10 LTSC 2019/2021, Windows 11, Windows Server 2022 and Office LTSC 2021 with the keys it holds: it needs Server 2022 and Office LTSC 2021.',
    ])
    const old = planActivation({
      ...input,
      hosts: [{ name: 'kms09.corp.example', platform: 'Windows Server 2008 R2', keys: [] }],
    })
    expect(old.hostProblems).toMatchObject([{ kind: 'notServed', needed: expect.any(Array) }])
    expect(planActivation({ ...input, hosts: [{ name: 'kms09.corp.example' }] }).hostProblems).toEqual([
      { kind: 'platformUnknown', host: 'kms09.corp.example' },
    ])
  })

  it('compares two versions in words', () => {
    const plan = planActivation(input)
    const later = { ...input, networks: input.networks.slice(0, 2), hosts: [] }
    expect(compareVersions({ input, plan }, { input: later, plan: planActivation(later) })).toEqual([
      { kind: 'remove', text: 'Network Machines without a zone.' },
      { kind: 'remove', text: 'KMS host kms01.corp.example.' },
    ])
  })
})

describe('what a plan is handed over as', () => {
  const { input } = knownInput(facts)

  it('is a picture inside its frame, with every network by name', () => {
    const { width, height, shapes } = drawPlan(planActivation(input), input)
    const points = shapes.flatMap((shape) => {
      if (shape.kind === 'text') return [[shape.x, shape.y] as const]
      return shape.kind === 'rect' ? [[shape.x, shape.y] as const] : shape.points
    })
    for (const [x, y] of points) expect(x >= 0 && x <= width && y >= 0 && y <= height).toBe(true)
    const words = shapes.flatMap((shape) => (shape.kind === 'text' ? shape.text : []))
    expect(words).toEqual(expect.arrayContaining(input.networks.map(({ name }) => name)))
  })

  it('keeps of more KMS hosts than are needed those that serve, then those named first, in every part of it', () => {
    const shared: PlanInput = {
      networks: input.networks.map((one) => ({
        ...one,
        membership: 'workgroup',
        reachesKms: true,
        ownForest: false,
      })),
      hosts: ['kms01', 'kms02', 'kms03', 'kms04'].map((name) => ({ name: `${name}.corp.example` })),
    }
    const drawn = (hosts: PlanInput['hosts'] = []) => {
      const plan = planActivation({ ...shared, hosts })
      expect(plan.hosts).toBe(2)
      return drawPlan(plan, { ...shared, hosts }).shapes.flatMap((shape) =>
        shape.kind === 'text' ? shape.text : [],
      )
    }
    expect(drawn(shared.hosts)).toEqual(
      expect.arrayContaining(['2 KMS hosts', 'Windows: count 50 each, 25 needed']),
    )
    expect(drawn(shared.hosts)).not.toContain('kms03.corp.example')
    expect(drawn(shared.hosts?.slice(0, 1))).toContain('2 KMS hosts needed, 1 named')
    expect(drawn()).toContain('2 KMS hosts')

    const serving = {
      ...shared,
      hosts: shared.hosts?.map((host) =>
        host.name === 'kms03.corp.example'
          ? {
              ...host,
              platform: 'Windows Server 2022',
              keys: ['server-2022' as const, 'office-ltsc-2021' as const],
            }
          : host,
      ),
    }
    const plan = planActivation(serving)
    const idle = plan.hostProblems.flatMap((one) => (one.kind === 'notNeeded' ? one.host : []))
    expect(idle).toEqual(['kms02.corp.example', 'kms04.corp.example'])
    expect(firewallOf(plan, serving).map(({ to }) => to)).toContain(
      'kms01.corp.example and kms03.corp.example',
    )
    expect(plan.keys.flatMap(({ have, lack }) => [...have, ...lack])).not.toEqual(
      expect.arrayContaining(['kms02.corp.example']),
    )
  })

  it('names the keys of the activation objects, and the forest they are for', () => {
    const plan = planActivation(input)
    const objects = plan.keys.filter(({ forest }) => forest !== undefined)
    expect(objects.map(sayPlannedKey)).toEqual([
      'Server 2022 in an activation object of corp.example, for Windows 10 LTSC 2019/2021, Windows 11 and Windows Server 2022.',
      'Office LTSC 2021 in an activation object of corp.example, for Office LTSC 2021.',
      'Server 2022 in an activation object of studio.example, for Windows 11.',
      'Server 2022 in an activation object of the forest, for Windows 11.',
    ])
    expect(plan.lines.map(sayMethod)).toContain('Directory of corp.example')
    const typed = input.networks.map((one) => ({ ...one, ...(one.forest && { forest: 'Corp.Example' }) }))
    const named = planActivation({ ...input, networks: typed })
    expect(new Set(named.lines.flatMap(({ forest }) => forest ?? []))).toEqual(new Set(['corp.example']))
    expect(named.keys.flatMap(({ forest }) => forest ?? [])).toEqual(['corp.example', 'corp.example'])
  })

  it('is scripts in which no name of a plan becomes a command', () => {
    const evil = "x'; Remove-Item C:\\ -Recurse #"
    const shared: PlanInput = {
      ...input,
      networks: input.networks.map((one) => ({
        ...one,
        name: `${one.name} & del *`,
        membership: 'trusted-forest',
        ownForest: false,
        reachesKms: true,
        zones: ['corp.example', evil],
      })),
      scenarios: [
        { title: 'x', steps: [{ day: '2026-12-10', text: 'x', command: 'slmgr.vbs /dlv\r\ndel * /q' }] },
      ],
    }
    for (const name of Object.keys(PLAN_SCRIPTS) as PlanScript[]) {
      const script = planScript(name, planActivation(shared), shared)
      const { comment } = PLAN_SCRIPTS[name]
      const commands = script.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith(comment))
      expect(commands.join('\n')).not.toMatch(/Remove-Item|del \*/)
    }
    expect(planScript('nsupdate', planActivation(shared), shared)).toContain(
      'update add _vlmcs._tcp.corp.example. 3600 IN SRV 0 0 1688 kms01.corp.example.',
    )
  })
})
