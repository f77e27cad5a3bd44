import { z } from 'zod'
import { type AliasFinding, aliasFinding } from '@/lib/activation/discovery/alias-check'
import { cleanName, KMS_PORT } from '@/lib/activation/discovery/discovery'
import type { Knock } from '@/lib/activation/discovery/dns-answer'
import { createDnsRun, type DnsRunOptions } from '@/lib/probes/dns-run'
import { knock } from '@/lib/probes/knock'
import { zoneServers } from '@/lib/probes/zone-servers'
import { followed } from '../followed'
import { operation } from '../operation'
import { sayDiscoveryRefusal } from './discovery-refusal'

const aliasInput = z.object({
  name: z
    .string()
    .trim()
    .toLowerCase()
    .max(253)
    .regex(/^[a-z0-9_-]+(\.[a-z0-9_-]+)+\.?$/, 'Enter a full DNS name, such as kms.corp.example.'),
  port: z.int().min(1).max(65_535).default(KMS_PORT),
})

/** What DNS says of a round-robin name now, and whether each address behind it answers. */
export interface AliasAnswer {
  finding: AliasFinding
  server: string
  knocks: { address: string; knock: Knock }[]
}

const MOST_ADDRESSES = 16

/** Notes who asks about a round-robin name, and says in which zone it lies; lookUpAlias asks, outside the transaction. */
export const checkAlias = operation(
  'discovery.probe',
  aliasInput,
  async ({ tx, audit }, input) => {
    const name = cleanName(input.name)
    const zones = await tx.dnsZone.findMany({
      where: { retiredAt: null },
      select: { name: true, servers: true },
    })
    const within = zones.filter((zone) => name.endsWith(`.${zone.name}`))
    const zone = within.sort((one, other) => other.name.length - one.name.length)[0]
    if (!zone) return { ok: false as const, refusal: { kind: 'notInZone' as const, name } }
    await audit({ action: 'discovery.checkAlias', subjectType: 'dnsName', subjectId: name, after: { name } })
    return { ok: true as const, name, zone, port: input.port }
  },
  { refusals: sayDiscoveryRefusal },
)

type AskOptions = Pick<DnsRunOptions, 'guard' | 'timeoutMs'>

/** Asks the servers of the name's zone for its records and knocks at each address once. */
export const lookUpAlias = lookUpAliasWith({})

export function lookUpAliasWith(options: AskOptions) {
  return followed(checkAlias, async ({ name, zone, port }) => ({
    ok: true as const,
    answer: await askForAlias(name, zone, port, options),
  }))
}

async function askForAlias(
  name: string,
  zone: { name: string; servers: string[] },
  port: number,
  options: AskOptions,
): Promise<AliasAnswer> {
  const run = createDnsRun({ ...options, totalMs: 15_000 })
  const { servers } = await zoneServers(zone.name, zone.servers, run.signal)
  const [cname, four, six] = await Promise.all([
    run.ask({ name, type: 'CNAME' }, servers),
    run.ask({ name, type: 'A' }, servers),
    run.ask({ name, type: 'AAAA' }, servers),
  ])
  const finding = aliasFinding(name, { cname, four, six })
  const addresses = finding.kind === 'addresses' || finding.kind === 'oneCname' ? finding.addresses : []
  const knocks = await Promise.all(
    addresses
      .slice(0, MOST_ADDRESSES)
      .map(async (address) => ({ address, knock: await knock(address, port, options) })),
  )
  return { finding, server: four.server, knocks }
}
