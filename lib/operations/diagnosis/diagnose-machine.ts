import { type Diagnosis, diagnose } from '@/lib/activation/diagnosis/diagnose'
import { type DiagnosisWords, diagnosisWords } from '@/lib/activation/diagnosis/diagnosis-sentence'
import { likelyZone } from '@/lib/activation/diagnosis/likely-zone'
import type { HostFacts, MachineFacts, ZoneLook } from '@/lib/activation/diagnosis/machine-facts'
import { neighbourhood } from '@/lib/activation/diagnosis/neighbours'
import { failuresOf, troubleBegan } from '@/lib/activation/diagnosis/signs'
import { siteOf } from '@/lib/activation/diagnosis/site-of-name'
import type { EyeHost } from '@/lib/activation/discovery/client-eye'
import { installedKeyGroup } from '@/lib/activation/kms/installed-key-group'
import type { KeyGroupId } from '@/lib/activation/kms/key-group-table'
import { MINUTE_MS } from '@/lib/activation/kms/timers'
import { SUCCESS_CODE } from '@/lib/activation/reason/reason-code'
import type { Actor } from '@/lib/auth/actor-kinds'
import type { ClientLicense } from '@/lib/data/clients/client-licenses'
import {
  type HostEvidence,
  loadMachineEvidence,
  type MachineEvidence,
} from '@/lib/data/diagnosis/machine-evidence'
import { type ClientEyeView, lookAsClient } from '../client-eye/look-as-client'

/** What is probably wrong with a license of a machine; words are absent for one that is well. */
export interface MachineDiagnosis {
  kind: Diagnosis['kind']
  words?: DiagnosisWords
}

export interface AskedDiagnosis {
  name: string
  license: ClientLicense
  now: Date
  /** A code that somebody reads on the machine now. */
  reported?: string
}

/**
 * Gathers what is known of a license that is not well and weighs it. For one that is well, or that asks no KMS host,
 * nothing is loaded. `plan`: the look through the machine's eyes, where it was taken already.
 */
export async function diagnoseMachine(
  actor: Actor,
  { name, license, now, reported }: AskedDiagnosis,
  plan?: ClientEyeView,
): Promise<MachineDiagnosis> {
  const bare = bareFacts(name, license, now, reported)
  const { kind } = diagnose(bare)
  if (!license.assessment.isManaged) return { kind: 'notApplicable' }
  // A last attempt that failed shows in the reason; without any sign of trouble nothing has to be looked up.
  if (kind === 'well' || kind === 'notApplicable') return { kind }
  const eye =
    plan ??
    (actor.can('discovery.read') ? await lookAsClient(actor, { name, query: {}, live: false }) : undefined)
  const looked = eye ? hostsOfEye(eye) : []
  const asked = license.kms.host ? [license.kms.host] : []
  const zone = zoneOf(eye) ?? ''
  const evidence = await loadMachineEvidence(actor, {
    name,
    slot: license.slot,
    application: license.slot.startsWith('office:') ? 'office' : 'windows',
    hosts: [...new Set([...looked.map(({ host }) => host), ...asked])],
    zone,
    now,
  })
  const facts = wholeFacts(bare, evidence, eye, looked)
  const diagnosis = diagnose(facts)
  const words = diagnosisWords(diagnosis, facts)
  return { kind: diagnosis.kind, ...(words && { words }) }
}

function bareFacts(
  name: string,
  license: ClientLicense,
  now: Date,
  reported: string | undefined,
): MachineFacts {
  const { assessment, channel, activatedBy, activationId, productLabel, reason, rearms, source } = license
  const { condition, effectiveStatus, since, lastRenewedAt, missedRenewals } = assessment
  const rearmsLeft = rearms.windows === 0 || rearms.sku === 0 ? 0 : undefined
  return {
    now: now.toISOString(),
    ...(reported !== undefined && { attempts: [{ at: now.toISOString(), code: reported }] }),
    machine: {
      name,
      channel,
      product: productLabel,
      ...(activatedBy !== null && {
        activatedBy: activatedBy as NonNullable<MachineFacts['machine']['activatedBy']>,
      }),
      ...(activationId !== null && { activationId }),
    },
    license: {
      condition,
      status: effectiveStatus,
      observedAt: source.observedAt,
      ...(reason !== null && { reason }),
      ...(since !== undefined && { since }),
      ...(lastRenewedAt !== undefined && { lastRenewedAt }),
      ...(missedRenewals !== undefined && { missedRenewals }),
      ...(rearmsLeft !== undefined && { rearmsLeft }),
    },
  }
}

function wholeFacts(
  bare: MachineFacts,
  evidence: MachineEvidence,
  eye: ClientEyeView | undefined,
  looked: readonly EyeHost[],
): MachineFacts {
  const zone = zoneOf(eye)
  const attempts = evidence.attempts.map(({ at, code, host }) => ({
    at,
    code,
    ...(host !== null && { host }),
  }))
  const dns = dnsOf(eye)
  const known: MachineFacts = {
    ...bare,
    machine: { ...bare.machine, ...(zone !== undefined && { zone }) },
    ...(eye?.machine.registered && { registered: eye.machine.registered }),
    ...(eye?.machine.cached && { cached: eye.machine.cached }),
    ...(attempts.length > 0 && { attempts }),
    ...(dns && { dns }),
    hosts: evidence.hosts.map((host) => hostFacts(host, looked, eye?.askedAt ?? null)),
    ...clockOf(evidence),
    ...cmidFacts(evidence, attempts),
    ...collectedFacts(evidence),
  }
  return { ...known, ...aroundFacts(known, evidence, zone) }
}

/** What others near it tell, once it is known what this machine was told and since when it fails. */
function aroundFacts(
  facts: MachineFacts,
  { neighbours, site, zone: row }: MachineEvidence,
  zone: string | undefined,
): Pick<MachineFacts, 'zone' | 'neighbours'> {
  const { license, machine } = facts
  const own = { code: failuresOf(facts)[0]?.code ?? license.reason, began: troubleBegan(facts) }
  const inZone = neighbours.filter((one) => one.zone === zone)
  const prefix = siteOf(machine.name)
  const place = site ?? prefix
  const atPlace = neighbours.filter((one) =>
    site === undefined ? siteOf(one.name) === prefix : one.site === site,
  )
  return {
    neighbours: {
      ...(zone !== undefined && inZone.length > 0 && { zone: neighbourhood(zone, inZone, own) }),
      ...(place !== undefined &&
        atPlace.length > 0 && {
          site: { ...neighbourhood(place, atPlace, own), ...(site !== undefined && { isSet: true }) },
        }),
    },
    ...(zone !== undefined && { zone: zoneFacts(row, zone, inZone) }),
  }
}

function zoneFacts(
  { isListed, machines, recordSeenAt, known }: MachineEvidence['zone'],
  zone: string,
  inZone: MachineEvidence['neighbours'],
): NonNullable<MachineFacts['zone']> {
  const likely = isListed ? undefined : likelyZone(zone, known)
  return {
    isListed,
    machines: Math.max(0, machines - 1),
    activated: inZone.filter(({ servedAt }) => servedAt).length,
    ...(recordSeenAt !== null && { recordSeenAt }),
    ...(likely !== undefined && { likely }),
  }
}

const zoneOf = (eye: ClientEyeView | undefined) => eye?.machine.lookupDomain ?? eye?.machine.dnsSuffix

function dnsOf(eye: ClientEyeView | undefined): ZoneLook | undefined {
  const step = eye?.eye.steps.find((one) => one.by === 'dns')
  const at = eye?.askedAt
  if (step === undefined || at === null || at === undefined || step.answer.kind === 'notAsked')
    return undefined
  if (step.answer.kind === 'failed') return { at, found: 'noAnswer' }
  const hosts = step.choices.map(({ host, port }) => ({ host, port }))
  return hosts.length === 0 ? { at, found: 'noRecord' } : { at, found: 'hosts', hosts }
}

const hostsOfEye = ({ eye }: ClientEyeView): EyeHost[] =>
  eye.steps.flatMap((step) => (step.by === 'dns' ? step.choices.map(({ at }) => at) : [step.at]))

function hostFacts(row: HostEvidence, looked: readonly EyeHost[], at: string | null): HostFacts {
  const seen = looked.find(({ host }) => host === row.host)
  const isOpen = seen && isOpenDoor(seen)
  const { description, activationId, productLabel } = row
  const group =
    row.keyGroup ??
    installedKeyGroup({ description, activationId, productLabel: productLabel ?? undefined })?.id
  return {
    host: row.host,
    port: seen?.port ?? 1688,
    ...(row.isRetired && { isRetired: true }),
    ...(isOpen !== undefined && at !== null && { door: { isOpen, at } }),
    ...(row.servedOthersAt !== null && { servedOthersAt: row.servedOthersAt }),
    ...(row.count !== null && row.countedAt !== null && { count: { value: row.count, at: row.countedAt } }),
    ...(group && { keys: [group as KeyGroupId] }),
  }
}

/** Whether its port took a connection; absent where nobody looked or the console may not. */
function isOpenDoor({ door }: EyeHost): boolean | undefined {
  if (door.kind === 'open') return true
  if (door.kind === 'notKnown' || door.kind === 'notAsked') return undefined
  return door.kind === 'unreachable' && door.code.startsWith('notAllowed') ? undefined : false
}

function collectedFacts({ collected }: MachineEvidence): Pick<MachineFacts, 'collected'> {
  if (!collected) return {}
  const { via, ...how } = collected
  return { collected: { ...how, ...(via !== null && { via }) } }
}

/** From the newest request that a host logged together with the machine's own time, or from what w32tm said since. */
function clockOf({ attempts, surroundings }: MachineEvidence): Pick<MachineFacts, 'clock'> {
  const timed = attempts.find(({ clientTime, host }) => clientTime !== null && host !== null)
  const { clockOffsetSeconds: told } = surroundings
  if (told !== undefined && (timed === undefined || timed.at < told.at)) {
    return { clock: { minutes: Math.round(-told.value / 60), at: told.at } }
  }
  if (!timed?.clientTime) return {}
  const minutes = Math.round((Date.parse(timed.clientTime) - Date.parse(timed.at)) / MINUTE_MS)
  return { clock: { minutes, at: timed.at } }
}

function cmidFacts(
  { cmids }: MachineEvidence,
  attempts: NonNullable<MachineFacts['attempts']>,
): Pick<MachineFacts, 'cmid' | 'startedAgain'> {
  const [newest, ...earlier] = cmids
  if (newest === undefined) return {}
  const at = newest.firstSeenAt
  const isServedSince = attempts.some((one) => one.code === SUCCESS_CODE && one.at > at)
  return {
    cmid: { value: newest.cmid, others: newest.others },
    ...(earlier.length > 0 && !isServedSince && { startedAgain: { at, times: earlier.length } }),
  }
}
