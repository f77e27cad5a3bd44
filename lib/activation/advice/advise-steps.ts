import { graceRowOf } from '../license/rearm'
import type { ActivationMethod, AdviceStep } from './advice'
import { CLIENT_OF_ERA, machinesOf, neededCount, SHORT_LIFE_DAYS } from './advise-method'
import type { Plan } from './advise-plan'

type Steps = (plan: Plan) => AdviceStep[]

const STEPS: Readonly<Record<ActivationMethod, Steps>> = {
  'kms-auto-discovery': (plan) => [
    ...sharedHost(plan),
    ...firewall(plan),
    ...discovery(plan),
    ...clients(plan),
  ],
  'kms-registered-name': (plan) => [
    ...sharedHost(plan),
    ...firewall(plan),
    { kind: 'oneNameWithAddresses', hosts: plan.hosts },
    { kind: 'setNameOnClients' },
    ...clients(plan),
  ],
  'own-kms-offline': ({ network, hosts }) => [
    {
      kind: 'hostKey',
      generation: network.generation,
      hasServers: network.servers > 0,
      hosts,
      isNew: true,
    },
    { kind: 'activateHosts', by: network.reachesInternet ? 'internet' : 'telephone' },
    { kind: 'noteHostActivation' },
    { kind: 'closeToOutside' },
    network.membership === 'workgroup'
      ? { kind: 'recordsByHand', isRepeated: false }
      : { kind: 'publishOwnZone' },
    { kind: 'clientKeys' },
    { kind: 'checkCount', needed: neededCount(network) },
  ],
  'mak-online': ({ network }) => [
    { kind: 'getMak', machines: machinesOf(network) },
    { kind: 'reachActivationServers' },
    { kind: 'activateWithMak' },
    { kind: 'countRebuilds' },
    { kind: 'ownKeyForRebuiltOem' },
  ],
  'mak-proxy': ({ network }) => [
    { kind: 'getMak', machines: machinesOf(network) },
    { kind: 'installMakByVamt' },
    { kind: 'carryInstallationIds' },
    { kind: 'applyConfirmationIds' },
    { kind: 'keepConfirmationIds' },
    { kind: 'countRebuilds' },
    { kind: 'ownKeyForRebuiltOem' },
  ],
  adba: ({ network }) => [
    { kind: 'prepareSchema' },
    { kind: 'createActivationObject', by: isOffline(network.category) ? 'telephone' : 'internet' },
    { kind: 'clientKeys' },
    { kind: 'reachDomainController' },
  ],
  avma: () => [{ kind: 'activateHyperVHosts' }, { kind: 'allowDataExchange' }, { kind: 'avmaKeys' }],
  'rearm-only': ({ network }) => {
    const row = graceRowOf({ generation: CLIENT_OF_ERA[network.generation] })
    return [
      { kind: 'generalizeImage' },
      { kind: 'rearmInTime', everyDays: row?.initialGraceDays.most ?? 0, times: row?.rearms ?? 0 },
      { kind: 'noteRearms' },
      { kind: 'activateWhatStays', limitDays: SHORT_LIFE_DAYS },
    ]
  },
}

/** What to do for this network, in the order in which it has to be done. */
export const stepsFor = (plan: Plan): AdviceStep[] => STEPS[plan.method](plan)

const isOffline = (category: Plan['network']['category']) => category === 'isolated'

function sharedHost({ network, hosts, sharedGeneration, sharedServers }: Plan): AdviceStep[] {
  const isNew = network.category === 'production'
  const key: AdviceStep = {
    kind: 'hostKey',
    generation: sharedGeneration,
    hasServers: sharedServers,
    hosts,
    isNew,
  }
  return isNew ? [key, { kind: 'activateHosts', by: 'internet' }, { kind: 'noteHostActivation' }] : [key]
}

function firewall({ network }: Plan): AdviceStep[] {
  return [
    { kind: 'openFirewall', network: network.name, category: network.category },
    { kind: 'closeToOutside' },
  ]
}

function discovery({ network }: Plan): AdviceStep[] {
  const { membership, usesKmsForestDns, category } = network
  if (membership === 'untrusted-forest') {
    return usesKmsForestDns ? [{ kind: 'searchKmsZone' }] : [{ kind: 'recordsByHand', isRepeated: true }]
  }
  if (membership === 'workgroup') return [{ kind: 'searchKmsZone' }]
  const own: AdviceStep[] = category === 'production' ? [{ kind: 'publishOwnZone' }] : []
  return [...own, { kind: 'publishOtherZones', membership }]
}

function clients({ network, sharedCount }: Plan): AdviceStep[] {
  const needed = neededCount(network)
  const missing = needed - sharedCount
  const feed: AdviceStep[] = missing > 0 ? [{ kind: 'feedCount', missing }] : []
  // A MAK or the manufacturer's key on a machine would keep it away from KMS, whatever DNS says.
  return [{ kind: 'clientKeys' }, { kind: 'checkCount', needed }, ...feed]
}
