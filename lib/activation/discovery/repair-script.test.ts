import { describe, expect, it } from 'vitest'
import { discoveryMatrix } from './discovery-matrix'
import type { SrvSeen, TargetFinding, ZoneAnswer } from './dns-findings'
import type { MatrixHost } from './matrix-cell'
import { repairsOf } from './repair'
import { REPAIR_FORMATS, type RepairFormat } from './repair-format'
import { aliasScript, repairScript } from './repair-script'
import { adviceWords } from './repair-sentence'
import { zoneStandings } from './zone-standing'

const at = '2026-11-22T09:00:00.000Z'
const zones = [
  { name: 'corp.example', isUntrusted: false, servers: ['192.0.2.53:5353'] },
  { name: 'emea.corp.example', isUntrusted: false, servers: ['[2001:db8::53]:53'] },
  { name: 'plant.test', isUntrusted: true, servers: [] },
]
const host = (name: string, facts: Partial<MatrixHost> = {}): MatrixHost => {
  return {
    name,
    port: 1688,
    priority: 0,
    weight: 0,
    isRetired: false,
    addresses: [],
    otherNames: [],
    ...facts,
  }
}
const hosts = [
  host('kms01.corp.example', { addresses: ['192.0.2.11', '2001:db8::11'] }),
  host('kms02.corp.example', { priority: 5, weight: 10 }),
  host('old.corp.example', { isRetired: true }),
]
const srv = (target: string, port = 1688, priority = 0, weight = 0): SrvSeen => {
  return { host: target, port, priority, weight, ttlSeconds: 600 }
}
const answer = (zone: string, records: SrvSeen[]): ZoneAnswer => {
  const from = { zone, at, server: '198.51.100.1:53', protocol: 'udp' as const, ms: 1, aliases: [] }
  return records.length > 0
    ? { ...from, kind: 'srv', records }
    : { ...from, kind: 'nothing', why: 'noSuchName' }
}
const target = (name: string, addresses: string[]): TargetFinding => {
  const base = { host: name, name, at, server: '192.0.2.53:53', aliases: [] }
  return addresses.length > 0
    ? { ...base, kind: 'addresses', addresses }
    : { ...base, kind: 'noAddress', why: 'noSuchName' }
}

function repairs(records: Record<string, SrvSeen[]>, targets: TargetFinding[] = []) {
  const answers = Object.entries(records).map(([zone, found]) => answer(zone, found))
  const findings = { answers, targets, knocks: [] }
  const matrix = discoveryMatrix({ zones, hosts, exceptions: [], findings })
  const standings = zoneStandings(matrix)
  return repairsOf(matrix, { hosts: new Map(hosts.map((one) => [one.name, one])), zones, standings })
}

const bare = (script: string) => script.split('\n').filter((line) => line !== '' && !/^[;#]/.test(line))
const good = [srv('kms01.corp.example'), srv('kms02.corp.example', 1688, 5, 10)]

describe('an nsupdate script', () => {
  it('adds what is missing, in a zone that still has nothing', () => {
    expect(bare(repairScript(repairs({ 'corp.example': [] }), 'nsupdate'))).toEqual([
      'server 192.0.2.53 5353',
      'zone corp.example.',
      'prereq nxrrset _vlmcs._tcp.corp.example. IN SRV',
      'update add _vlmcs._tcp.corp.example. 3600 IN SRV 0 0 1688 kms01.corp.example.',
      'update add _vlmcs._tcp.corp.example. 3600 IN SRV 5 10 1688 kms02.corp.example.',
      'send',
    ])
  })

  it('removes retired and unknown hosts and replaces a wrong port, in a zone that still has records', () => {
    const found = [
      srv('kms01.corp.example', 1689),
      good[1] as SrvSeen,
      srv('old.corp.example'),
      srv('rogue.example'),
    ]
    expect(bare(repairScript(repairs({ 'emea.corp.example': found }), 'nsupdate'))).toEqual([
      'server 2001:db8::53 53',
      'zone emea.corp.example.',
      'prereq yxrrset _vlmcs._tcp.emea.corp.example. IN SRV',
      'update delete _vlmcs._tcp.emea.corp.example. IN SRV 0 0 1689 kms01.corp.example.',
      'update add _vlmcs._tcp.emea.corp.example. 3600 IN SRV 0 0 1688 kms01.corp.example.',
      'update delete _vlmcs._tcp.emea.corp.example. IN SRV 0 0 1688 old.corp.example.',
      'update delete _vlmcs._tcp.emea.corp.example. IN SRV 0 0 1688 rogue.example.',
      'send',
    ])
  })

  it('puts an address into the zone of the host, not of the record', () => {
    const made = repairs({ 'emea.corp.example': good }, [target('kms01.corp.example', [])])
    expect(bare(repairScript(made, 'nsupdate'))).toEqual([
      'server 192.0.2.53 5353',
      'zone corp.example.',
      'update add kms01.corp.example. 3600 IN A 192.0.2.11',
      'update add kms01.corp.example. 3600 IN AAAA 2001:db8::11',
      'send',
    ])
  })

  it('takes away the record that says there is no host, once for the whole zone', () => {
    const made = repairs({ 'corp.example': [srv('', 0)] })
    const lines = bare(repairScript(made, 'nsupdate'))
    expect(lines.filter((line) => line.startsWith('update delete'))).toEqual([
      'update delete _vlmcs._tcp.corp.example. IN SRV 0 0 0 .',
    ])
    expect(lines).toContain('prereq yxrrset _vlmcs._tcp.corp.example. IN SRV')
    expect(bare(repairScript(repairs({ 'corp.example': [...good, srv('', 0)] }), 'nsupdate'))).toHaveLength(5)
  })

  it('writes where a CNAME of the records leads, and into the zone above a suffix that is none', () => {
    const place = (name: string, zone: string) => ({
      ...answer('emea.corp.example', []),
      place: { name, zone },
    })
    const linesOf = (found: ZoneAnswer) => {
      const findings = { answers: [found], targets: [], knocks: [] }
      const matrix = discoveryMatrix({ zones, hosts: hosts.slice(0, 1), exceptions: [], findings })
      const standings = zoneStandings(matrix)
      const made = repairsOf(matrix, { hosts: new Map(), zones, standings })
      expect(made[0]?.advice.map((one) => adviceWords(one).text).join()).toContain('corp.example')
      return bare(repairScript(made, 'nsupdate')).slice(0, 4)
    }
    expect(linesOf(place('_vlmcs._tcp.corp.example', 'corp.example'))).toEqual([
      'server 192.0.2.53 5353',
      'zone corp.example.',
      'prereq nxrrset _vlmcs._tcp.corp.example. IN SRV',
      'update add _vlmcs._tcp.corp.example. 3600 IN SRV 0 0 1688 kms01.corp.example.',
    ])
    expect(linesOf(place('_vlmcs._tcp.emea.corp.example', 'above.example'))).toEqual([
      'server 2001:db8::53 53',
      'zone above.example.',
      'prereq nxrrset _vlmcs._tcp.emea.corp.example. IN SRV',
      'update add _vlmcs._tcp.emea.corp.example. 3600 IN SRV 0 0 1688 kms01.corp.example.',
    ])
  })

  it('sends to the first listed server that answered, and expects what that one has', () => {
    const listed = [{ name: 'corp.example', isUntrusted: false, servers: ['192.0.2.1', '192.0.2.2'] }]
    const silent: ZoneAnswer = {
      ...answer('corp.example', []),
      server: '192.0.2.1:53',
      kind: 'failed',
      reason: { kind: 'timedOut' },
    }
    const answers = [silent, { ...answer('corp.example', []), server: '192.0.2.2:53' }]
    const findings = { answers, targets: [], knocks: [] }
    const matrix = discoveryMatrix({ zones: listed, hosts: hosts.slice(0, 1), exceptions: [], findings })
    const standings = zoneStandings(matrix)
    const made = repairsOf(matrix, { hosts: new Map(), zones: listed, standings })
    expect(bare(repairScript(made, 'nsupdate'))[0]).toBe('server 192.0.2.2 53')
  })

  it('puts zones whose server nsupdate must find before the others, since a server holds until the next', () => {
    const unlisted = { name: 'free.example', isUntrusted: false, servers: [] }
    const all = [...zones.slice(0, 1), unlisted]
    const answers = [answer('corp.example', []), answer('free.example', [])]
    const matrix = discoveryMatrix({
      zones: all,
      hosts: hosts.slice(0, 1),
      exceptions: [],
      findings: { answers, targets: [], knocks: [] },
    })
    const standings = zoneStandings(matrix)
    const script = bare(
      repairScript(repairsOf(matrix, { hosts: new Map(), zones: all, standings }), 'nsupdate'),
    )
    expect(script[0]).toBe('zone free.example.')
    expect(script.indexOf('server 192.0.2.53 5353')).toBeGreaterThan(script.indexOf('send'))
  })

  it('puts an address in place of a CNAME that leads nowhere', () => {
    const dangling = {
      ...target('kms01.corp.example', []),
      aliases: ['kms01.corp.example'],
      name: 'gone.corp.example',
    }
    const made = repairs({ 'corp.example': good }, [dangling])
    expect(bare(repairScript(made, 'nsupdate')).slice(2, 4)).toEqual([
      'update delete kms01.corp.example. IN CNAME gone.corp.example.',
      'update add kms01.corp.example. 3600 IN A 192.0.2.11',
    ])
    expect(bare(repairScript(made, 'powershell'))[0]).toBe(
      "Remove-DnsServerResourceRecord -ZoneName 'corp.example' -Name 'kms01' -RRType CName -Force",
    )
  })

  it('only says what to do about a host that does not answer', () => {
    const answers = [answer('corp.example', good)]
    const targets = [target('kms01.corp.example', ['192.0.2.11'])]
    const knocks = [{ address: '192.0.2.11', port: 1688, at, knock: { kind: 'filtered', ms: 3000 } as const }]
    const matrix = discoveryMatrix({ zones, hosts, exceptions: [], findings: { answers, targets, knocks } })
    const made = repairsOf(matrix, { hosts: new Map(), zones, standings: zoneStandings(matrix) })
    expect(bare(repairScript(made, 'nsupdate'))).toEqual([])
    expect(repairScript(made, 'nsupdate')).toContain('; update delete _vlmcs._tcp.corp.example.')
  })
})

describe('the other formats', () => {
  const found = { 'corp.example': [srv('kms01.corp.example', 1689), srv('kms02.corp.example', 1688, 5, 10)] }

  it('are zone lines with removals as comments', () => {
    const script = repairScript(repairs(found), 'bind')
    expect(bare(script)).toEqual(['_vlmcs._tcp.corp.example. 3600 IN SRV 0 0 1688 kms01.corp.example.'])
    expect(script).toContain('; remove: _vlmcs._tcp.corp.example. 3600 IN SRV 0 0 1689 kms01.corp.example.')
  })

  it('are PowerShell for Windows DNS', () => {
    const [remove = '', add = ''] = bare(repairScript(repairs(found), 'powershell'))
    expect(remove).toMatch(
      /^Get-DnsServerResourceRecord -ZoneName 'corp.example' -Name '_vlmcs._tcp' -RRType Srv/,
    )
    expect(remove).toContain("-eq 'kms01.corp.example' -and $_.RecordData.Port -eq 1689")
    expect(add).toBe(
      "Add-DnsServerResourceRecord -Srv -ZoneName 'corp.example' -Name '_vlmcs._tcp' -TimeToLive 01:00:00 -DomainName 'kms01.corp.example' -Port 1688 -Priority 0 -Weight 0",
    )
  })
})

describe('names that somebody wrote into DNS to do harm', () => {
  const harmful = [
    "x'; Remove-Item c:\\ -Recurse; '.example",
    'x.example\nupdate delete corp.example.',
    'x.example. ; send',
    '$(calc).example',
    '`calc`.example',
    '-x.example',
    'a b.example',
  ]
  it.each(
    harmful.flatMap((name) => REPAIR_FORMATS.map((format) => [format, name] as [RepairFormat, string])),
  )('%s: %j becomes a comment', (format, name) => {
    const script = repairScript(repairs({ 'corp.example': [...good, srv(name)] }), format)
    expect(bare(script).join('\n')).not.toContain('example\nupdate delete corp')
    for (const line of bare(script)) expect(line).toMatch(/^(server|zone|prereq|send)/)
    expect(script).toContain('Manually, because the name has unusual characters')
  })
})

describe('what is said beside the records', () => {
  it('sends the records of an untrusted zone to its administrators', () => {
    const [repair] = repairs({ 'plant.test': [] })
    const words = repair?.advice.map((advice) => adviceWords(advice).text).join(' ') ?? ''
    expect(words).toContain('send the lines to its administrators')
    expect(words).toContain('kms01.corp.example must resolve there too')
    expect(words).toContain('192.0.2.11')
  })

  it('writes the note for those administrators into the script', () => {
    for (const format of REPAIR_FORMATS) {
      const script = repairScript(repairs({ 'plant.test': [] }), format)
      expect(script).toContain('For the administrators of plant.test')
      expect(script).toContain('kms01.corp.example must resolve there too')
    }
    expect(repairScript(repairs({ 'corp.example': [] }), 'bind')).not.toContain('For the administrators')
  })

  it('asks for the address that nobody registered', () => {
    const made = repairs({ 'corp.example': good }, [target('kms02.corp.example', [])])
    expect(made[0]?.advice).toEqual([{ kind: 'registerAddress', host: 'kms02.corp.example' }])
  })

  it('says nothing of a matrix that is as it should be', () => {
    expect(repairs({ 'corp.example': good })).toEqual([])
    expect(repairScript([], 'nsupdate')).toBe('; There is no record to add or remove.\n')
  })
})

it('a round-robin name is address records where no CNAME is', () => {
  const change = {
    action: 'add' as const,
    zone: 'corp.example',
    name: 'kms.corp.example',
    ttlSeconds: 3600,
    type: 'A' as const,
    address: '192.0.2.11',
  }
  const script = aliasScript(
    'kms.corp.example',
    { zone: 'corp.example', server: '192.0.2.53:53', changes: [change] },
    'nsupdate',
  )
  expect(bare(script)).toEqual([
    'server 192.0.2.53 53',
    'zone corp.example.',
    'prereq nxrrset kms.corp.example. IN CNAME',
    'update add kms.corp.example. 3600 IN A 192.0.2.11',
    'send',
  ])
})
