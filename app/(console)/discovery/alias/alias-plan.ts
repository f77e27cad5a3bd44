import { cleanName } from '@/lib/activation/discovery/discovery'
import type { DnsChange } from '@/lib/activation/discovery/repair'
import type { AliasChoices } from '@/lib/data/discovery/alias-choices'

/** What the wizard has to say of a name and the chosen hosts. */
export interface AliasPlan {
  name: string
  zone: AliasChoices['zones'][number] | undefined
  addresses: string[]
  changes: DnsChange[]
  /** Ports differ between the hosts: a name can carry one port only. */
  ports: number[]
  problem: string | undefined
}

const NAME = /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/

export function planAlias(given: string, chosen: readonly string[], choices: AliasChoices): AliasPlan {
  const name = cleanName(given)
  const hosts = choices.hosts.filter((host) => chosen.includes(host.name))
  const zone = choices.zones
    .filter((one) => name.endsWith(`.${one.name}`))
    .sort((one, other) => other.name.length - one.name.length)[0]
  const addresses = [...new Set(hosts.flatMap((host) => host.addresses))]
  const changes = addresses.map(
    (address): DnsChange => ({
      action: 'add',
      zone: zone?.name ?? name.split('.').slice(1).join('.'),
      name,
      ttlSeconds: 3600,
      type: address.includes(':') ? 'AAAA' : 'A',
      address,
    }),
  )
  const ports = [...new Set(hosts.map((host) => host.port))]
  return { name, zone, addresses, changes, ports, problem: problemOf(name, hosts, choices) }
}

function problemOf(name: string, hosts: AliasChoices['hosts'], choices: AliasChoices): string | undefined {
  if (name === '') return 'Enter the name first, such as kms.corp.example.'
  if (!NAME.test(name)) return `${name} is not a full DNS name such as kms.corp.example.`
  if (choices.hosts.some((host) => host.name === name)) {
    return `${name} is the name of a host. Enter one that no machine has.`
  }
  if (hosts.length < 2) return 'Choose two hosts or more. For one host, its own name is enough.'
  const without = hosts.filter((host) => host.addresses.length === 0).map((host) => host.name)
  if (without.length > 0) return `No address is known for ${without.join(', ')}. Enter it on the host’s page.`
  if (new Set(hosts.map((host) => host.port)).size > 1) {
    return 'The hosts listen on different ports. A name has no port: set the same one on all of them.'
  }
  return undefined
}
