import { sayCount } from '../words/say-amounts'
import type { AdviceReason } from './advice'
import type { Membership } from './network-inventory'

/** The reasons of an advice in words. The steps are in advice-step-sentence.ts. */

type Kind = AdviceReason['kind']
type Of<K extends Kind> = Extract<AdviceReason, { kind: K }>

const WHERE_FOUND: Readonly<Record<Membership, string>> = {
  domain: 'the machines are in the forest of the KMS hosts, which publish themselves there',
  'trusted-forest': 'the forest is trusted, so the KMS hosts can publish themselves in its zones too',
  'untrusted-forest': 'its zones get the records by hand',
  workgroup: 'the machines are told which zone to search',
}

const machines = (count: number) => sayCount(count, 'machine')
const hostsInWords = (count: number) => (count === 1 ? 'one KMS host' : `${count} KMS hosts`)

const SAY: { readonly [K in Kind]: (reason: Of<K>) => string } = {
  hostsActivateTheirGuests: () =>
    'The machines are virtual servers on Datacenter hosts: an activated Hyper-V host activates its guests (AVMA), without network, count or a key of their own.',
  guestsFrom2012R2: () =>
    'AVMA serves guests from Server 2012 R2 on; guests with Server 2012 need KMS or a MAK.',
  serversCouldUseAvma: ({ servers }) =>
    `The ${servers === 1 ? 'server' : `${servers} servers`} could be activated by the Hyper-V hosts (AVMA) instead; the method named here also covers the clients, which AVMA does not.`,
  shortLived: ({ lifetimeDays, limitDays }) =>
    `Machines that live ${sayCount(lifetimeDays, 'day')}, under ${limitDays}, and reach no KMS host are best left without activation: a MAK would use one activation at every rebuild.`,
  rearmsSuffice: ({ rearms, graceDays }) =>
    `${graceDays} days of grace and ${sayCount(rearms, 'rearm')} give up to ${graceDays * (rearms + 1)} days without activation.`,
  graceNotCertain: ({ rearms }) =>
    `This generation has ${rearms} rearms, but machines without a KMS host have been seen to show notifications from the first day on: they work in full with a reminder on the desktop, which a rearm may not remove. Where that disturbs, use a MAK by proxy or a KMS host of their own.`,
  noRegularNetwork: () =>
    'Machines without a regular network cannot renew with KMS or the directory within 180 days; a MAK activates once, permanently.',
  directoryHasNoCount: () =>
    'Domain members with Windows 8, Server 2012 or later activate through the directory: no minimum count, no TCP 1688, no host to watch; they fall back to KMS where that is found.',
  ownForestNeedsObject: () =>
    'The network reaches no KMS host; it needs a domain controller inside it, and the activation object in the forest that controller belongs to.',
  kmsReachable: ({ category }) =>
    category === 'production'
      ? 'The machines reach the company’s KMS hosts. One set of hosts for all, with as many clients on KMS as possible, is the simplest to maintain.'
      : 'TCP 1688 to the KMS hosts can be opened, so the machines use the existing hosts instead of their own hosts or keys.',
  recordsPublished: ({ membership }) =>
    `DNS discovery needs no settings on the client: ${WHERE_FOUND[membership]}.`,
  recordsByHand: () =>
    'DNS discovery works in an untrusted forest once its administrators have created the SRV and A records manually: the hosts have no rights in its zones.',
  asksKmsForestDns: () =>
    'The machines ask the DNS servers of the KMS forest, so they can discover the hosts there.',
  noZoneToSearch: () =>
    'Workgroup machines that do not ask the DNS of the KMS forest have no zone in which to find the hosts; a registered name needs none.',
  ownDns: () =>
    'The network has a DNS of its own. One registered name that it resolves is easier to maintain than SRV records in each of its zones.',
  standardImage: () =>
    'Set in the standard image, the one name holds for every machine, and the hosts behind it are chosen in one place.',
  articleErrsOnCnames: () =>
    'The Volume Activation 2.0 article suggests two CNAME records of one name. That is an error: DNS allows only one CNAME per name. Use two A records instead.',
  hostsShared: ({ hosts, machines: count }) =>
    hosts === 1
      ? `One KMS host serves ${machines(count)}; a second one would only split the count, up to 50 machines.`
      : `${hosts} KMS hosts, one of them a spare, serve the ${machines(count)} of all networks that use KMS.`,
  ownHosts: ({ hosts, machines: count }) =>
    hosts === 1
      ? `One host is enough for ${machines(count)}: a second one would split the count.`
      : `${hosts} hosts, one of them a spare, serve ${machines(count)}; each has its own count.`,
  countReached: ({ machines: count, needed, isMixed }) =>
    `${machines(count)} ${count === 1 ? 'reaches' : 'reach'} the count of ${needed}${isMixed ? '; clients and servers count together' : ''}.`,
  countNotAssured: ({ machines: count, needed }) =>
    `The networks that use KMS here have ${machines(count)}, and this one needs a count of ${needed}. Machines activated through the directory do not ask the KMS hosts and do not count.`,
  countNotReached: ({ machines: count, needed, where }) =>
    `${where === 'here' ? `A KMS host in this network would see ${machines(count)}` : 'All networks that reach KMS together do not give the hosts their count'}; ${needed} are needed before ${needed === 25 ? 'clients are' : 'servers are'} activated.`,
  virtualMachinesDoNotCount: () =>
    'Virtual machines of Vista and Server 2008 do not raise the count of a KMS host.',
  noWayToKms: () => 'No KMS host can be reached from here.',
  keyLeavesTheHouse: () =>
    'The KMS host key must be entered inside the network. Only a few trusted administrators should have it: anyone who has it can set up a KMS host.',
  hostKeyBudget: ({ hosts, limit }) =>
    `The whole inventory comes to ${hostsInWords(hosts)}; one host key activates ${limit}. Ask Microsoft for more activations, or join networks.`,
  internetReachable: () => 'The machines reach the Internet and activate with Microsoft themselves.',
  noInternet: () =>
    'Without Internet a MAK is activated by proxy: VAMT collects the installation IDs and returns the confirmation IDs.',
}

/** A reason as one or two whole sentences. */
export function sayReason<K extends Kind>(reason: Of<K>): string {
  return (SAY[reason.kind] as (reason: AdviceReason) => string)(reason)
}
