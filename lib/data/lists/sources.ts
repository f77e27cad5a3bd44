import type { ListName } from '@/lib/format/lists'
import { AUDIT_LIST } from '../audit-list'
import { PACKAGES_LIST } from '../exchange/packages-list'
import { IMPORTS_LIST } from '../imports/imports-list'
import { KEY_MACHINES_LIST } from '../keys/key-machines-list'
import { KEYS_LIST } from '../keys/keys-list'
import { HOST_REQUESTS_LIST } from '../kms-hosts/host-requests-list'
import { KMS_HOSTS_LIST } from '../kms-hosts/kms-hosts-list'
import { ZONES_LIST } from '../networks/zones-list'
import { PEOPLE_LIST } from '../people/people-list'
import { TOKENS_LIST } from '../tokens/tokens-list'
import type { ListSource } from './list-source'

/** Where the rows of each list come from: what the export and the saved views ask. */
// biome-ignore lint/suspicious/noExplicitAny: each list has rows of its own, which only its columns read
export const LIST_SOURCES: Readonly<Record<ListName, ListSource<any>>> = {
  kmsHosts: KMS_HOSTS_LIST,
  keys: KEYS_LIST,
  keyMachines: KEY_MACHINES_LIST,
  hostRequests: HOST_REQUESTS_LIST,
  imports: IMPORTS_LIST,
  audit: AUDIT_LIST,
  people: PEOPLE_LIST,
  zones: ZONES_LIST,
  packages: PACKAGES_LIST,
  tokens: TOKENS_LIST,
}
