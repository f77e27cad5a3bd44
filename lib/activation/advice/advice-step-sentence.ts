import { sayCount } from '../words/say-amounts'
import type { AdviceStep } from './advice'
import type { NetworkGeneration } from './network-inventory'

/** The steps of an advice in words: what to do, then why. */

type Kind = AdviceStep['kind']
type Of<K extends Kind> = Extract<AdviceStep, { kind: K }>

const KEY_FOR_CLIENTS: Readonly<Record<NetworkGeneration, string>> = {
  'vista-2008': 'of the Vista group',
  '7-2008r2': 'for Windows 7 or a newer one',
  '8-2012': 'for Server 2012 R2 or a newer one',
  '10-2016-or-later': 'named after the newest version in use (Windows 11 needs Server 2022 or newer)',
}

const KEY_WITH_SERVERS: Readonly<Record<NetworkGeneration, string>> = {
  'vista-2008':
    'of Server group A for Web Server, B for Standard and Enterprise, C if Datacenter or Itanium is among them (each also serves Vista)',
  '7-2008r2':
    'of Server 2008 R2 group A for Web Server, B for Standard and Enterprise, C if Datacenter or Itanium is among them (each also serves the clients)',
  '8-2012': 'for Server 2012 R2 or a newer one',
  '10-2016-or-later': 'named after the newest server version in use, Server 2016 to 2025',
}

const hosts = (count: number) => (count === 1 ? 'one KMS host' : `${count} KMS hosts`)

const BY_PHONE =
  'by phone or Microsoft’s portal (slmgr.vbs /dti shows the installation ID, /atp takes the confirmation ID)'

/** Source: slmgr.vbs options (Microsoft): an object of the directory has switches of its own. */
const BY_DIRECTORY_PHONE =
  'by phone or Microsoft’s portal (slmgr.vbs /ad-activation-get-iid KEY shows the installation ID, /ad-activation-apply-cid KEY takes the confirmation ID)'

const SAY: { readonly [K in Kind]: (step: Of<K>) => string } = {
  hostKey: ({ generation, hasServers, hosts: count, isNew }) => {
    const key = hasServers ? KEY_WITH_SERVERS[generation] : KEY_FOR_CLIENTS[generation]
    return isNew
      ? `Set up ${hosts(count)}, best on an existing server, and install a KMS host key ${key}: a host holds one Windows key, and it must serve every product that asks.`
      : `Check that the KMS host key is ${key}: otherwise this network gets 0xC004F042.`
  },
  activateHosts: ({ by }) =>
    by === 'internet'
      ? 'Activate each host with Microsoft (slmgr.vbs /ato): a host activates no clients until it is activated itself.'
      : `Activate each host ${BY_PHONE}: it has no Internet, and activates no clients until it is activated itself.`,
  openFirewall: ({ network, category }) =>
    category === 'production'
      ? 'Allow inbound TCP 1688 on the KMS hosts (firewall rule SPPSVC-In-TCP) from the company’s networks: clients ask on this port.'
      : `Open TCP 1688 in the firewall from ${network} to the KMS hosts, and let the network resolve their names: a client needs no more.`,
  closeToOutside: () =>
    'Keep TCP 1688 closed to everything outside the company: a KMS host that strangers can reach hands out volume licenses.',
  publishOwnZone: () =>
    'Leave DNS publishing on, or create the SRV record _vlmcs._tcp and the A record of the host manually where the zone accepts no dynamic updates: clients look for them in their own zone.',
  publishOtherZones: ({ membership }) =>
    membership === 'domain'
      ? 'List every other zone of the forest in DnsDomainPublishList on the hosts, one line each, and give the hosts rights there: a host publishes itself only in its own zone.'
      : 'List the zones of the trusted forest in DnsDomainPublishList on the hosts, one line each, give the hosts rights there, and see that these zones resolve the hosts’ names: a host publishes itself only in its own zone.',
  recordsByHand: ({ isRepeated }) =>
    isRepeated
      ? 'Have the forest’s administrators create the SRV record _vlmcs._tcp and the A record of each KMS host in every zone manually, again whenever hosts or domains change: the hosts cannot write there.'
      : 'Create the SRV record _vlmcs._tcp and the A record of the host manually in the network’s zone: in a workgroup the host has no rights to do so.',
  searchKmsZone: () =>
    'Let the machines search the zone of the KMS hosts, by their DNS suffix or with slmgr.vbs /skms-domain: their own names belong to no zone with a record.',
  oneNameWithAddresses: ({ hosts: count }) =>
    count === 1
      ? 'Create one DNS name for the KMS service (for example kms.example.com) with one A record, the host’s address: the host can be replaced without touching a client.'
      : `Create one DNS name for the KMS service (for example kms.example.com) with ${count} A records, one per host, never with two CNAME records: DNS allows only one CNAME per name, while several A records are returned in turn.`,
  setNameOnClients: () =>
    'Register the name on the clients, best in the standard image: slmgr.vbs /skms kms.example.com:1688. A registered name comes before the cached host and before DNS discovery. A network whose machines have a DNS suffix of their own can use manually created SRV and A records instead.',
  clientKeys: () =>
    'Leave the published client setup keys (GVLK) on the machines, or install them: a machine with a MAK or an OEM key does not ask for volume activation.',
  checkCount: ({ needed }) =>
    `Check on the host that slmgr.vbs /dlv shows a count of at least ${needed}: until then every request is counted but refused with 0xC004F038, and clients ask again after two hours.`,
  feedCount: ({ missing }) =>
    `Let at least ${missing === 1 ? 'one more machine' : `${missing} more machines`} use KMS, for example members of the domain with slmgr.vbs /act-type 2: otherwise the count stays too low, and this network needs a MAK.`,
  noteHostActivation: () =>
    'Enter each host’s activation in the register: the key allows six hosts, each activated once and nine more times, and no host reports how many are left.',
  getMak: ({ machines }) =>
    `Have a MAK with at least ${sayCount(machines, 'activation')} left, plus one for each rebuild: every activation counts.`,
  reachActivationServers: () =>
    'Let the machines reach Microsoft’s activation servers, through the proxy if there is one: otherwise the activation ends in a network error.',
  activateWithMak: () =>
    'Install the MAK and activate (slmgr.vbs /ipk, /ato), or put it into the unattended setup: this is done once per installation.',
  installMakByVamt: () =>
    'Let VAMT find the machines and install the MAK from a computer inside the network: no need to type the key on each machine.',
  carryInstallationIds: () =>
    'Export the installation IDs and take them to a computer with Internet, which gets the confirmation IDs from Microsoft: the network itself stays closed. Agree first whether a notebook may move between both, or only a file.',
  applyConfirmationIds: () =>
    'Bring the confirmation IDs back and apply them with VAMT or slmgr.vbs /atp: each works only on the machine with that installation ID.',
  keepConfirmationIds: () =>
    'Keep the confirmation IDs: after a reinstallation on unchanged hardware the same one activates again without using an activation.',
  countRebuilds: () =>
    'Count every rebuild in the key’s ledger and ask for more at 80 % used: reactivating a rebuilt machine uses one more activation.',
  ownKeyForRebuiltOem: () =>
    'Plan one of your own activations for each new machine that is rebuilt with the standard image: the manufacturer’s key does not carry over.',
  prepareSchema: () => 'Extend the forest’s schema to Server 2012 or later: the activation object needs it.',
  createActivationObject: ({ by }) =>
    `As an enterprise administrator, create the activation object with a KMS host key in the Volume Activation Services role, ${by === 'internet' ? 'online' : BY_DIRECTORY_PHONE}: one object serves the whole forest.`,
  reachDomainController: () =>
    'Make sure the machines reach a domain controller at least once in 180 days: an activation lasts that long and renews automatically.',
  officeHostKey: ({ version, needed }) =>
    `Install the volume license pack of ${version} on the KMS hosts, with its host key, and activate that with Microsoft: each version of Office has a key and a count of its own, which needs ${needed}.`,
  officeObject: ({ version }) =>
    `Install the volume license pack of ${version} on the computer with the Volume Activation Services role, and create an activation object with its host key: the object of Windows does not activate Office.`,
  officeMak: ({ version, machines }) =>
    `Have a MAK of ${version} with at least ${sayCount(machines, 'activation')} left, and activate with it (ospp.vbs /inpkey, /act): a MAK of Windows does not activate Office.`,
  activateHyperVHosts: () =>
    'Activate every Hyper-V host with Windows Server Datacenter, in a cluster all of them, and keep the hosts at the version of the guests or newer: a guest is only activated by an activated host.',
  allowDataExchange: () =>
    'Switch on the Data Exchange integration service of each guest: the activation travels through it, without network.',
  avmaKeys: () =>
    'Install the published AVMA key of each guest’s version and edition: it makes the guest ask its host.',
  generalizeImage: () =>
    'Generalise the image (sysprep /generalize) and keep a copy from before: each run uses one rearm, and clones need a CMID of their own.',
  rearmInTime: ({ everyDays, times }) =>
    `Rearm (slmgr.vbs /rearm, then a restart) before ${everyDays} days of grace are over, at most ${times} times: each rearm begins a new grace period where the generation grants one.`,
  noteRearms: () =>
    'Record the reason for each rearm: it resets the license, and the number left is limited.',
  activateWhatStays: ({ limitDays }) =>
    `Activate machines that live ${limitDays} days or more in another way: rearms only bridge a short life.`,
}

/** A step as one or two whole sentences. */
export function sayStep<K extends Kind>(step: Of<K>): string {
  return (SAY[step.kind] as (step: AdviceStep) => string)(step)
}
