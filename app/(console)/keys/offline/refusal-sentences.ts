import { standingSentence } from '@/lib/activation/offline/candidate'
import { damageSentence, EXCHANGE_STATE_WORDS } from '@/lib/activation/offline/exchange-sentence'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import type { ExchangeRefusal } from '@/lib/operations/exchange/exchange-refusal'
import type { FrameRefusal } from '@/lib/operations/operation'

const NAMED = 5

/** Why something about offline activation was refused, and what to do. */
export function refusalSentence(refusal: ExchangeRefusal | FrameRefusal): string {
  switch (refusal.kind) {
    case 'notPermitted':
      return 'Your role does not allow changes to exchange packages.'
    case 'badInput':
      return refusal.issues[0]?.message ?? 'Check the form and try again.'
    case 'overdraw':
      return `The MAK has ${formatCountOf(refusal.balance, 'activation')} left beside what is reserved; ${formatCount(refusal.asked)} are asked for, ${formatCount(refusal.missing)} too many. Choose fewer machines, or ask Microsoft for an increase.`
    case 'nothingGranted':
      return `Nobody has entered how many activations ${refusal.key} was granted. Enter the first lot in its ledger, then prepare the package.`
    case 'retired':
      return `${refusal.key} is retired. Choose another MAK.`
    case 'noSuchMak':
      return 'This MAK is no longer there. Choose another one.'
    case 'keyReused':
    case 'notACount':
      return 'The ledger of the MAK refused the entry. Load the page again.'
    case 'onePhone':
      return 'By phone or portal one machine is activated at a time.'
    case 'dueInThePast':
      return 'The due date lies in the past. Choose a later day.'
    default:
      return machineSentence(refusal)
  }
}

type MachineRefusal = Exclude<
  ExchangeRefusal,
  {
    kind:
      | 'overdraw'
      | 'nothingGranted'
      | 'retired'
      | 'noSuchMak'
      | 'keyReused'
      | 'notACount'
      | 'onePhone'
      | 'dueInThePast'
  }
>

function machineSentence(refusal: MachineRefusal): string {
  switch (refusal.kind) {
    case 'nothingChosen':
      return 'Choose at least one machine.'
    case 'notChoosable':
      return `${refusal.machine} cannot be asked for: ${standingSentence(refusal.standing)}.`
    case 'sameMachine':
      return `${refusal.machine} was chosen twice.`
    case 'sameInstallationId':
      return `${refusal.machine} and ${refusal.other} have the same installation ID: one reading was copied. Read both again.`
    case 'unknownMachines': {
      const { machines } = refusal
      const rest = machines.length > NAMED ? ` and ${formatCount(machines.length - NAMED)} more` : ''
      return `Not in the record, or without a product: ${machines.slice(0, NAMED).join(', ')}${rest}.`
    }
    default:
      return packageSentence(refusal)
  }
}

type PackageRefusal = Exclude<
  MachineRefusal,
  { kind: 'nothingChosen' | 'notChoosable' | 'sameMachine' | 'sameInstallationId' | 'unknownMachines' }
>

function packageSentence(refusal: PackageRefusal): string {
  switch (refusal.kind) {
    case 'noSuchPackage':
    case 'noSuchRequest':
      return 'This request is no longer there. Load the page again.'
    case 'carriedOutAlready':
      return 'The hand-over of this package was recorded before. Load the page again.'
    case 'notCarried':
      return 'Nothing is carried out by phone or portal.'
    case 'nothingOpen':
      return 'No request of this package waits for an answer any more.'
    case 'nothingNew':
      return nothingNew(refusal)
    case 'wrongState':
      return `Request ${refusal.reference} is ${EXCHANGE_STATE_WORDS[refusal.state].toLowerCase()}, so this cannot be done.`
    case 'badConfirmationId':
      return damageSentence('The confirmation ID', refusal.damage)
    case 'unchanged':
      return 'This is the confirmation ID that is stored already.'
    case 'sharedConfirmationId':
      return `Request ${refusal.with} has this confirmation ID. Each machine gets one of its own.`
    case 'nothingOverdue':
      return 'No due date has passed.'
  }
}

function nothingNew({
  known,
  unanswered,
  refused,
}: {
  known: number
  unanswered: number
  refused: number
}): string {
  const parts = [
    known > 0 && `${formatCount(known)} taken before`,
    unanswered > 0 && `${formatCount(unanswered)} without an answer`,
    refused > 0 && `${formatCount(refused)} refused`,
  ].filter(Boolean)
  return `Nothing new: ${parts.join(', ')}. Nothing was changed.`
}
