import { describe, expect, it, test } from 'vitest'
import { diagnose } from './diagnose'
import { diagnosisLines, diagnosisWords } from './diagnosis-sentence'
import type { MachineFacts } from './machine-facts'

const NOW = '2026-11-30T08:37:00Z'
const hoursAgo = (hours: number) => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString()
const kms = (number: number) => ({ host: `kms0${number}.corp.example`, port: 1688 })
const open = { isOpen: true, at: hoursAgo(0.6) }

function facts(more: Partial<MachineFacts>): MachineFacts {
  return {
    now: NOW,
    machine: { name: 'nb-0412.corp.example', zone: 'corp.example', channel: 'KMS client' },
    license: { condition: 'grace', status: 'initialGrace', observedAt: hoursAgo(2) },
    ...more,
  }
}

const first = (more: Partial<MachineFacts>) => {
  const diagnosis = diagnose(facts(more))
  return diagnosis.kind === 'causes' ? diagnosis.causes[0].kind : diagnosis.kind
}

const namesBoth = { dns: { at: hoursAgo(1), found: 'hosts' as const, hosts: [kms(1), kms(2)] } }
const noRecord = { dns: { at: hoursAgo(1), found: 'noRecord' as const } }
const told = (code: string, host?: string) => ({
  attempts: [{ at: hoursAgo(3), code, ...(host && { host }) }],
})

test('the example of the issue: others find the hosts that DNS names, this one does not', () => {
  const example = facts({
    ...namesBoth,
    attempts: [{ at: hoursAgo(41), code: '0x8007232B' }],
    license: { condition: 'grace', observedAt: hoursAgo(40) },
    hosts: [
      { ...kms(1), door: open },
      { ...kms(2), door: open },
    ],
    neighbours: { zone: { name: 'corp.example', machines: 240, ill: 0, well: 212 } },
  })
  const words = diagnosisWords(diagnose(example), example)
  expect(words).toMatchObject({
    headline: 'Probably: its VPN or DNS settings keep it from kms01 and kms02',
    causes: [
      {
        commands: [{ command: 'nslookup -type=srv _vlmcs._tcp.corp.example' }, { command: 'slmgr.vbs /ato' }],
      },
    ],
  })
  expect(words && diagnosisLines(words).join(' ')).not.toMatch(/publish|no SRV record/i)
})

test('how a collector fared speaks for or against a cause, and says when that was', () => {
  const neighbours = { zone: { name: 'corp.example', machines: 240, ill: 0, well: 212 } }
  const silent = { ...told('0x8007232B'), ...namesBoth, neighbours }
  const at = hoursAgo(96)
  const says = (collected: MachineFacts['collected']) => {
    const known = facts({ ...silent, ...(collected && { collected }) })
    return diagnosisWords(diagnose(known), known)?.causes[0]
  }
  expect(says({ at, outcome: 'refused', via: 'winrm' })?.against).toContain(
    'The collector tried 26 Nov, WinRM refused: it is on, and in the network.',
  )
  expect(says({ at, outcome: 'unreachable' })?.for).toContain(
    'The collector tried 26 Nov, no answer: it is off, away, or behind a firewall.',
  )
  expect(says({ at: '2026-09-01T00:00:00Z', outcome: 'unreachable' })).toEqual(says(undefined))
})

describe('the first cause', () => {
  test.each<[string, Partial<MachineFacts>, string]>([
    [
      'a collector found the service stopped, whatever the machine was told before',
      {
        ...told('0x8007232B'),
        ...noRecord,
        collected: { at: hoursAgo(20), outcome: 'serviceStopped', via: 'winrm' },
      },
      'serviceStopped',
    ],
    [
      'no record, others in the zone fail too',
      {
        ...told('0x8007232B'),
        ...noRecord,
        zone: { isListed: true, machines: 30, activated: 20 },
        neighbours: { zone: { name: 'corp.example', machines: 30, ill: 6, well: 0 } },
      },
      'recordMissing',
    ],
    [
      'no record in a zone that nobody knows',
      { ...told('0x8007232B'), ...noRecord, zone: { isListed: false, machines: 0, likely: 'corp.example' } },
      'wrongSuffix',
    ],
    [
      'port closed',
      {
        ...told('0x800706BA', kms(1).host),
        ...namesBoth,
        hosts: [{ ...kms(1), door: { isOpen: false, at: NOW } }],
      },
      'hostDown',
    ],
    [
      'one site fails while the rest is served',
      {
        ...told('0x800706BA', kms(1).host),
        ...namesBoth,
        hosts: [{ ...kms(1), door: open, servedOthersAt: hoursAgo(1) }],
        neighbours: {
          site: { name: 'ber', machines: 9, ill: 8, well: 0 },
          zone: { name: 'corp.example', machines: 90, ill: 8, well: 70 },
        },
      },
      'firewall',
    ],
    ['refused for the count', { ...told('0xC004F038', kms(1).host), cmid: { others: [] } }, 'countLow'],
    [
      'refused for the count, with twins',
      { ...told('0xC004F038', kms(1).host), cmid: { others: ['a', 'b'] } },
      'sharedCmid',
    ],
    ['refused for the product', told('0xC004F042', kms(1).host), 'keyTooOld'],
    ['refused for the clock', told('0xC004F06C', kms(1).host), 'clock'],
    [
      'rearms used up and never asked',
      { attempts: [], license: { condition: 'notification', observedAt: NOW, rearmsLeft: 0 } },
      'rearmedImage',
    ],
    ['never asked', { attempts: [] }, 'notAsking'],
    [
      'a host set that is retired',
      { ...told('0x800706BA', kms(9).host), registered: kms(9), hosts: [{ ...kms(9), isRetired: true }] },
      'wrongHost',
    ],
    ['a code that explains itself', told('0xC004F034'), 'asCodeSays'],
    ['nothing is known', {}, 'cannotTell'],
    [
      'licensed and renewing',
      { license: { condition: 'licensed', observedAt: NOW, lastRenewedAt: hoursAgo(20) } },
      'well',
    ],
    [
      'one missed renewal',
      { license: { condition: 'licensed', observedAt: NOW, missedRenewals: 1 } },
      'well',
    ],
    ['a MAK machine', { machine: { name: 'x', channel: 'MAK' }, ...noRecord }, 'notApplicable'],
    [
      'a silent machine',
      { license: { condition: 'silent', observedAt: NOW }, ...told('0xC004F038') },
      'notApplicable',
    ],
  ])('%s', (_, more, cause) => {
    expect(first(more)).toBe(cause)
  })
})

it('does not call a cause certain while another is as likely, and says what tells them apart', () => {
  const unsure = facts({ ...told('0x8007232B'), ...noRecord })
  const words = diagnosisWords(diagnose(unsure), unsure)
  expect(words?.headline).toMatch(/^Probably: /)
  expect(words?.tellApart).toMatchObject({
    command: 'nslookup -type=srv _vlmcs._tcp.corp.example',
    where: 'machine',
  })
})

it('says what to bring where nothing can be told', () => {
  const words = diagnosisWords(diagnose(facts({})), facts({}))
  expect(words?.headline).toBe('The cause is not known yet')
  expect(words?.look[0]).toMatch(/12288/)
})
