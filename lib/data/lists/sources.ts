import type { ListName } from '@/lib/format/lists'
import { ALERTS_LIST } from '../alerts/alerts-list'
import { AUDIT_LIST } from '../audit-list'
import { FORGOTTEN_LIST } from '../clients/forgotten-list'
import { DELIVERIES_LIST } from '../deliveries/deliveries-list'
import { PACKAGES_LIST } from '../exchange/packages-list'
import { IMPORT_CHANGES_LIST } from '../imports/import-changes'
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
  importChanges: IMPORT_CHANGES_LIST,
  audit: AUDIT_LIST,
  people: PEOPLE_LIST,
  zones: ZONES_LIST,
  packages: PACKAGES_LIST,
  forgotten: FORGOTTEN_LIST,
  deliveries: DELIVERIES_LIST,
  tokens: TOKENS_LIST,
  alerts: ALERTS_LIST,
}
