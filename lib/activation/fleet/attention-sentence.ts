import { sayLowCount, sayMaking } from '../mak/mak-sentence'
import { lowerFirst } from '../words/lower-first'
import type { Attention } from './fleet-attention'
import type { ReasonCount } from './fleet-summary'
import { inventorySentence, machines } from './inventory-attention'
import type { MakAttention } from './mak-attention'

/** What an overview line says: the finding, and why it matters or what comes next. */
export interface AttentionSentence {
  text: string
  detail?: string
}

/** The words for one thing that needs someone. now: milliseconds since 1970. */
export function attentionSentence(item: Attention, now: number): AttentionSentence {
  switch (item.kind) {
    case 'hostNotLicensed':
      return {
        text: `${item.host} is not licensed itself`,
        detail: `Its ${item.productLabel} key must be activated with Microsoft before it activates clients.`,
      }
    case 'hostBelowThreshold':
      return {
        text: `${item.host} counts ${item.count} of ${item.needed} machines`,
        detail: belowThreshold(item),
      }
    case 'notification':
      return {
        text: `${machines(item.clients)} ${item.clients === 1 ? 'shows' : 'show'} notifications`,
        detail: item.top && mostOften(item.top),
      }
    case 'unlicensed':
      return { text: `${machines(item.clients)} ${item.clients === 1 ? 'is' : 'are'} unlicensed` }
    case 'graceEnding':
      return {
        text: `Grace ends within ${item.withinDays} days on ${machines(item.clients)}`,
        detail: 'Then they show notifications unless they are activated.',
      }
    case 'silent':
      return {
        text: `${machines(item.clients)} ${item.clients === 1 ? 'is' : 'are'} silent`,
        detail: 'No report since their license and grace ran out.',
      }
    case 'hostKeyOver':
      return {
        text: `Host key …-${item.key.lastFive} (${item.key.label}) has more activations than it allows`,
        detail: `${item.key.hosts} hosts in its register, ${item.key.limit} allowed. Find out who uses it, or enter the limit Microsoft granted.`,
      }
    case 'makOverdrawn':
    case 'makUsedUp':
    case 'makLow':
      return makSentence(item, now)
    case 'unknownHost':
    case 'cloudHostAsked':
    case 'retiredHostInUse':
    case 'hostSilent':
    case 'countFalling':
    case 'sharedCmid':
      return inventorySentence(item)
  }
}

function makSentence(item: MakAttention, now: number): AttentionSentence {
  const key = `MAK …-${item.mak.lastFive} (${item.mak.label})`
  const count = (value: number) => value.toLocaleString('en-US')
  switch (item.kind) {
    case 'makOverdrawn':
      return {
        text: `${key} is overdrawn by ${count(item.overdrawnBy)}`,
        detail: `More activations were seen than the ${count(item.granted)} granted. Ask for more, or correct the ledger.`,
      }
    case 'makUsedUp':
      return {
        text: `${key} is used up`,
        detail: `None of ${count(item.granted)} activations is left: the next machine gets 0xC004C020. Ask for more.`,
      }
    case 'makLow':
      return {
        text: `${key} runs low: ${count(item.figure.left)} of ${count(item.figure.granted)} left`,
        detail: [sayMaking(item.figure, now), ...item.low.map(sayLowCount)].join(' '),
      }
  }
}

function belowThreshold({ needed, clients }: { needed: number; clients: number }): string {
  const who = needed > 5 ? 'Client editions of Windows get' : 'Clients get'
  const kept =
    clients > 0 ? ` ${machines(clients)} it activated before stay licensed until their 180 days end.` : ''
  return `${who} 0xC004F038 from it until ${needed} different machines have asked within 30 days.${kept}`
}

function mostOften({ reason, meaning, clients }: ReasonCount): string {
  const what = meaning ? `${reason}, ${lowerFirst(meaning).replace(/\.$/, '')}` : reason
  return `Most often ${what}: ${machines(clients)}.`
}
