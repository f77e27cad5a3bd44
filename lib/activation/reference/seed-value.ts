import { CLOUD_HOSTS } from '../kms/cloud-host-table'
import { SEED_HOST_TABLES } from '../kms/host-tables'
import { HOST_UPDATES } from '../kms/key-group-table'
import { PUBLISHED_KEYS } from '../product/gvlk-suffix'
import { productOf } from '../product/products'
import { productByActivationId } from '../product/products-by-id'
import { reasonRow } from '../reason/reason-codes'
import { eventRow } from './event-table'
import { hostUpdateKey, type OwnKind, type OwnValues } from './own-entry'

type SeedOf = { readonly [Kind in OwnKind]: (key: string) => OwnValues[Kind] | undefined }

const SEED_OF: SeedOf = {
  product(activationId) {
    const known = productByActivationId(activationId)
    if (known === undefined) return undefined
    const { generation, family, edition, keyKind } = known
    return { label: productOf({ activationId }).label, generation, family, edition, keyKind }
  },
  key(lastFive) {
    const key = PUBLISHED_KEYS.find((one) => one.lastFive === lastFive)
    if (key === undefined) return undefined
    const { kind: publishedAs, generation, family, name } = key
    return { publishedAs, generation, family, name }
  },
  code: (code) => (reasonRow(code) === undefined ? undefined : {}),
  event(number) {
    const row = eventRow(Number(number))
    if (row === undefined) return undefined
    const { log, provider, side, meaning, payload, isNoise } = row
    return { log, provider, side, meaning, payload, isNoise: isNoise ?? false }
  },
  keyGroup(id) {
    const group = SEED_HOST_TABLES.groups.find((one) => one.id === id)
    if (group === undefined) return undefined
    if (group.application === 'office') {
      const { application, label, serves, installsFrom: from } = group
      const since = from && { installsFromServer: from.server, installsFromClient: from.client }
      return { application, label, serves, ...since }
    }
    const { application, label, clientsUpTo, serversUpTo, editionGroup, updateTarget } = group
    const { descriptionChannel, installsOn } = group
    const upTo = { clientsUpTo, serversUpTo, editionGroup, updateTarget, descriptionChannel }
    return { application, label, ...upTo, installsOn: [...installsOn] }
  },
  hostUpdate(key) {
    const rows = HOST_UPDATES.flatMap(({ hosts, targets, update }) =>
      hosts.flatMap((host) => targets.map((target) => ({ host, target, update }))),
    ).filter(({ host, target }) => hostUpdateKey(host, target) === key)
    const [first] = rows
    return first && { host: first.host, target: first.target, updates: rows.map(({ update }) => update) }
  },
  cloudHost(name) {
    const known = CLOUD_HOSTS.find(({ host }) => host === name)
    return known && { cloud: known.cloud }
  },
}

/** What the tables in code say of a thing, in the shape of an entry; absent for one that they do not have. */
export function seedValue<Kind extends OwnKind>(kind: Kind, key: string): OwnValues[Kind] | undefined {
  return SEED_OF[kind](key)
}
