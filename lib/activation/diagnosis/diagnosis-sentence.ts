import { SRV_SERVICE, srvName } from '../discovery/discovery'
import { shortHostName } from '../discovery/short-host-name'
import { productByActivationId } from '../product/products-by-id'
import { explainReason } from '../reason/explain-reason'
import { lowerFirst } from '../words/lower-first'
import { sayCount } from '../words/say-amounts'
import { sayDayNear } from '../words/say-date'
import { type CauseCheck, CHECKS, type Where } from './check-table'
import type { Cause, Diagnosis } from './diagnose'
import type { MachineFacts } from './machine-facts'
import { GAP_SENTENCE, listOf, placeOf, signSentence } from './sign-sentence'
import { hostsInQuestion, type Sign, type SignKind } from './signs'

/** A command with the names of this machine filled in, and where to run it. */
export interface DiagnosisCommand {
  command: string
  where: Where
}

export interface CauseWords {
  kind: Cause['kind']
  /** Without a full stop. */
  title: string
  for: string[]
  against: string[]
  unknown: string[]
  /** What to do about it. */
  next: string
  commands: DiagnosisCommand[]
}

/** A diagnosis in words; absent parts do not apply. */
export interface DiagnosisWords {
  /** 'kms01 does not answer', 'Probably: …', or that it cannot be told; without a full stop. */
  headline: string
  /** False while the first cause is no more than the likeliest. */
  isSure: boolean
  causes: CauseWords[]
  /** What tells the first causes apart, where the first is not certain. */
  tellApart?: { text: string } & DiagnosisCommand
  /** What to bring where nothing can be told. */
  look: string[]
}

/** The words of a diagnosis; absent for a machine that is well, and where none of the causes applies. */
export function diagnosisWords(diagnosis: Diagnosis, facts: MachineFacts): DiagnosisWords | undefined {
  if (diagnosis.kind === 'well' || diagnosis.kind === 'notApplicable') return undefined
  if (diagnosis.kind === 'cannotTell') {
    const look = diagnosis.unknown.map((gap) => GAP_SENTENCE[gap])
    return { headline: 'The cause is not known yet', isSure: false, causes: [], look }
  }
  const causes = diagnosis.causes.map((cause) => causeWords(cause, facts))
  const [first] = causes
  const title = first?.title ?? ''
  const tellApart = diagnosis.isSure ? undefined : whatTellsApart(diagnosis.causes, facts)
  const headline = diagnosis.isSure ? title : `Probably: ${lowerFirst(title)}`
  return { headline, isSure: diagnosis.isSure, causes, look: [], ...(tellApart && { tellApart }) }
}

/** The same as plain lines, for a ticket or a terminal. */
export function diagnosisLines({ headline, causes, tellApart, look }: DiagnosisWords): string[] {
  const [first, ...others] = causes
  return [
    `Cause: ${headline}.`,
    ...(first?.for ?? []),
    ...(first?.against ?? []).map((sentence) => `Against it: ${sentence}`),
    ...(first ? [`Next: ${first.next}`] : []),
    ...(first?.commands ?? []).map(commandLine),
    ...(tellApart ? [`To be sure: ${tellApart.text}`] : []),
    ...look.map((sentence) => `Not known: ${sentence}`),
    ...others.map(({ title }) => `Less likely: ${title}.`),
  ]
}

const commandLine = ({ command, where }: DiagnosisCommand) =>
  `Command on the ${where === 'host' ? 'KMS host' : 'machine'}: ${command}`

function causeWords(cause: Cause, facts: MachineFacts): CauseWords {
  const now = Date.parse(facts.now)
  const about: About = { ...namesOf(facts), facts, cause }
  const { title, next, commands } = SAY[cause.kind](about)
  return {
    kind: cause.kind,
    title,
    for: cause.for.map((sign) => signSentence(sign, now)),
    against: cause.against.map((sign) => signSentence(sign, now)),
    unknown: cause.unknown.map((gap) => GAP_SENTENCE[gap]),
    next,
    commands,
  }
}

interface About {
  zone: string
  host: string
  names: string[]
  /** the same as words */
  hosts: string
  activate: DiagnosisCommand
  facts: MachineFacts
  cause: Cause
}

function namesOf(facts: MachineFacts): Pick<About, 'zone' | 'host' | 'names' | 'hosts' | 'activate'> {
  const asked = facts.attempts?.flatMap(({ host }) => host ?? []) ?? []
  const inQuestion = hostsInQuestion(facts).map(({ host }) => host)
  const names = inQuestion.length > 0 ? inQuestion : [...new Set(asked)]
  const isOffice = productByActivationId(facts.machine.activationId)?.family === 'office'
  return {
    zone: facts.machine.zone ?? 'its zone',
    host: names[0] ?? 'KMS-HOST',
    names,
    hosts: names.length > 0 ? listOf(names) : 'its KMS host',
    activate: onMachine(isOffice ? 'cscript ospp.vbs /act' : 'slmgr.vbs /ato'),
  }
}

const onMachine = (command: string): DiagnosisCommand => ({ command, where: 'machine' })
const onHost = (command: string): DiagnosisCommand => ({ command, where: 'host' })
const findHosts = (zone: string) =>
  onMachine(`nslookup -type=srv ${zone === 'its zone' ? SRV_SERVICE : srvName(zone)}`)
const tryPort = (host: string) => onMachine(`Test-NetConnection ${host} -Port 1688`)

function signIn<Kind extends SignKind>(cause: Cause, kind: Kind): (Sign & { kind: Kind }) | undefined {
  return cause.for.find((sign): sign is Sign & { kind: Kind } => sign.kind === kind)
}

type Saying = Pick<CauseWords, 'title' | 'next' | 'commands'>

const doNotAnswer = (names: readonly string[]) =>
  names.length === 0
    ? 'No KMS host answers'
    : `${listOf(names)} ${names.length === 1 ? 'does' : 'do'} not answer`

/** The hosts that others reach; '' where none is known to be. */
const answering = (cause: Cause) => listOf(signIn(cause, 'answers')?.hosts ?? [])

const moreMachines = (count: number | undefined) => {
  if (count === undefined) return 'Enough different machines'
  return sayCount(count, 'more machine')
}

/** What each cause is called, and what is done about it. */
const SAY: Readonly<Record<Cause['kind'], (about: About) => Saying>> = {
  hostDown: ({ host, names, activate, cause }) => ({
    title: doNotAnswer(signIn(cause, 'allShut')?.hosts ?? names),
    next: `Check on ${shortHostName(host)} that the Software Protection service runs and that its firewall lets TCP 1688 in. Then activate.`,
    commands: [tryPort(host), onHost('Start-Service sppsvc'), activate],
  }),
  recordMissing: ({ zone, activate }) => ({
    title: `${zone} has no SRV record of a KMS host`,
    next: `Publish ${SRV_SERVICE} in ${zone}: restart the Software Protection service on the KMS host, or create the record by hand. Then activate.`,
    commands: [findHosts(zone), onHost('Restart-Service sppsvc'), activate],
  }),
  wrongSuffix: ({ zone, activate, facts }) => {
    const likely = facts.zone?.likely
    return {
      title: `It searches ${zone}, where there is no KMS host`,
      next: likely
        ? `Correct its DNS suffix to ${likely}, or set that zone. Then activate.`
        : 'Correct its DNS suffix, or set the zone that has the record with slmgr.vbs /skms-domain. Then activate.',
      commands: [
        onMachine('ipconfig /all'),
        ...(likely ? [onMachine(`slmgr.vbs /skms-domain ${likely}`)] : []),
        activate,
      ],
    }
  },
  ownNetwork: ({ zone, hosts, activate, cause }) => ({
    title: `Its VPN or DNS settings keep it from ${answering(cause) || hosts}`,
    next: 'Check its VPN, its DNS servers and its DNS suffix. Then activate.',
    commands: [findHosts(zone), activate],
  }),
  firewall: ({ host, hosts, activate, cause }) => {
    const site = (signIn(cause, 'onlySiteIll') ?? signIn(cause, 'siteIll'))?.of
    const there = site && `the machines ${placeOf(site)}`
    return {
      title: `Something between ${there ?? 'it'} and ${answering(cause) || hosts} blocks TCP 1688`,
      next: `Open TCP 1688 to ${answering(cause) || hosts}${there ? ` for ${there}` : ''} in the firewall. Then activate.`,
      commands: [tryPort(host), activate],
    }
  },
  wrongHost: ({ hosts, zone, activate, facts }) =>
    facts.registered === undefined
      ? {
          title: `DNS in ${zone} names only hosts that are retired`,
          next: 'Remove the old records and publish a host that is in use. Then activate.',
          commands: [findHosts(zone), activate],
        }
      : {
          title: `It is set to ask ${hosts}, which does not serve it`,
          next: 'Clear the host, so that it looks in DNS, or set one that is in use. Then activate.',
          commands: [onMachine('slmgr.vbs /ckms'), activate],
        },
  countLow: ({ hosts, activate, cause }) => {
    const low = signIn(cause, 'countBelow')
    const missing = low ? low.needed - low.count : undefined
    return {
      title: low
        ? `The count of ${shortHostName(low.host)} is too low: ${low.count} of ${low.needed}`
        : `The count of ${hosts} is too low`,
      next: `${moreMachines(missing)} must ask the same host within 30 days. Send all machines to one host; a site that never has enough needs the directory or a MAK.`,
      commands: [onHost('slmgr.vbs /dlv'), activate],
    }
  },
  sharedCmid: ({ cause, hosts }) => {
    const shared = signIn(cause, 'cmidShared')
    const others = shared?.others.length ?? 0
    return {
      title: shared
        ? `It shares its CMID with ${sayCount(others, 'machine')}, so ${hosts} counts them as one`
        : 'It may share its CMID with other machines',
      next: 'Give each clone its own CMID: rearm it and restart. Prepare the image with sysprep /generalize.',
      commands: [onMachine('slmgr.vbs /dlv'), onMachine('slmgr.vbs /rearm')],
    }
  },
  keyTooOld: ({ cause, activate, facts }) => {
    const old = signIn(cause, 'keyTooOld')
    const product = old?.product ?? facts.machine.product ?? 'this product'
    if (old === undefined) {
      return {
        title: `A KMS host says that its key does not serve ${product}`,
        next: 'See on the machine which host it asked, and compare the key of that host with the product.',
        commands: [onMachine('slmgr.vbs /dlv'), onHost('slmgr.vbs /dlv')],
      }
    }
    const host = shortHostName(old.host)
    return {
      title: `The key of ${host} does not serve ${product}`,
      next: `Install the host key for ${old.needed ?? product} on ${host} and activate the host, or send the machine to a host that has it.`,
      commands: [onHost('slmgr.vbs /dlv'), activate],
    }
  },
  clock: ({ activate, cause }) => {
    const off = signIn(cause, 'clockOff')
    const hours = Math.round(Math.abs(off?.minutes ?? 0) / 60)
    return {
      title: off
        ? `Its clock is ${hours} hours ${off.minutes > 0 ? 'ahead' : 'behind'}`
        : 'Its clock is more than 4 hours off',
      next: 'Correct its clock and its time zone. Then activate.',
      commands: [onMachine('w32tm /query /status'), onMachine('w32tm /resync'), activate],
    }
  },
  rearmedImage: ({ cause, activate, facts }) => {
    const again = signIn(cause, 'startedAgain')
    return {
      title: signIn(cause, 'rearmsNone')
        ? 'Its image has used up its rearms and was never activated'
        : `It was reset${again ? ` on ${sayDayNear(again.at, Date.parse(facts.now))}` : ''} and is not activated since`,
      next: 'Activate it, and let the image ask a KMS host by itself: a rearm only buys time.',
      commands: [onMachine('slmgr.vbs /dlv'), activate],
    }
  },
  serviceStopped: ({ activate }) => ({
    title: 'Its Software Protection service does not run',
    next: 'Set the service sppsvc to automatic (delayed) and start it. Then activate.',
    commands: [onMachine('sc.exe query sppsvc'), onMachine('Start-Service sppsvc'), activate],
  }),
  notAsking: ({ activate }) => ({
    title: 'It has not asked a KMS host',
    next: 'Activate it. If that works, check that automatic activation is not switched off (registry value Activation\\Manual).',
    commands: [activate],
  }),
  asCodeSays: ({ cause, activate }) => {
    const sign = signIn(cause, 'toldOther') ?? signIn(cause, 'toldOtherBefore')
    const { meaning, remedy } = explainReason(sign?.code ?? '')
    return { title: meaning, next: `${remedy}.`, commands: [activate] }
  },
}

/** A check that shows one thing under the first cause and another under one of the next. */
function whatTellsApart(causes: readonly Cause[], facts: MachineFacts): DiagnosisWords['tellApart'] {
  const [first, ...others] = causes
  if (first === undefined) return undefined
  for (const other of others) {
    const check = CHECKS.find(({ shows }) => isTelling(shows[first.kind], shows[other.kind]))
    if (check) return sayCheck(check, [first, other], facts)
  }
  return undefined
}

const isTelling = (one: string | undefined, other: string | undefined) =>
  one !== undefined && other !== undefined && one !== other

function sayCheck(check: CauseCheck, causes: readonly [Cause, Cause], facts: MachineFacts) {
  const names = namesOf(facts)
  const [first, other] = causes.map((cause) => lowerFirst(causeWords(cause, facts).title))
  const [ifFirst, ifOther] = causes.map(({ kind }) => check.shows[kind])
  const command = check.command(names)
  return {
    text: `If ${command} shows ${ifFirst}: ${first}. If it shows ${ifOther}: ${other}.`,
    command,
    where: check.where,
  }
}
