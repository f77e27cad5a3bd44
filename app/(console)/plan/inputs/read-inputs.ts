import type { FormValues } from '@/components/form/form-values'
import {
  MEMBERSHIPS,
  NETWORK_CATEGORIES,
  NETWORK_GENERATIONS,
} from '@/lib/activation/advice/network-inventory'
import { hostPlatformOf, keyGroupIdOf } from '@/lib/activation/kms/host-platforms'
import type { KeyGroupId } from '@/lib/activation/kms/key-group-table'
import {
  CONTACTS,
  type MachineLot,
  OFFICE_VERSIONS,
  type PlannedHost,
  type PlannedNetwork,
} from '@/lib/activation/plan/plan-inventory'

/** A network as its fields say it, in the order in which what is known has them. before: for what no field shows. */
export function networkFrom(
  form: FormValues,
  path: string,
  before: PlannedNetwork | undefined,
): PlannedNetwork {
  const text = (field: string) => form.text(`${path}.${field}`)
  const flag = (field: string) => form.flag(`${path}.${field}`)
  const number = (field: string) => form.number(`${path}.${field}`) ?? 0
  const lifetimeDays = form.number(`${path}.lifetimeDays`)
  return {
    name: text('name'),
    category: oneOf(NETWORK_CATEGORIES, text('category')),
    membership: oneOf(MEMBERSHIPS, text('membership')),
    reachesKms: flag('reachesKms'),
    reachesInternet: flag('reachesInternet'),
    usesKmsForestDns: flag('usesKmsForestDns'),
    ownForest: flag('ownForest'),
    ...(text('forest') !== '' && { forest: text('forest') }),
    contact: oneOf(CONTACTS, text('contact')),
    machines: lotsFrom(form, path, before?.machines ?? []),
    office: OFFICE_VERSIONS.flatMap((version) => {
      const machines = number(`office.${version}`)
      return machines === 0 ? [] : [{ version, machines }]
    }),
    subscriptionMachines: number('subscriptionMachines'),
    asBoughtMachines: number('asBoughtMachines'),
    virtualOnDatacenterHosts: flag('virtualOnDatacenterHosts'),
    growthPerYear: number('growthPerYear'),
    rebuildsPerYear: number('rebuildsPerYear'),
    mayHoldHostKey: flag('mayHoldHostKey'),
    mayLeave: oneOf(['files', 'digits', 'nothing'] as const, text('mayLeave')),
    wantsEsu: flag('wantsEsu'),
    zones: listed(text('zones')),
    ...(lifetimeDays !== undefined && { lifetimeDays }),
  }
}

function lotsFrom(form: FormValues, path: string, before: readonly MachineLot[]): MachineLot[] {
  return NETWORK_GENERATIONS.flatMap((generation) => {
    const number = (kind: string) => form.number(`${path}.machines.${generation}.${kind}`) ?? 0
    const [clients, servers] = [number('clients'), number('servers')]
    if (clients === 0 && servers === 0) return []
    const releases = before.find((lot) => lot.generation === generation)?.releases
    return [{ generation, clients, servers, ...(releases && { releases }) }]
  })
}

/** A host as its fields say it; words that name no platform or key go along as they are, to be refused. */
export function hostFrom(form: FormValues, path: string): PlannedHost {
  const text = (field: string) => form.text(`${path}.${field}`)
  const [platform, keys, network] = [text('platform'), text('keys'), text('network')]
  const known = keys.toLowerCase() === 'none' ? [] : listed(keys.replace(/\s*[,;]\s*/g, '\n'), /\n/)
  return {
    name: text('name').toLowerCase(),
    ...(platform !== '' && { platform: hostPlatformOf(platform) ?? platform }),
    ...(keys !== '' && { keys: known.map((word) => keyGroupIdOf(word) ?? (word as KeyGroupId)) }),
    ...(network !== '' && { network }),
  }
}

/** Words of a field, one a line or between commas. */
export const listed = (text: string, between = /[\s,;]+/) => text.split(between).filter(Boolean)

/** What stands in a select is always one of its options. */
const oneOf = <T extends string>(words: readonly T[], word: string): T =>
  (words.find((one) => one === word) ?? word) as T
