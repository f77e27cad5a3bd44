import { LICENSE_STATUS_LABEL } from '../license/license-status'
import { sayCount } from '../words/say-amounts'
import { sayDay } from '../words/say-date'
import type { SetupStep, SetupStepId } from './setup-steps'

/** The set-up of a KMS host in words. */

export const STEP_TITLES: Readonly<Record<SetupStepId, string>> = {
  key: 'Install the host key',
  activated: 'Activate the host with Microsoft, online or by phone',
  port: 'Open inbound TCP 1688',
  dns: 'Publish the SRV record in each zone',
  firstClients: 'First clients ask',
  threshold: 'Reach the threshold',
}

const KNOCKS: Readonly<Record<string, string>> = {
  refused: 'refuses connections: nothing listens there',
  filtered: 'does not answer: a firewall, or the machine is off',
  unreachable: 'cannot be reached from this console',
  noAddress: 'has no address',
}

type Of<I extends SetupStepId> = Extract<SetupStep, { id: I }>

const SAY: { readonly [I in SetupStepId]: (step: Of<I>) => string } = {
  key: (step) => {
    if (step.state === 'unseen') return 'Not known yet: no slmgr.vbs /dlv output of this host was imported.'
    if ('clients' in step) return `${licensedThrough(step.clients)}, so it has one.`
    if ('byRequests' in step) return `It has answered clients since ${sayDay(step.at)}, so it has one.`
    const key = step.lastFive ? `Key …-${step.lastFive}` : 'A host key'
    return `${key} seen on ${sayDay(step.at)}.`
  },
  activated: (step) => {
    if (step.state === 'unseen') return 'Not known yet: no slmgr.vbs /dlv output of this host was imported.'
    if (step.state === 'trouble') {
      return `Not activated: it reported “${LICENSE_STATUS_LABEL[step.status]}” on ${sayDay(step.at)}.`
    }
    if ('clients' in step) return `${licensedThrough(step.clients)}, so it is activated.`
    return step.byServing
      ? `It activated a client on ${sayDay(step.at)}, so it is activated.`
      : `Licensed, read on ${sayDay(step.at)}.`
  },
  port: (step) => {
    if (step.state === 'unseen') return 'Not tried yet: the next check of the DNS zones tries the port.'
    if (step.state === 'trouble') {
      return step.addresses
        .map(({ address, kind }) => `${address || 'The host'} ${KNOCKS[kind] ?? kind}.`)
        .join(' ')
    }
    return step.byRequests
      ? `Clients reached it first on ${sayDay(step.at)}.`
      : `The port accepted a connection on ${sayDay(step.at)}.`
  },
  dns: (step) => {
    if (step.state === 'done')
      return `Published in ${step.zones === 1 ? 'the one zone' : `all ${step.zones} zones`}.`
    if (step.state === 'unseen') {
      return step.saysItPublishes
        ? 'It reports that it publishes its record; no zone has been checked yet.'
        : 'No zone has been checked yet.'
    }
    const off = step.isOff ? 'Publishing is off on the host. ' : ''
    if (step.missing.length === 0) return `${off}Clients need another way to find it.`
    return `${off}Not right in ${step.zones === 1 ? 'the one zone' : `${step.missing.length} of ${step.zones} zones`}: ${listed(step.missing)}.`
  },
  firstClients: (step) => {
    if (step.state !== 'done') return 'No client request is known.'
    if ('at' in step) return `First known request: ${sayDay(step.at)}.`
    return `Known from clients: ${clientsOf(step.clients)} ${step.clients === 1 ? 'names' : 'name'} it as the host of the last activation.`
  },
  threshold: (step) => {
    if (step.state === 'unseen')
      return 'Not known yet: neither its log nor its slmgr.vbs /dlv output was imported.'
    const told = `Count ${step.count} on ${sayDay(step.at)}, ${step.needed} needed`
    return step.state === 'done' ? `${told}.` : `${told}: ${moreMachines(step.needed - step.count)} must ask.`
  },
}

const clientsOf = (count: number) => sayCount(count, 'client')
const licensedThrough = (count: number) =>
  `${clientsOf(count)} ${count === 1 ? 'is' : 'are'} licensed through it`
const moreMachines = (count: number) => sayCount(count, 'more machine')

const MOST_NAMED = 4

function listed(names: readonly string[]): string {
  if (names.length <= MOST_NAMED) return names.join(', ')
  return `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`
}

/** What is known of a step, in a sentence or two. */
export function saySetupStep(step: SetupStep): string {
  return (SAY[step.id] as (step: SetupStep) => string)(step)
}
