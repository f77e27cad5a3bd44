import { sayCount, sayList } from '../words/say-amounts'
import type { HostRefusal } from './can-host-activate'
import type { HostKeyRefusal } from './host-key-budget'
import { SEED_HOST_TABLES } from './host-tables'
import type { KeyGroup, KeyGroupId } from './key-group-table'

/** Why a KMS host cannot activate a product, or a host key a host, in words. */

type Kind = HostRefusal['kind']
type Of<K extends Kind> = Extract<HostRefusal, { kind: K }>

type LabelOf = (id: KeyGroupId) => string

const orNewer = (needed: KeyGroupId | undefined, labelOf: LabelOf) =>
  needed === undefined ? '' : ` The cheapest key that does is ${labelOf(needed)}.`

const SAY: { readonly [K in Kind]: (refusal: Of<K>, labelOf: LabelOf) => string } = {
  keyTooOld: ({ keyUpTo, product, needed }, labelOf) =>
    `The host key serves up to ${keyUpTo}, not ${product}.${orNewer(needed, labelOf)}`,
  clientOnlyKey: ({ needed }, labelOf) =>
    `A key for client editions serves no servers.${orNewer(needed, labelOf)}`,
  editionNotCovered: ({ has, needs, needed }, labelOf) =>
    `The edition belongs to group ${needs}; the key is of group ${has}.${orNewer(needed, labelOf)}`,
  editionUnknown: ({ has }) =>
    `The key is of group ${has}; without the edition it is not known whether that is enough.`,
  needsOfficeHostKey: ({ needed }, labelOf) =>
    needed === undefined
      ? 'Office needs an Office host key, which can be installed next to the Windows key on the same host.'
      : `Office needs the host key of its version, here ${labelOf(needed)}; it can be installed next to the Windows key on the same host.`,
  needsWindowsHostKey: ({ needed }, labelOf) =>
    `An Office host key serves no Windows.${orNewer(needed, labelOf)}`,
  otherOfficeVersion: ({ serves, product }) =>
    `The host key is for ${serves}; ${product} needs the key of its own version.`,
  notByVolume: ({ product, edition }) =>
    `${product} ${edition} is not sold with volume licensing: no KMS host activates it; it needs a retail or OEM key.`,
  unknownProduct: () => 'The product is not known, so neither is the key that serves it.',
  platformTooOld: ({ platform, installsOn }) =>
    `${platform} is too old for this key, which can be installed on ${sayList(installsOn, 'or')}.`,
  platformTooNew: ({ platform, installsOn }) =>
    `This key is too old for ${platform}; it can be installed on ${sayList(installsOn, 'or')}.`,
  platformOfOtherKind: ({ platform, installsOn }) =>
    `This key cannot be installed on ${platform}, only on ${sayList(installsOn, 'or')}.`,
  azureEdition: ({ platform }) =>
    `${platform} cannot be a KMS host: Azure activates that edition. Use another edition of the same version.`,
  unknownPlatform: ({ platform }) => `${platform} is not a known platform for KMS hosts.`,
  updateMissing: ({ platform, anyOf }) =>
    `${platform} needs ${sayList(anyOf, 'or')}, or a later cumulative update, before it accepts this key.`,
  virtualHost: ({ platform, code }) =>
    `A virtual machine with ${platform} cannot be a KMS host (${code}); from Windows 7 and Server 2008 R2 on it can.`,
}

/** Why this host cannot activate this product, in one or two whole sentences. groups: with entries of ours. */
export function sayHostRefusal(
  refusal: HostRefusal,
  groups: readonly KeyGroup[] = SEED_HOST_TABLES.groups,
): string {
  const labelOf: LabelOf = (id) => groups.find((group) => group.id === id)?.label ?? id
  return (SAY[refusal.kind] as (refusal: HostRefusal, labelOf: LabelOf) => string)(refusal, labelOf)
}

const WAY_OUT = 'Ask the Microsoft Activation Center to raise the limit.'

/** Why the host key activates no more, with the way out. */
export function sayHostKeyRefusal(refusal: HostKeyRefusal): string {
  if (refusal.kind === 'noHostLeft') {
    const hosts = sayList(refusal.hosts, 'and')
    return `The key has activated its ${sayCount(refusal.limit, 'host')}: ${hosts}. Microsoft would refuse another host with ${refusal.code}. ${WAY_OUT}`
  }
  return `${refusal.host} has been reactivated ${refusal.reactivations} times, and ${refusal.limit} are allowed. Microsoft would refuse with ${refusal.code}. ${WAY_OUT}`
}
