import type { AdviceStep } from '../advice/advice'
import { sayStep } from '../advice/advice-step-sentence'
import type { NetworkGeneration } from '../advice/network-inventory'
import { sayList } from '../words/say-amounts'
import { sayDay } from '../words/say-date'
import type { ActivationPlan } from './plan'
import { forestsToActivate, hostsKept } from './plan-hosts'
import type { PlanInput } from './plan-inventory'

/** One thing to do, for the networks that need it. */
export interface PlanStep {
  text: string
  /** empty for a step of a scenario */
  networks: string[]
  command?: string
  /** 'YYYY-MM-DD': not before */
  day?: string
}

type Kind = AdviceStep['kind']

/** What comes before what: keys and hosts, then roads, then names, then clients, then looking after it. */
const ORDER: readonly Kind[] = [
  'hostKey',
  'activateHosts',
  'officeHostKey',
  'noteHostActivation',
  'prepareSchema',
  'createActivationObject',
  'officeObject',
  'activateHyperVHosts',
  'getMak',
  'openFirewall',
  'closeToOutside',
  'reachActivationServers',
  'reachDomainController',
  'allowDataExchange',
  'publishOwnZone',
  'publishOtherZones',
  'recordsByHand',
  'searchKmsZone',
  'oneNameWithAddresses',
  'setNameOnClients',
  'clientKeys',
  'avmaKeys',
  'feedCount',
  'checkCount',
  'activateWithMak',
  'officeMak',
  'installMakByVamt',
  'carryInstallationIds',
  'applyConfirmationIds',
  'keepConfirmationIds',
  'countRebuilds',
  'ownKeyForRebuiltOem',
  'generalizeImage',
  'rearmInTime',
  'noteRearms',
  'activateWhatStays',
]

/** slmgr.vbs of Vista and 2008 writes its switches with a hyphen. */
const slmgr = (generation: NetworkGeneration | undefined, words: string) =>
  `cscript //nologo %SystemRoot%\\System32\\slmgr.vbs ${generation === 'vista-2008' ? '-' : '/'}${words}`

/** What is typed for a step, where one command does it. A key is never among them. Source: slmgr.vbs options (Microsoft). */
const COMMANDS: Readonly<Partial<Record<Kind, (generation: NetworkGeneration | undefined) => string>>> = {
  hostKey: (generation) => slmgr(generation, 'ipk HOST-KEY-HERE'),
  activateHosts: (generation) => slmgr(generation, 'ato'),
  openFirewall: () => 'Enable-NetFirewallRule -Name SPPSVC-In-TCP',
  createActivationObject: (generation) =>
    slmgr(generation, 'ad-activation-online HOST-KEY-HERE "Volume activation"'),
  publishOwnZone: (generation) => slmgr(generation, 'sdns'),
  publishOtherZones: () =>
    'reg add "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\SoftwareProtectionPlatform" /v DnsDomainPublishList /t REG_MULTI_SZ /d ZONES-HERE',
  searchKmsZone: (generation) => slmgr(generation, 'skms-domain ZONE-HERE'),
  setNameOnClients: (generation) => slmgr(generation, 'skms kms.example.com:1688'),
  clientKeys: (generation) => slmgr(generation, 'ipk GVLK-HERE'),
  checkCount: (generation) => slmgr(generation, 'dlv'),
  activateWithMak: (generation) => slmgr(generation, 'ipk MAK-HERE'),
  applyConfirmationIds: (generation) => slmgr(generation, 'atp CONFIRMATION-ID-HERE'),
  generalizeImage: () => 'sysprep /generalize /shutdown',
  rearmInTime: (generation) => slmgr(generation, 'rearm'),
}

/** What sets up a KMS host: nothing where hosts that are kept serve all already. */
const OF_NEW_HOSTS: readonly Kind[] = ['hostKey', 'activateHosts', 'officeHostKey', 'noteHostActivation']

/** The same of an activation object of Windows. */
const OF_NEW_OBJECTS: readonly Kind[] = ['prepareSchema', 'createActivationObject']

const forestOf = ({ networks }: PlanInput, name: string) =>
  networks.find((one) => one.name === name)?.forest?.toLowerCase() ?? null

/** All steps of the plan in the order in which they are done, each once, then those of scenarios by their days. */
export function stepsInOrder(plan: ActivationPlan, input: PlanInput): PlanStep[] {
  const { scenarios = [] } = input
  const toActivate = forestsToActivate(input, plan.keys)
  const byText = new Map<string, PlanStep & { rank: number }>()
  const office = plan.office.map((line) => ({ ...line, generation: undefined }))
  for (const { network, generation, method, steps } of [...plan.lines, ...office]) {
    const isThere = isServed(plan, input, method === 'own-kms-offline' ? network : undefined)
    const hasObject = !toActivate.includes(forestOf(input, network))
    for (const step of steps) {
      if (isThere && OF_NEW_HOSTS.includes(step.kind)) continue
      if (hasObject && OF_NEW_OBJECTS.includes(step.kind)) continue
      const text = sayStep(step)
      const known = byText.get(text)
      if (known) {
        if (!known.networks.includes(network)) known.networks.push(network)
        continue
      }
      const command = COMMANDS[step.kind]?.(generation)
      byText.set(text, {
        text,
        networks: [network],
        ...(command && { command }),
        rank: ORDER.indexOf(step.kind),
      })
    }
  }
  const ordered = [...byText.values()].sort((one, other) => one.rank - other.rank)
  return [
    ...ordered.map(({ rank: _, ...step }) => step),
    ...scenarios
      .flatMap(({ steps }) => steps)
      .map((step) => ({ ...step, networks: [] }))
      .sort((one, other) => one.day.localeCompare(other.day)),
  ]
}

function isServed(plan: ActivationPlan, input: PlanInput, network: string | undefined): boolean {
  const here = plan.counts.filter((one) => one.network === network)
  const keys = plan.keys.filter((key) => key.network === network && key.forest === undefined)
  return (
    here.every(({ hosts }) => hostsKept(plan, input, network).length >= hosts) &&
    keys.length > 0 &&
    keys.every(({ lack }) => lack.length === 0)
  )
}

/** 'For corp.example: …', 'From 10 Dec 2026: …'. */
export function sayPlanStep({ text, networks, day }: PlanStep): string {
  if (day !== undefined) return `From ${sayDay(day)}: ${text}`
  return networks.length === 0 ? text : `For ${sayList(networks)}: ${text}`
}
