import { describe, expect, it } from 'vitest'
import { setupCommands } from './setup-commands'
import { saySetupStep } from './setup-sentence'
import { type SETUP_STEPS, type SetupFacts, setupSteps } from './setup-steps'

const NOTHING: SetupFacts = { knocks: [], zones: [] }
const reading: NonNullable<SetupFacts['reading']> = {
  at: '2026-11-20T00:00:00.000Z',
  lastFive: 'W4HJ9',
  status: 'licensed',
  dnsPublishing: true,
  count: 17,
  needed: 25,
}
const words = (facts: Partial<SetupFacts>) =>
  Object.fromEntries(
    setupSteps({ ...NOTHING, ...facts }).map((step) => [step.id, [step.state, saySetupStep(step)]]),
  )

describe('the set-up of a host', () => {
  it('says of everything nobody has looked at that nobody can tell', () => {
    expect(setupSteps(NOTHING).map(({ state }) => state)).toEqual([
      'unseen',
      'unseen',
      'unseen',
      'unseen',
      'todo',
      'unseen',
    ])
  })

  it('ticks off what the host itself shows', () => {
    expect(words({ reading })).toMatchObject({
      key: ['done', 'Key …-W4HJ9 seen on 20 Nov 2026.'],
      activated: ['done', 'Licensed, read on 20 Nov 2026.'],
      dns: ['unseen', 'It reports that it publishes its record; no zone has been checked yet.'],
      threshold: ['todo', 'Count 17 on 20 Nov 2026, 25 needed: 8 more machines must ask.'],
    })
  })

  it('ticks off what follows from its requests', () => {
    const steps = words({ firstRequestAt: '2026-11-01T00:00:00Z', firstServedAt: '2026-11-02T00:00:00Z' })
    expect(steps).toMatchObject({
      key: ['done', 'It has answered clients since 1 Nov 2026, so it has one.'],
      activated: ['done', 'It activated a client on 2 Nov 2026, so it is activated.'],
      port: ['done', 'Clients reached it first on 1 Nov 2026.'],
    })
  })

  it('ticks off what clients tell of a host whose log nobody has imported', () => {
    expect(words({ clients: { naming: 12, licensed: 9 } })).toMatchObject({
      key: ['done', '9 clients are licensed through it, so it has one.'],
      activated: ['done', '9 clients are licensed through it, so it is activated.'],
      firstClients: ['done', 'Known from clients: 12 clients name it as the host of the last activation.'],
      threshold: ['unseen', 'Not known yet: neither its log nor its slmgr.vbs /dlv output was imported.'],
    })
  })

  it('takes the count of its log where the host itself tells none', () => {
    const logged = { loggedCount: { count: 31, needed: 25, at: '2026-11-20T00:00:00Z' } }
    expect(words(logged).threshold).toEqual(['done', 'Count 31 on 20 Nov 2026, 25 needed.'])
  })

  it('names the zones and addresses in trouble', () => {
    const steps = words({
      zones: [
        { zone: 'corp.example', isPublished: true, isAsked: true },
        { zone: 'lab.example', isPublished: false, isAsked: true },
        { zone: 'new.example', isPublished: false, isAsked: false },
      ],
      knocks: [{ address: '10.0.0.5', at: '2026-11-20T00:00:00Z', kind: 'filtered' }],
    })
    expect(steps.dns).toEqual(['trouble', 'Not right in 1 of 2 zones: lab.example.'])
    expect(steps.port).toEqual(['trouble', '10.0.0.5 does not answer: a firewall, or the machine is off.'])
  })

  it('does not call a host activated that says it is not', () => {
    const facts = {
      reading: { ...reading, status: 'notification' as const },
      firstServedAt: '2026-01-01T00:00:00Z',
    }
    expect(words(facts).activated?.[0]).toBe('trouble')
  })
})

describe('its commands', () => {
  const target = { name: 'kms01.corp.example', port: 1688 }

  it.each([
    ['Windows Server 2008', 'slmgr.vbs -ipk', 'netsh advfirewall', 'slsvc'],
    ['Windows Server 2008 R2', 'slmgr.vbs /ipk', 'netsh advfirewall', 'sppsvc'],
    ['Windows Server 2022', 'slmgr.vbs /ipk', 'SPPSVC-In-TCP', 'sppsvc'],
    ['Windows Server 2003', 'slmgr.vbs -ipk', 'netsh firewall', 'slsvc'],
  ])('on %s', (platform, key, firewall, service) => {
    const all = (step: (typeof SETUP_STEPS)[number]) =>
      setupCommands(step, { ...target, platform })
        .map(({ command }) => command)
        .join('\n')
    expect(all('key')).toContain(key)
    expect(all('port')).toContain(firewall)
    expect(all('dns')).toContain(service)
  })

  it('open another port than 1688 by its number, in the domain profile only', () => {
    const commands = setupCommands('port', { ...target, port: 1700, platform: 'Windows Server 2022' })
    expect(commands.map(({ command }) => command)).toEqual([
      'cscript //nologo %SystemRoot%\\System32\\slmgr.vbs /sprt 1700',
      expect.stringMatching(/LocalPort 1700 -Profile Domain/),
    ])
  })
})
