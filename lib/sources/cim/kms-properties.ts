import type { KmsHostObservation, LicenseObservation } from '@/lib/activation/observation'
import { presentOrAbsent } from '../transcript/present'
import { addressOf, hostAndPortOf, productIdOf } from '../transcript/values'
import { type CimObject, countOf, flagOf, type PropertyName, positiveOf, textOf } from './cim-object'
import type { ServiceFacts } from './service-facts'

type KmsClient = NonNullable<LicenseObservation['kms']>
type Requests = NonNullable<KmsHostObservation['requests']>

/** First value that is there: the product's own, else the one on the service class (Vista, Server 2008). */
function either<T>(
  product: CimObject,
  service: ServiceFacts | undefined,
  read: (object: CimObject) => T | undefined,
): T | undefined {
  return read(product) ?? (service === undefined ? undefined : read(service.object))
}

/** The KMS host a client uses. A registered host (slmgr /skms) wins over one found through DNS. */
export function kmsClientOf(product: CimObject, service: ServiceFacts | undefined): KmsClient | undefined {
  const read = <T>(from: (object: CimObject) => T | undefined) => either(product, service, from)
  return presentOrAbsent<KmsClient>({
    ...registeredHost(read),
    hostAddress: read((object) =>
      addressOf(textOf(object, 'DiscoveredKeyManagementServiceMachineIpAddress')),
    ),
    hostExtendedPid: read((object) => productIdOf(textOf(object, 'KeyManagementServiceProductKeyID'))),
    activationIntervalMinutes: read((object) => positiveOf(object, 'VLActivationInterval')),
    renewalIntervalMinutes: read((object) => positiveOf(object, 'VLRenewalInterval')),
    hostCaching: service?.hostCaching,
  })
}

function registeredHost(
  read: <T>(from: (object: CimObject) => T | undefined) => T | undefined,
): Pick<KmsClient, 'host' | 'port' | 'foundBy'> {
  const registered = read((object) => hostNameIn(object, 'KeyManagementServiceMachine'))
  if (registered !== undefined) {
    const port = read((object) => positiveOf(object, 'KeyManagementServicePort'))
    return { host: registered, port, foundBy: 'registered' }
  }
  const found = read((object) => hostNameIn(object, 'DiscoveredKeyManagementServiceMachineName'))
  if (found === undefined) return {}
  const port = read((object) => positiveOf(object, 'DiscoveredKeyManagementServiceMachinePort'))
  return { host: found, port, foundBy: 'dns' }
}

const hostNameIn = (object: CimObject, property: PropertyName) => hostAndPortOf(textOf(object, property)).host

const REQUEST_COUNTERS = {
  total: 'KeyManagementServiceTotalRequests',
  failed: 'KeyManagementServiceFailedRequests',
  unlicensed: 'KeyManagementServiceUnlicensedRequests',
  licensed: 'KeyManagementServiceLicensedRequests',
  initialGrace: 'KeyManagementServiceOOBGraceRequests',
  outOfToleranceGrace: 'KeyManagementServiceOOTGraceRequests',
  nonGenuineGrace: 'KeyManagementServiceNonGenuineGraceRequests',
  notification: 'KeyManagementServiceNotificationRequests',
} as const satisfies Record<keyof Requests, PropertyName>

export function isKmsMachine(product: CimObject): boolean {
  return flagOf(product, 'IsKeyManagementServiceMachine') === true
}

/** What a KMS host counts and how it listens. */
export function kmsHostOf(
  product: CimObject,
  service: ServiceFacts | undefined,
): Pick<KmsHostObservation, 'currentCount' | 'port' | 'dnsPublishing' | 'priority' | 'requests'> {
  const count = (property: PropertyName) => either(product, service, (object) => countOf(object, property))
  const counters = Object.entries(REQUEST_COUNTERS).map(([name, property]) => [name, count(property)])
  return {
    currentCount: count('KeyManagementServiceCurrentCount'),
    port: service?.listeningPort,
    dnsPublishing: service?.dnsPublishing,
    priority: priorityOf(service?.lowPriority),
    requests: presentOrAbsent<Requests>(Object.fromEntries(counters)),
  }
}

function priorityOf(lowPriority: boolean | undefined): KmsHostObservation['priority'] {
  if (lowPriority === undefined) return undefined
  return lowPriority ? 'low' : 'normal'
}
