import { guidOf } from '../transcript/values'
import { type CimObject, countOf, flagOf, positiveOf, textOf } from './cim-object'

/** What SoftwareLicensingService (or Office's own service class) adds to the products of its machine. */
export interface ServiceFacts {
  line: number
  cmid?: string | undefined
  windowsRearms?: number | undefined
  hostCaching?: boolean | undefined
  listeningPort?: number | undefined
  dnsPublishing?: boolean | undefined
  lowPriority?: boolean | undefined
  /** Vista and Server 2008 keep host, intervals and counters on the service class. */
  object: CimObject
}

export function serviceFactsOf(object: CimObject): ServiceFacts {
  return {
    line: object.line,
    cmid: guidOf(textOf(object, 'ClientMachineID')),
    windowsRearms: countOf(object, 'RemainingWindowsReArmCount'),
    hostCaching: flagOf(object, 'KeyManagementServiceHostCaching'),
    listeningPort: positiveOf(object, 'KeyManagementServiceListeningPort'),
    dnsPublishing: flagOf(object, 'KeyManagementServiceDnsPublishing'),
    lowPriority: flagOf(object, 'KeyManagementServiceLowPriority'),
    object,
  }
}
