import { beforeEach, describe, expect, it } from 'vitest'
import { factsSeen } from '@/lib/activation/diagnosis/facts-seen.testing'
import type { DnsFindings } from '@/lib/activation/discovery/dns-findings'
import type { Observation } from '@/lib/activation/observation'
import { FAULTS, type FaultyFleet, faultyFleet } from '@/lib/activation/simulation/faulty-fleet.testing'
import { simulate } from '@/lib/activation/simulation/simulate'
import { userActor } from '@/lib/auth/actor-kinds'
import { withTestDatabase } from '@/lib/data/database.testing'
import { finishCheck } from '@/lib/data/discovery/check-store'
import { prisma } from '@/lib/data/prisma'
import { recordObservations } from '../record/record-observations'
import { loadDiagnosedClient } from './diagnosed-client'

const database = withTestDatabase()
const helpdesk = userActor({ id: 'h', name: 'Hana', role: 'helpdesk' })

beforeEach(() =>
  database.pool.query(
    'TRUNCATE client, kms_host, kms_host_registration, dns_zone, dns_check, product, activation_event CASCADE',
  ),
)

/** A fleet with this fault alone and all its evidence. */
function fleetWith(fault: (typeof FAULTS)[number]): FaultyFleet {
  for (let seed = FAULTS.indexOf(fault); ; seed += FAULTS.length) {
    const fleet = faultyFleet(seed)
    const isPlain = fleet.faults.length === 1 && fleet.missing.size === 0
    if (isPlain && factsSeen(fleet).ill.length > 0) return fleet
  }
}

/** Records the fleet, its zones and keys, and a check of DNS and ports as they are in the end. */
async function settle({ scenario }: FaultyFleet): Promise<Date> {
  const now = new Date(Date.parse(scenario.start) + scenario.days * 86_400_000)
  await recordObservations({ observations: numbered(simulate(scenario)) }, now)
  const zones = [...new Set(scenario.hosts.flatMap((host) => host.zones ?? []))]
  for (const name of zones) await prisma().dnsZone.create({ data: { name, createdAt: now } })
  for (const { name, keys } of scenario.hosts) {
    await prisma().kmsHostRegistration.create({
      data: { name, keyGroup: keys[0] ?? null, registeredAt: now, registeredBy: 'test' },
    })
  }
  const check = await prisma().dnsCheck.create({
    data: { createdAt: now, askedBy: 'test', origin: 'person', status: 'running', zones: zones.length },
  })
  await finishCheck(check.id, findingsOf(scenario, zones, now), now)
  return now
}

function* numbered(observations: Iterable<Observation>) {
  let line = 0
  for (const observation of observations) {
    line += 1
    yield { line, observation }
  }
}

function findingsOf(
  { hosts, days }: FaultyFleet['scenario'],
  zones: readonly string[],
  now: Date,
): DnsFindings {
  const at = now.toISOString()
  const by = { at, server: '10.0.0.1:53', protocol: 'udp' as const, ms: 3, aliases: [] }
  return {
    answers: zones.map((zone) => {
      const named = hosts.filter(
        (host) => host.zones?.includes(zone) && !host.recordLost?.some((lost) => lost.zone === zone),
      )
      if (named.length === 0) return { ...by, zone, kind: 'nothing', why: 'noSuchName' }
      const records = named.map(({ name }) => ({
        host: name,
        port: 1688,
        priority: 0,
        weight: 0,
        ttlSeconds: 3600,
      }))
      return { ...by, zone, kind: 'srv', records }
    }),
    targets: hosts.map(({ name }, place) => ({
      ...by,
      host: name,
      name,
      kind: 'addresses',
      addresses: [`10.0.1.${place}`],
    })),
    knocks: hosts.map(({ outages = [] }, place) => ({
      address: `10.0.1.${place}`,
      port: 1688,
      at,
      knock: outages.some(({ toHour }) => toHour >= days * 24)
        ? { kind: 'filtered', ms: 900 }
        : { kind: 'open', ms: 2 },
    })),
  }
}

/** Each by other evidence: DNS, ports, neighbours, CMIDs, keys. */
const SOME_FAULTS = ['recordMissing', 'hostDown', 'firewall', 'sharedCmid', 'keyTooOld'] as const

describe('the diagnosis from the record', () => {
  it.each(SOME_FAULTS)(
    'finds %s, and nothing on a machine that is well',
    { timeout: 60_000 },
    async (fault) => {
      const fleet = fleetWith(fault)
      const now = await settle(fleet)
      const {
        ill: [ill],
        well: [well],
      } = factsSeen(fleet)
      const client = await loadDiagnosedClient(helpdesk, ill?.machine.name ?? '', now)
      const [license] = client?.licenses ?? []
      expect(
        license?.diagnosis?.causes.map(({ kind }) => kind)[0],
        JSON.stringify(license?.diagnosis, undefined, 1),
      ).toBe(fault)
      const sound = await loadDiagnosedClient(helpdesk, well?.machine.name ?? '', now)
      expect(sound?.licenses[0]?.diagnosis).toBeUndefined()
      expect(license?.words.nextStep?.text).toBe(license?.diagnosis?.causes[0]?.next)
    },
  )

  it('knows the machines of a site by the site that was set, whatever their names begin with', async () => {
    const fleet = fleetWith('firewall')
    const now = await settle(fleet)
    const name = factsSeen(fleet).ill[0]?.machine.name ?? ''
    await database.pool.query(
      `WITH added AS (INSERT INTO site (name) VALUES ('Harbour') RETURNING id)
       UPDATE client SET site_id = added.id FROM added WHERE split_part(client.name, '-', 1) = split_part($1, '-', 1)`,
      [name],
    )
    const client = await loadDiagnosedClient(helpdesk, name, now)
    const [first] = client?.licenses[0]?.diagnosis?.causes ?? []
    expect(first?.kind).toBe('firewall')
    expect(first?.title).toContain('the machines at Harbour')
  })
})
