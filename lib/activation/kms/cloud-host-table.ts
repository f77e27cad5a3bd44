import { type OwnEntry, ownOf } from '../reference/own-entry'
import type { OwnMark } from '../reference/own-mark'

/** A KMS host that a cloud provider runs for the virtual machines it rents out. */
export interface CloudHost {
  /** Name or address, lower-cased. */
  host: string
  /** 'Azure US Government' */
  cloud: string
  source: string
  own?: OwnMark
}

const AZURE = 'Microsoft, “Custom routes to enable KMS activation”, 2024-07'
const EC2 = 'Copies of the EC2 user guide, which name link-local addresses that other clouds use as well'
const UNCONFIRMED = 'General knowledge, not confirmed by a document'

const SEED: readonly { cloud: string; source: string; hosts: readonly string[] }[] = [
  {
    cloud: 'Azure',
    source: AZURE,
    hosts: [
      'azkms.core.windows.net',
      'kms.core.windows.net',
      '20.118.99.224',
      '40.83.235.53',
      '23.102.135.246',
    ],
  },
  {
    cloud: 'Azure US Government',
    source: AZURE,
    hosts: ['kms.core.usgovcloudapi.net', 'azkms.core.usgovcloudapi.net', '23.97.0.13', '52.126.105.2'],
  },
  {
    cloud: 'Azure China',
    source: AZURE,
    hosts: [
      'azkms.core.chinacloudapi.cn',
      'kms.core.chinacloudapi.cn',
      '159.27.28.100',
      '163.228.64.161',
      '42.159.7.249',
    ],
  },
  { cloud: 'Azure Germany', source: AZURE, hosts: ['kms.core.cloudapi.de', '51.4.143.248'] },
  { cloud: 'AWS or another cloud', source: EC2, hosts: ['169.254.169.250', '169.254.169.251'] },
  { cloud: 'AWS', source: UNCONFIRMED, hosts: ['fd00:ec2::250', 'fd00:ec2::251'] },
  { cloud: 'Google Cloud', source: UNCONFIRMED, hosts: ['kms.windows.googlecloud.com', '35.190.247.13'] },
]

/** The hosts of clouds as the table has them. */
export const CLOUD_HOSTS: readonly CloudHost[] = SEED.flatMap(({ hosts, ...cloud }) =>
  hosts.map((host) => ({ host, ...cloud })),
)

/** The table with our entries in the place of their rows, and those it does not have behind it. */
export function cloudHostsWith(entries: readonly OwnEntry[]): readonly CloudHost[] {
  const own = ownOf(entries, 'cloudHost')
  if (own.size === 0) return CLOUD_HOSTS
  const ours = [...own.values()].map(
    ({ key, value, mark }): CloudHost => ({ host: key, cloud: value.cloud, source: mark.source, own: mark }),
  )
  return [...CLOUD_HOSTS.filter(({ host }) => !own.has(host)), ...ours]
}

/** 'Azure' for a host of Azure, by any of its names or addresses; absent for any other. */
export function cloudOf(
  names: readonly string[],
  hosts: readonly CloudHost[] = CLOUD_HOSTS,
): string | undefined {
  const plain = names.map((name) => name.toLowerCase().replace(/\.$/, ''))
  return hosts.find(({ host }) => plain.includes(host))?.cloud
}
