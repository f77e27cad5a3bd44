import type { Membership, NetworkCategory, NetworkGeneration } from './network-inventory'

/** What an advice consists of. The words for it are in advice-sentence.ts. */

export type ActivationMethod =
  | 'kms-auto-discovery'
  | 'kms-registered-name'
  | 'own-kms-offline'
  | 'mak-online'
  | 'mak-proxy'
  | 'adba'
  | 'avma'
  | 'rearm-only'

/** Why a method was chosen, or what to keep in mind with it. Counts are machines, times days. */
export type AdviceReason =
  | { kind: 'hostsActivateTheirGuests'; servers: number }
  | { kind: 'guestsFrom2012R2' }
  | { kind: 'serversCouldUseAvma'; servers: number }
  | { kind: 'shortLived'; lifetimeDays: number; limitDays: number }
  | { kind: 'rearmsSuffice'; rearms: number; graceDays: number }
  | { kind: 'graceNotCertain'; rearms: number }
  | { kind: 'noRegularNetwork' }
  | { kind: 'directoryHasNoCount' }
  | { kind: 'ownForestNeedsObject' }
  | { kind: 'kmsReachable'; category: NetworkCategory }
  | { kind: 'recordsPublished'; membership: Membership }
  | { kind: 'recordsByHand' }
  | { kind: 'asksKmsForestDns' }
  | { kind: 'noZoneToSearch' }
  | { kind: 'ownDns' }
  | { kind: 'standardImage' }
  | { kind: 'articleErrsOnCnames' }
  | { kind: 'hostsShared'; hosts: number; machines: number }
  | { kind: 'ownHosts'; hosts: number; machines: number }
  | { kind: 'countReached'; machines: number; needed: number; isMixed: boolean }
  | { kind: 'countNotAssured'; machines: number; needed: number }
  | { kind: 'countNotReached'; machines: number; needed: number; where: 'here' | 'everywhere' }
  | { kind: 'virtualMachinesDoNotCount' }
  | { kind: 'noWayToKms' }
  | { kind: 'keyLeavesTheHouse' }
  | { kind: 'hostKeyBudget'; hosts: number; limit: number }
  | { kind: 'internetReachable' }
  | { kind: 'noInternet' }

/** Something to do, in order. The sentence says what and why. */
export type AdviceStep =
  | { kind: 'hostKey'; generation: NetworkGeneration; hasServers: boolean; hosts: number; isNew: boolean }
  | { kind: 'activateHosts'; by: 'internet' | 'telephone' }
  | { kind: 'openFirewall'; network: string; category: NetworkCategory }
  | { kind: 'closeToOutside' }
  | { kind: 'publishOwnZone' }
  | { kind: 'publishOtherZones'; membership: 'domain' | 'trusted-forest' }
  | { kind: 'recordsByHand'; isRepeated: boolean }
  | { kind: 'searchKmsZone' }
  | { kind: 'oneNameWithAddresses'; hosts: number }
  | { kind: 'setNameOnClients' }
  | { kind: 'clientKeys' }
  | { kind: 'checkCount'; needed: number }
  | { kind: 'feedCount'; missing: number }
  | { kind: 'noteHostActivation' }
  | { kind: 'getMak'; machines: number }
  | { kind: 'reachActivationServers' }
  | { kind: 'activateWithMak' }
  | { kind: 'installMakByVamt' }
  | { kind: 'carryInstallationIds' }
  | { kind: 'applyConfirmationIds' }
  | { kind: 'keepConfirmationIds' }
  | { kind: 'countRebuilds' }
  | { kind: 'ownKeyForRebuiltOem' }
  | { kind: 'prepareSchema' }
  | { kind: 'createActivationObject'; by: 'internet' | 'telephone' }
  | { kind: 'reachDomainController' }
  | { kind: 'officeHostKey'; version: string; needed: number }
  | { kind: 'officeObject'; version: string }
  | { kind: 'officeMak'; version: string; machines: number }
  | { kind: 'activateHyperVHosts' }
  | { kind: 'allowDataExchange' }
  | { kind: 'avmaKeys' }
  | { kind: 'generalizeImage' }
  | { kind: 'rearmInTime'; everyDays: number; times: number }
  | { kind: 'noteRearms' }
  | { kind: 'activateWhatStays'; limitDays: number }

export interface Advice {
  network: string
  method: ActivationMethod
  /** KMS hosts that serve this network; shared hosts are named with every network they serve. 0: none needed. */
  hosts: number
  reasons: AdviceReason[]
  steps: AdviceStep[]
}
