import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  clientEye,
  type EyeAnswer,
  type EyeFacts,
  type EyeHost,
  type EyeMachine,
  hostKey,
  searchedZones,
} from './client-eye'
import { nextWords, stepWords, verdictWords } from './client-eye-sentence'

const record = (host: string, priority = 0, weight = 0) => ({ host, port: 1688, priority, weight })
const srv = (...records: ReturnType<typeof record>[]): EyeAnswer => ({
  kind: 'srv',
  records,
  server: '192.0.2.53:53',
  ms: 3,
  serversDiffer: false,
})
const nothing: EyeAnswer = { kind: 'nothing', why: 'noSuchName', server: '192.0.2.53:53', ms: 3 }
const host = (name: string, door: EyeHost['door'], more: Partial<EyeHost> = {}): EyeHost => ({
  host: name,
  port: 1688,
  isKnown: true,
  isRetired: false,
  addresses: ['192.0.2.10'],
  door,
  ...more,
})
const open = { kind: 'open', ms: 2 } as const
const silent = { kind: 'filtered', ms: 3000 } as const

function facts(answers: Record<string, EyeAnswer>, ...hosts: EyeHost[]): EyeFacts {
  return {
    answers: new Map(Object.entries(answers)),
    hosts: new Map(hosts.map((one) => [hostKey(one), one])),
  }
}

const machine: EyeMachine = { generation: 'Windows 11', dnsSuffix: 'corp.example' }
const kms01 = { host: 'kms01.corp.example', port: 1688 }

describe('the zones a machine searches', () => {
  it.each<[string, EyeMachine, string[]]>([
    ['its own suffix', machine, ['corp.example']],
    [
      'then the search list, each once',
      { ...machine, searchList: ['emea.example', 'Corp.example.'] },
      ['corp.example', 'emea.example'],
    ],
    [
      'the zone set with /skms-domain and no other',
      { ...machine, lookupDomain: 'kms.example', searchList: ['emea.example'] },
      ['kms.example'],
    ],
    ['none when a host is registered', { ...machine, registered: kms01 }, []],
    ['none in a workgroup without a suffix', { isWorkgroup: true }, []],
  ])('are %s', (_name, given, expected) => {
    expect(searchedZones(given)).toEqual(expected)
  })
})

describe('a registered host', () => {
  const registered = { ...machine, registered: kms01, lookupDomain: 'kms.example' }

  it('is the only one asked, and wins over /skms-domain', () => {
    const eye = clientEye(
      registered,
      facts({ 'corp.example': srv(record('kms02.corp.example')) }, host(kms01.host, open)),
    )
    expect(eye.steps).toMatchObject([{ by: 'registered', ignoresLookupDomain: true }])
    expect(eye.verdict).toEqual({ kind: 'finds', by: 'registered', hosts: [kms01.host], deadShare: 0 })
  })

  it('that is dead leaves the machine without a host, whatever DNS has', () => {
    const eye = clientEye(
      registered,
      facts({ 'corp.example': srv(record('kms02.corp.example')) }, host(kms01.host, silent)),
    )
    expect(eye.verdict).toEqual({ kind: 'nobodyAnswers', by: 'registered', hosts: [kms01.host] })
    expect(verdictWords(eye, registered).detail).toContain('0xC004F074')
  })
})

describe('a cached host', () => {
  const cached = { ...machine, cached: kms01 }
  const dns = { 'corp.example': srv(record('kms02.corp.example')) }

  it('that answers is asked, and DNS is not', () => {
    const eye = clientEye(cached, facts(dns, host(kms01.host, open)))
    expect(eye.steps).toMatchObject([{ by: 'cached' }, { by: 'dns', isReached: false }])
    expect(eye.verdict).toMatchObject({ kind: 'finds', by: 'cached' })
  })

  it('that fails is dropped, and DNS is asked', () => {
    const eye = clientEye(cached, facts(dns, host(kms01.host, silent), host('kms02.corp.example', open)))
    expect(eye.steps).toMatchObject([{ by: 'cached' }, { by: 'dns', isReached: true }])
    expect(eye.verdict).toMatchObject({ kind: 'finds', by: 'dns', hosts: ['kms02.corp.example'] })
    const [step] = eye.steps
    expect(step && stepWords(step, cached)).toContain('drops the host')
  })

  it('does not count while caching is off', () => {
    const eye = clientEye({ ...cached, hostCaching: false }, facts(dns, host('kms02.corp.example', open)))
    expect(eye.steps).toMatchObject([{ by: 'dns', isReached: true }])
  })
})

describe('records in DNS', () => {
  const two = { 'corp.example': srv(record('kms01.corp.example', 0, 0), record('kms02.corp.example', 10, 0)) }
  const chances = (generation: string) => {
    const [step] = clientEye({ ...machine, generation }, facts(two)).steps
    return step?.by === 'dns' ? step.choices.map(({ chance }) => chance) : []
  }

  it('are taken by priority from Windows 7 on, and all alike by Vista', () => {
    expect(chances('Windows 7')).toEqual([1, 0])
    expect(chances('Windows Vista')).toEqual([0.5, 0.5])
    expect(chances('Windows Server 2008')).toEqual([0.5, 0.5])
  })

  it('are sought in the next zone when the first has none', () => {
    const listed = { ...machine, searchList: ['emea.example'] }
    const eye = clientEye(
      listed,
      facts(
        { 'corp.example': nothing, 'emea.example': srv(record('kms01.corp.example')) },
        host('kms01.corp.example', open),
      ),
    )
    expect(eye.verdict).toMatchObject({ kind: 'finds', hosts: ['kms01.corp.example'] })
    expect(eye.steps).toMatchObject([
      { zone: 'corp.example', isReached: true },
      { zone: 'emea.example', isReached: true },
    ])
  })

  it('of a dead host beside a living one make some attempts slow', () => {
    const pair = { 'corp.example': srv(record('kms01.corp.example'), record('kms02.corp.example')) }
    const eye = clientEye(
      machine,
      facts(pair, host('kms01.corp.example', open), host('kms02.corp.example', silent)),
    )
    expect(eye.verdict).toEqual({ kind: 'finds', by: 'dns', hosts: ['kms01.corp.example'], deadShare: 0.5 })
    expect(verdictWords(eye, machine).detail).toContain('50 %')
  })

  it('of a host below its threshold beside one that serves refuse some attempts', () => {
    const pair = { 'corp.example': srv(record('kms01.corp.example'), record('kms02.corp.example')) }
    const low = { ...host('kms02.corp.example', open), count: 9 }
    const eye = clientEye(machine, facts(pair, host('kms01.corp.example', open), low))
    expect(eye.verdict).toMatchObject({
      kind: 'finds',
      hosts: ['kms01.corp.example'],
      refusing: [{ host: 'kms02.corp.example', seen: 9, chance: 0.5 }],
    })
    const words = verdictWords(eye, machine)
    expect(words).toMatchObject({
      tone: 'watch',
      headline: 'It finds kms01.corp.example, but not every time',
    })
    expect(words.detail).toContain('In 50 % of attempts')
    expect(words.detail).toContain('0xC004F038')
  })

  it('of a host nobody could try are not said to answer', () => {
    const pair = { 'corp.example': srv(record('kms01.corp.example'), record('kms02.corp.example')) }
    const eye = clientEye(machine, facts(pair, host('kms01.corp.example', open)))
    expect(verdictWords(eye, machine).detail).toContain('It is not known whether kms02.corp.example does.')
  })

  it('none at all: the machine gets 0x8007232B', () => {
    const eye = clientEye(machine, facts({ 'corp.example': nothing }))
    expect(eye.verdict).toEqual({ kind: 'noRecord', zones: ['corp.example'] })
    expect(verdictWords(eye, machine).detail).toContain('0x8007232B')
  })

  it('servers that do not answer are no proof that nothing is there', () => {
    const eye = clientEye(
      machine,
      facts({ 'corp.example': { kind: 'failed', reason: { kind: 'timedOut' } } }),
    )
    expect(eye.verdict).toMatchObject({ kind: 'dnsFailed', zone: 'corp.example' })
  })
})

describe('the count of the host', () => {
  const dns = { 'corp.example': srv(record('kms01.corp.example')) }
  const eyeAt = (count: number, generation: string) =>
    clientEye({ ...machine, generation }, facts(dns, host('kms01.corp.example', open, { count }))).verdict

  it('below the threshold refuses a client and serves a server', () => {
    expect(eyeAt(17, 'Windows 11')).toMatchObject({ kind: 'below', seen: 17, needed: 25 })
    expect(eyeAt(17, 'Windows Server 2022')).toMatchObject({ kind: 'finds' })
    expect(eyeAt(4, 'Windows Server 2022')).toMatchObject({ kind: 'below', needed: 5 })
    expect(eyeAt(25, 'Windows 11')).toMatchObject({ kind: 'finds' })
  })

  it('is said with its code', () => {
    const eye = clientEye(machine, facts(dns, host('kms01.corp.example', open, { count: 17 })))
    expect(verdictWords(eye, machine).detail).toMatch(/17.*25.*0xC004F038.*8 more/)
  })
})

describe('what nobody asked', () => {
  it('is a plan, not a failure', () => {
    expect(clientEye(machine, facts({})).verdict).toEqual({ kind: 'plan' })
    expect(clientEye({ ...machine, registered: kms01 }, facts({})).verdict).toEqual({ kind: 'plan' })
  })

  it('because the zone is not listed says so', () => {
    const eye = clientEye(machine, facts({ 'corp.example': { kind: 'notAsked', why: 'unlisted' } }))
    expect(eye.verdict).toEqual({ kind: 'notAsked', zone: 'corp.example', why: 'unlisted' })
    expect(verdictWords(eye, machine).detail).toContain('not listed')
  })

  it('a machine without suffix and host finds nobody', () => {
    const lost = { isWorkgroup: true }
    const eye = clientEye(lost, facts({}))
    expect(eye.verdict).toEqual({ kind: 'noWay' })
    expect(verdictWords(eye, lost).detail).toContain('workgroup')
  })
})

describe('what happens next', () => {
  it('is a new attempt every two hours and after a change of network, until the 180 days are over', () => {
    const activated = { ...machine, isActivated: true }
    const words = nextWords(clientEye(activated, facts({ 'corp.example': nothing })), activated).join(' ')
    expect(words).toMatch(/180 days.*every 2 hours.*15 minutes/)
  })

  it('is a weekly renewal when a host is found', () => {
    const eye = clientEye(
      machine,
      facts({ 'corp.example': srv(record('kms01.corp.example')) }, host('kms01.corp.example', open)),
    )
    expect(nextWords(eye, machine).join(' ')).toMatch(/every 7 days/)
  })
})

it('chances add up to one for any records and generation', () => {
  const records = fc.array(
    fc.record({ host: fc.domain(), port: fc.constant(1688), priority: fc.nat(3), weight: fc.nat(100) }),
    { minLength: 1, maxLength: 8 },
  )
  fc.assert(
    fc.property(records, fc.constantFrom('Windows Vista', 'Windows 7', undefined), (given, generation) => {
      const [step] = clientEye({ ...machine, generation }, facts({ 'corp.example': srv(...given) })).steps
      const sum = step?.by === 'dns' ? step.choices.reduce((total, { chance }) => total + chance, 0) : 0
      expect(sum).toBeCloseTo(1)
    }),
  )
})
