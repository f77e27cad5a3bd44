import { shortHostName } from '../discovery/short-host-name'
import { type CloudHost, cloudOf } from '../kms/cloud-host-table'
import { DAY_MS } from '../kms/timers'
import type { Channel } from '../observation'
import { explainReason, isHarmless, type ReasonExplanation } from '../reason/explain-reason'
import { isInternetCode } from '../reason/reason-ranges'
import type { ReasonArea } from '../reason/reason-row'
import type { Assessment, LicenseFacts } from './assess'

/** What to do next, and the command that does or checks it. */
export interface NextStep {
  text: string
  command?: string
}

/** From this many renewals unseen on, somebody should look; 25 fit in 180 days. */
export const MISSED_RENEWALS_TO_WATCH = 3

/** An evaluation that ends within this many days needs a decision. */
const EVALUATION_WARNING_DAYS = 30

type Step = (facts: LicenseFacts) => NextStep
type Command = (facts: LicenseFacts) => string

const FIND_HOSTS = 'nslookup -type=srv _vlmcs._tcp'
const ASK_CLOCK = 'w32tm /query /status'

const activate: Command = (facts) => (facts.family === 'office' ? 'cscript ospp.vbs /act' : 'slmgr.vbs /ato')
const show: Command = (facts) => (facts.family === 'office' ? 'cscript ospp.vbs /dstatus' : 'slmgr.vbs /dlv')

const CONTACT_KMS: Step = (facts) => ({
  text: 'Check that DNS has the SRV record _vlmcs._tcp and that a KMS host answers on TCP 1688, then activate.',
  command: activate(facts),
})

/** Never activated so far, as the machine says. */
const isNew = ({ status }: LicenseFacts) => status === 'initialGrace'

/** What keeps a new evaluation from its first activation. */
const HINDERS_ACTIVATION: ReadonlySet<ReasonArea> = new Set([
  'access',
  'network',
  'server',
  'service',
  'store',
])

/**
 * An evaluation is activated as well, and its days begin then. Only server editions can be converted; DISM
 * names what they can become.
 */
function evaluationStep(facts: LicenseFacts): NextStep {
  if (isNew(facts)) {
    return {
      text: 'Activate it over the Internet: the evaluation period starts with activation.',
      command: activate(facts),
    }
  }
  const when = facts.status === 'licensed' ? ' before the evaluation ends' : ': the evaluation is over'
  return facts.family === 'client' || facts.family === 'office'
    ? { text: `Reinstall with a licensed edition${when}.` }
    : {
        text: `Convert it to a licensed edition, or reinstall${when}.`,
        command: 'DISM /Online /Get-TargetEditions',
      }
}

const BY_CHANNEL: Readonly<Record<Channel, Step>> = {
  'KMS client': CONTACT_KMS,
  MAK: (facts) => ({
    text: isNew(facts)
      ? 'Activate it, over the Internet or by proxy; this uses one activation of the MAK.'
      : 'Activate again. Over the Internet or by proxy, this uses one more activation of the MAK.',
    command: activate(facts),
  }),
  'KMS host': (facts) => ({
    text: 'Activate the host with Microsoft. A host key allows six hosts with ten activations each.',
    command: activate(facts),
  }),
  Retail: (facts) => ({
    text: `${isNew(facts) ? 'Activate it' : 'Activate again'}, or enter the key again if that is refused.`,
    command: activate(facts),
  }),
  OEM: () => ({ text: 'Run the activation troubleshooter. After a new mainboard, ask the manufacturer.' }),
  Evaluation: evaluationStep,
  AVMA: (facts) => ({
    text: 'Check that the Hyper-V host is activated and the guest’s data exchange service runs, then activate.',
    command: activate(facts),
  }),
  Subscription: () => ({ text: 'Have the user sign in with an account that holds the license.' }),
  Unknown: (facts) => ({
    text: 'Read the full license to see how to activate this machine.',
    command: show(facts),
  }),
}

const THROUGH_DIRECTORY: Step = (facts) => ({
  text: 'Check that the machine is still a member of the domain, reaches a domain controller and finds the activation object, then activate. A machine that left the domain tries KMS instead.',
  command: activate(facts),
})

/** What does or checks the remedy of a reason; an area that is not listed has no command that always fits. */
const COMMAND_OF_AREA: Partial<Record<ReasonArea, Command>> = {
  grace: activate,
  hardware: activate,
  'kms-client': activate,
  dns: () => FIND_HOSTS,
  network: ({ kmsHost, reason }) =>
    isInternetCode(reason ?? '')
      ? 'Test-NetConnection activation-v2.sls.microsoft.com -Port 443'
      : `Test-NetConnection ${kmsHost ?? 'KMS-HOST'} -Port 1688`,
  'kms-count': () => 'slmgr.vbs /dlv',
  // On a client the host is looked at; on the host itself the remedy is its activation.
  'kms-host': (facts) => (facts.channel === 'KMS host' ? activate(facts) : 'slmgr.vbs /dlv'),
  store: () => 'slmgr.vbs /rilc',
  time: () => ASK_CLOCK,
}

const COMMAND_OF_CODE: Readonly<Record<string, string>> = {
  '0xC004F06C': ASK_CLOCK,
  '0xC004F074': FIND_HOSTS,
}

/** The explanation of the license's reason, unless it has none or the reason is only a remark. */
export function troubleOf(facts: LicenseFacts): ReasonExplanation | undefined {
  if (facts.reason === undefined || isHarmless(facts.reason)) return undefined
  return explainReason(facts.reason, { ...facts, kmsHost: facts.kmsHost && shortHostName(facts.kmsHost) })
}

/** What a KMS host of a cloud provider is out of reach for. */
const OUT_OF_REACH: ReadonlySet<ReasonArea> = new Set(['dns', 'network', 'kms-client'])

/** Of a machine that asks the KMS host of a cloud: a machine of our own has to be led home, one of the cloud needs the way there. */
function cloudStep(facts: LicenseFacts, clouds?: readonly CloudHost[]): NextStep | undefined {
  const cloud = facts.channel === 'KMS client' && facts.kmsHost ? cloudOf([facts.kmsHost], clouds) : undefined
  if (cloud === undefined) return undefined
  if (facts.isVirtual === false) {
    return {
      text: `It asks the KMS host of ${cloud}, which serves virtual machines rented there alone. Remove that host, so that it finds one of ours.`,
      command: 'slmgr.vbs /ckms',
    }
  }
  return {
    text: `It asks the KMS host of ${cloud}. In that cloud let TCP 1688 reach it past any forced tunnel, from an address of the cloud; on a machine that has left the cloud remove it with slmgr.vbs /ckms.`,
    command: `Test-NetConnection ${facts.kmsHost} -Port 1688`,
  }
}

/**
 * What to do next; absent when the license is well. Per-user licenses never need anything here. clouds: the KMS hosts of
 * clouds, with entries of ours.
 */
export function nextStep(
  facts: LicenseFacts,
  assessment: Assessment,
  now: number,
  clouds?: readonly CloudHost[],
): NextStep | undefined {
  if (!assessment.isManaged) return undefined
  if (assessment.condition === 'silent') return afterSilence(facts)
  const trouble = troubleOf(facts)
  const cloud = cloudStep(facts, clouds)
  const isOutOfReach =
    trouble === undefined ? assessment.condition !== 'licensed' : OUT_OF_REACH.has(trouble.area)
  if (cloud !== undefined && (facts.isVirtual === false || isOutOfReach)) return cloud
  if (trouble !== undefined) return afterTrouble(facts, trouble)
  if (assessment.condition !== 'licensed') return stepOf(facts)
  if (isEvaluationEnding(facts, assessment, now)) return BY_CHANNEL.Evaluation(facts)
  const missed = assessment.missedRenewals ?? 0
  return missed >= MISSED_RENEWALS_TO_WATCH ? stepOf(facts) : undefined
}

function stepOf(facts: LicenseFacts): NextStep {
  const step = facts.activatedBy === 'directory' ? THROUGH_DIRECTORY : BY_CHANNEL[facts.channel]
  return step(facts)
}

const afterSilence: Step = (facts) => ({
  text: 'Find out whether the machine is still in use, then read its license again.',
  command: show(facts),
})

function afterTrouble(facts: LicenseFacts, trouble: ReasonExplanation): NextStep {
  // An evaluation that was activated ends by itself, whatever code it shows: no key and no new attempt helps.
  if (facts.channel === 'Evaluation' && !(isNew(facts) && HINDERS_ACTIVATION.has(trouble.area))) {
    return evaluationStep(facts)
  }
  // An unlisted code has no remedy of its own: its text is a way to find one, the channel's step the other.
  if (!trouble.known) {
    const step = stepOf(facts)
    return { ...step, text: `${step.text} ${trouble.remedy}.` }
  }
  const command = COMMAND_OF_CODE[trouble.code] ?? COMMAND_OF_AREA[trouble.area]?.(facts)
  return { text: `${trouble.remedy}.`, command }
}

function isEvaluationEnding(facts: LicenseFacts, { until }: Assessment, now: number): boolean {
  if (facts.channel !== 'Evaluation' || until === undefined) return false
  return Date.parse(until) - now < EVALUATION_WARNING_DAYS * DAY_MS
}
