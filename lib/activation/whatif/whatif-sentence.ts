import { keyGroup } from '../kms/key-groups'
import { DAY_MS } from '../kms/timers'
import { productOf } from '../product/products'
import { productByActivationId } from '../product/products-by-id'
import { sayCount, sayList } from '../words/say-amounts'
import { sayDay } from '../words/say-date'
import type { FleetPattern } from './fleet-pattern'
import { isHostSilent } from './present'
import type { Change, WhatIfQuestion } from './question'
import type { Lapse, WhatIfAnswer } from './whatif'

/** What a what-if answers, in words. Days are UTC. */

const day = (at: number) => sayDay(new Date(at).toISOString())
/** 'Windows 11 Enterprise' */
export function productWords(activationId: string): string {
  return productByActivationId(activationId) === undefined ? activationId : productOf({ activationId }).label
}

/** What the changes do, before all figures. */
export function whatIfSentence(answer: WhatIfAnswer, question: WhatIfQuestion): string {
  const lapses = answer.lapses.filter(
    ({ anyway, isSilent, likelihood }) => !anyway && !isSilent && likelihood >= 0.5,
  )
  const until = day(answer.now + answer.days * DAY_MS)
  const what =
    question.changes.length === 0 ? 'If nothing changes' : `If ${sayList(question.changes.map(changeWords))}`
  if (answer.licenses === 0)
    return 'No machine is known that renews from a KMS host, so nothing can lapse by these changes.'
  const machines = new Set(lapses.map(({ machine, on }) => machine ?? `${on}`)).size
  if (machines === 0)
    return `${what}, none of the machines that still report lapses by ${until} because of it.${sayAnyway(answer)}`
  const [first] = lapses
  const whole = lapses.filter(({ recoveredOn }) => recoveredOn !== undefined).length
  const back =
    whole > 0
      ? ` ${sayCount(whole, 'license')} of them ${whole === 1 ? 'is' : 'are'} licensed again later.`
      : ''
  return `${what}, ${sayCount(machines, 'machine')} ${machines === 1 ? 'lapses' : 'lapse'} by ${until}, the first on ${first === undefined ? until : day(first.on)}: ${causes(lapses)}.${back}${sayAnyway(answer)}`
}

/** What lapses with the changes and without them: it stands in the same table. */
function sayAnyway({ lapses }: WhatIfAnswer): string {
  const count = lapses.filter(({ anyway, isSilent }) => anyway && !isSilent).length
  return count === 0 ? '' : ` ${sayCount(count, 'license')} ${count === 1 ? 'lapses' : 'lapse'} anyway.`
}

/** 'kms01 is switched off on 10 Dec 2026' */
export function changeWords(change: Change): string {
  const on = `on ${sayDay(change.on)}`
  switch (change.kind) {
    case 'retireHost':
      return `${change.host} is switched off ${on}`
    case 'addHost':
      return `${change.host} is added ${on}`
    case 'replaceHost':
      return `${change.host} is replaced by ${change.by} from ${sayDay(change.on)} on`
    case 'hostDown':
      return `${change.host} is down for ${sayCount(change.days, 'day')} from ${sayDay(change.on)} on`
    case 'moveToDirectory':
      return `${whose(change)} move to the directory ${on}`
    case 'addMachines':
      return `${sayCount(change.count, 'machine')} with ${productWords(change.activationId)} come to ${change.zone} ${on}`
    case 'rebuild':
      return `${whose(change)} are installed again every ${sayCount(change.everyDays, 'day')} from ${sayDay(change.on)} on`
    case 'contactEvery':
      return `${whose(change)} reach a KMS host only every ${sayCount(change.everyDays, 'day')} from ${sayDay(change.on)} on`
    case 'closeNetwork':
      return `${whose(change)} reach no KMS host from ${sayDay(change.on)} on`
    case 'addOffice':
      return `${whose(change)} get ${productWords(change.activationId)} ${on}`
    case 'renameZone':
      return `${change.zone} becomes ${change.to} ${on}`
    case 'replaceProduct':
      return `${productWords(change.from)} becomes ${productWords(change.to)} ${on}`
    case 'makToKms':
      return `${sayCount(change.count, 'machine')} with a MAK get the key of ${productWords(change.activationId)} ${on}`
  }
}

function whose({ zone, machines, share }: { zone?: string; machines?: string[]; share?: number }): string {
  const part = share === undefined ? '' : `${Math.round(share * 100)} % of `
  if (machines !== undefined) return `${part}${sayCount(machines.length, 'machine')}`
  return zone === undefined ? `${part}all machines` : `${part}the machines of ${zone}`
}

/** The causes by how often they are met. */
function causes(lapses: readonly Lapse[]): string {
  const counts = new Map<string, number>()
  for (const lapse of lapses) {
    const words = causeWords(lapse)
    counts.set(words, (counts.get(words) ?? 0) + 1)
  }
  const most = [...counts].sort(([, one], [, other]) => other - one).slice(0, 3)
  return most.map(([words, count]) => `${count.toLocaleString('en-US')} × ${words}`).join(', ')
}

/** Why a license is not renewed. */
export function causeWords({ because, host, zone, activationId, isRegistered }: Lapse): string {
  switch (because) {
    case 'noRecord':
      return `no KMS host has a record in ${zone || 'the zone it asks'}`
    case 'noConnection':
      if (isRegistered) return `${host ?? 'the host'} is set on the machine and does not answer`
      return host === undefined
        ? 'no KMS host answers'
        : `${host} does not answer, and no other host is found`
    case 'countTooLow':
      return `${host ?? 'the host'} counts too few machines`
    case 'keyDoesNotServe':
      return `the key of ${host ?? 'the host'} does not serve ${productWords(activationId)}`
    case 'wrongClock':
      return 'its clock is too far off'
    case 'closed':
      return 'no KMS host can be reached from there'
    case 'silent':
      return 'it was silent before, and it is not known whether it still asks'
  }
}

/** Keys that are missing, and machines that cannot follow. */
export function missingWords({ unserved, cannotMove }: WhatIfAnswer): string[] {
  return [
    ...unserved.map(
      ({ activationId, licenses }) =>
        `No host that is left serves ${productWords(activationId)} (${sayCount(licenses, 'license')}): install a host key that does.`,
    ),
    ...cannotMove.map(
      ({ activationId, licenses }) =>
        `${sayCount(licenses, 'license')} of ${productWords(activationId)} cannot be activated by the directory and still need a KMS host.`,
    ),
  ]
}

/** What the answer leaves out or takes for granted. */
export function notLookedAtWords(answer: WhatIfAnswer, pattern: FleetPattern): string[] {
  const { mak, directory, other } = pattern.others
  const quiet = pattern.hosts.filter((host) => isHostSilent(host, pattern)).map(({ name }) => name)
  return [
    ...(quiet.length > 0
      ? [
          `${sayList(quiet)}: nothing has been heard of ${quiet.length === 1 ? 'it' : 'them'} for 45 days and more, so ${quiet.length === 1 ? 'it is' : 'they are'} taken to be off already.`,
        ]
      : []),
    ...(answer.silent > 0
      ? [
          `${sayCount(answer.silent, 'license')} ${answer.silent === 1 ? 'was' : 'were'} not heard of lately: they stand apart, and counts are given from without them to with them.`,
        ]
      : []),
    ...(answer.unnamed > 0
      ? [
          `${sayCount(answer.unnamed, 'machine')} that hosts count but no source names ${answer.unnamed === 1 ? 'is' : 'are'} taken to ask as the others do.`,
        ]
      : []),
    ...(mak > 0 ? [`${sayCount(mak, 'machine')} with a MAK: KMS hosts do not concern them.`] : []),
    ...(directory > 0
      ? [`${sayCount(directory, 'machine')} activated by the directory: they renew there.`]
      : []),
    ...(other > 0 ? [`${sayCount(other, 'machine')} licensed by other means.`] : []),
    ...(pattern.unknownProducts > 0
      ? [`${sayCount(pattern.unknownProducts, 'machine')} with a product that no table knows.`]
      : []),
    'Machines and hosts that nobody reported, and firewalls that nobody met yet.',
  ]
}

export interface WhatIfStep {
  /** milliseconds since 1970: not before this day */
  at: number
  text: string
  command?: string
}

/** What to do, in order, each with the day from which it is safe. */
export function whatIfSteps(answer: WhatIfAnswer, question: WhatIfQuestion): WhatIfStep[] {
  return question.changes.flatMap((change) => stepsOf(answer, change)).sort((one, other) => one.at - other.at)
}

function stepsOf(answer: WhatIfAnswer, change: Change): WhatIfStep[] {
  const at = Date.parse(change.on)
  switch (change.kind) {
    case 'addHost':
      return newHostSteps(answer, change.host, at, change.keys)
    case 'retireHost':
      return retireSteps(answer, change.host, at)
    case 'replaceHost': {
      const off = at + (change.overlapDays ?? 14) * DAY_MS
      return [...newHostSteps(answer, change.by, at, change.keys), ...retireSteps(answer, change.host, off)]
    }
    case 'moveToDirectory':
      return [
        {
          at: answer.now,
          text: 'Prepare the schema of the forest (Server 2012 or newer) and make an activation object for each host key.',
          command: 'slmgr.vbs /ad-activation-online KEY NAME',
        },
        {
          at,
          text: `Let ${sayCount(answer.moved, 'license')} renew from the directory; a machine that sees it asks no KMS host.`,
          command: 'slmgr.vbs /act-type 1',
        },
      ]
    case 'renameZone':
      return change.hasRecords === true
        ? []
        : [
            {
              at,
              text: `Publish the records of the KMS hosts in ${change.to} before the machines look there.`,
              command: `nslookup -type=srv _vlmcs._tcp.${change.to}`,
            },
          ]
    case 'makToKms':
      return [
        {
          at,
          text: `Install the KMS client key of ${productWords(change.activationId)} on ${sayCount(change.count, 'machine')}. The activations of the MAK do not come back.`,
          command: 'slmgr.vbs /ipk GVLK && slmgr.vbs /ato',
        },
      ]
    case 'addOffice':
      return [
        {
          at,
          text: `Install the volume license pack and a host key of ${productWords(change.activationId)} on the hosts: Office has a count of its own, of five machines.`,
          command: 'slmgr.vbs /dlv all',
        },
      ]
    case 'closeNetwork':
      return [
        {
          at,
          text: 'Before it closes: a KMS host of its own where the threshold is met there, a MAK by proxy where it is not.',
        },
      ]
    default:
      return []
  }
}

function newHostSteps(
  answer: WhatIfAnswer,
  host: string,
  at: number,
  keys: readonly string[] | undefined,
): WhatIfStep[] {
  const name = host.toLowerCase()
  const counts = answer.counts.filter((count) => count.host === name)
  const applications = [...new Set(counts.map(({ application }) => application))]
  const labels = keys?.map((id) => keyGroup(id as Parameters<typeof keyGroup>[0]).label)
  return [
    {
      at,
      text: `Install ${labels ? sayList(labels) : 'a host key that serves all products of the fleet'} on ${host} and activate it: one of the six activations of the key.`,
      command: 'slmgr.vbs /ipk KEY && slmgr.vbs /ato',
    },
    {
      at,
      text: `Open TCP 1688 to ${host} from the machines, and publish its record in their zones.`,
      command: `nslookup -type=srv _vlmcs._tcp.ZONE`,
    },
    ...applications.flatMap((application) => {
      const reached = counts.find(
        (count) => count.application === application && count.need > 0 && count.count >= count.need,
      )
      const asked = counts.some((count) => count.application === application && count.need > 0)
      if (reached) {
        return [
          {
            at: answer.now + reached.day * DAY_MS,
            text: `${host} counts ${reached.count} of the ${reached.need} it needs (${application}): from here on it activates.`,
            command: 'slmgr.vbs /dlv',
          },
        ]
      }
      if (!asked) return []
      const most = Math.max(
        ...counts.filter((count) => count.application === application).map(({ count }) => count),
      )
      return [
        {
          at,
          text: `${host} counts at most ${most} in these days (${application}), less than it needs: its clients go on failing there.`,
        },
      ]
    }),
  ]
}

function retireSteps(answer: WhatIfAnswer, host: string, at: number): WhatIfStep[] {
  const name = host.toLowerCase()
  const known = answer.hosts.find((one) => one.name === name)
  const last = answer.lastMisses.get(name)
  const zones = known?.zones ?? []
  return [
    ...(known && known.registered > 0
      ? [
          {
            at: answer.now,
            text: `Clear the fixed host on ${sayCount(known.registered, 'license')} that ${known.registered === 1 ? 'has' : 'have'} ${host} set, before it goes.`,
            command: 'slmgr.vbs /ckms',
          },
        ]
      : []),
    ...zones.map((zone) => ({
      at,
      text: `Remove the record of ${host} from ${zone}.`,
      command: `nslookup -type=srv _vlmcs._tcp.${zone}`,
    })),
    {
      at,
      text: `Give ${host} the KMS client key of its own Windows and switch the service off.`,
      command: 'slmgr.vbs /ipk GVLK && slmgr.vbs /ato',
    },
    ...(last === undefined
      ? []
      : [{ at: last, text: `From here on nobody looks for ${host} any more: its name may go.` }]),
  ]
}
