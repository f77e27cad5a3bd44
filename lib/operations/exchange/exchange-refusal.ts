import type { AnswerVerdict } from '@/lib/activation/offline/answer-verdict'
import { standingSentence } from '@/lib/activation/offline/candidate'
import type { ChoiceRefusal } from '@/lib/activation/offline/decide-package'
import {
  damageSentence,
  EXCHANGE_STATE_WORDS,
  verdictSentence,
} from '@/lib/activation/offline/exchange-sentence'
import type { ExchangeState } from '@/lib/activation/offline/exchange-state'
import type { NumberDamage } from '@/lib/activation/offline/number-damage'
import { formatBytes, formatCount } from '@/lib/format/counts'
import type { Said } from '../frame-refusal'
import { sayLedgerOperationRefusal } from '../mak/ledger-refusal'
import type { SpendRefusal } from '../mak/planned-spend'
import type { AnswerFileRefusal } from './read-answers'
import { WORKBOOK_LIMITS } from './workbook/workbook-rows'

/** Why something about an exchange was refused. */
export type ExchangeRefusal =
  | ChoiceRefusal
  | SpendRefusal
  | { kind: 'noSuchPackage' }
  | { kind: 'noSuchRequest' }
  /** Machines that are no longer in the record, or have no product that could be activated. */
  | { kind: 'unknownMachines'; machines: string[] }
  | { kind: 'dueInThePast' }
  | { kind: 'onePhone'; machines: number }
  | { kind: 'carriedOutAlready' }
  | { kind: 'notCarried' }
  | { kind: 'nothingOpen' }
  | { kind: 'needsSecondPerson' }
  /** Nothing in the file is new: known answers, lines without one, refused lines. */
  | { kind: 'nothingNew'; known: number; unanswered: number; refused: number }
  /** The one answer that was typed does not fit, or is here already. */
  | { kind: 'notTaken'; verdict: AnswerVerdict }
  | { kind: 'wrongState'; reference: string; state: ExchangeState }
  | { kind: 'badConfirmationId'; damage: NumberDamage }
  | { kind: 'unchanged' }
  | { kind: 'sharedConfirmationId'; with: string }
  | { kind: 'nothingOverdue' }

export function refuse(refusal: ExchangeRefusal): { ok: false; refusal: ExchangeRefusal } {
  return { ok: false, refusal }
}

const NAMED = 5

/** Why something about offline activation was refused, and what to do. */
export function sayExchangeRefusal(refusal: ExchangeRefusal): Said {
  switch (refusal.kind) {
    case 'nothingChosen':
      return 'Choose at least one machine.'
    case 'notChoosable':
      return `${refusal.machine} cannot be in this package: ${standingSentence(refusal.standing)}.`
    case 'sameMachine':
      return `${refusal.machine} was chosen twice.`
    case 'sameInstallationId':
      return `${refusal.machine} and ${refusal.other} have the same installation ID: one reading was copied. Read both again.`
    case 'unknownMachines':
      return `Unknown, or without a product to activate: ${namesOf(refusal.machines)}.`
    case 'dueInThePast':
      return { field: 'dueAt', sentence: 'The due date is in the past. Choose a later day.' }
    case 'onePhone':
      return 'By phone or portal, machines are activated one at a time.'
    case 'noSuchPackage':
    case 'noSuchRequest':
      return 'This request no longer exists. Reload the page.'
    case 'carriedOutAlready':
      return 'The handover of this package is already recorded. Reload the page.'
    case 'notCarried':
      return 'By phone or portal, nothing is carried out.'
    case 'needsSecondPerson':
      return 'Another licensing admin has to release this package first. Ask for it on the page of the package.'
    case 'nothingOpen':
      return 'No request of this package is waiting for an answer.'
    case 'nothingNew':
      return nothingNew(refusal)
    case 'notTaken':
      return { field: 'answers', sentence: verdictSentence(refusal.verdict) }
    case 'wrongState':
      return `Request ${refusal.reference} is ${EXCHANGE_STATE_WORDS[refusal.state].toLowerCase()}, so this cannot be done.`
    case 'badConfirmationId':
      return { field: 'confirmationId', sentence: damageSentence('The confirmation ID', refusal.damage) }
    case 'unchanged':
      return { field: 'confirmationId', sentence: 'This confirmation ID is already stored.' }
    case 'sharedConfirmationId':
      return {
        field: 'confirmationId',
        sentence: `Request ${refusal.with} has the same confirmation ID. Each machine gets its own.`,
      }
    case 'nothingOverdue':
      return 'No due date has passed.'
    default:
      return sayLedgerOperationRefusal(refusal)
  }
}

function namesOf(machines: readonly string[]): string {
  const rest = machines.length > NAMED ? ` and ${formatCount(machines.length - NAMED)} more` : ''
  return `${machines.slice(0, NAMED).join(', ')}${rest}`
}

function nothingNew(counts: { known: number; unanswered: number; refused: number }): string {
  const parts = [
    counts.known > 0 && `${formatCount(counts.known)} already known`,
    counts.unanswered > 0 && `${formatCount(counts.unanswered)} without an answer`,
    counts.refused > 0 && `${formatCount(counts.refused)} refused`,
  ].filter(Boolean)
  return `Nothing new: ${parts.join(', ')}. Nothing was changed.`
}

/** Why nothing can be read from an answer file, and what to do. */
export function sayAnswerFileRefusal(refusal: AnswerFileRefusal): string {
  switch (refusal.kind) {
    case 'noText':
      return 'The file is neither text nor an Excel workbook (.xlsx).'
    case 'empty':
      return 'The file is empty.'
    case 'oldOrLocked':
      return 'The workbook has a password or is in the format of Excel 97 to 2003 (.xls). Save it as .xlsx without a password, or as CSV, and choose it again.'
    case 'noWorkbook':
      return 'The file is an archive or a document, but not an Excel workbook (.xlsx). Save the table as .xlsx or CSV and choose it again.'
    case 'brokenWorkbook':
      return 'The workbook is damaged or incomplete. Open it and save it again, or save it as CSV.'
    case 'workbookTooLarge':
      return `The workbook has more than ${formatBytes(WORKBOOK_LIMITS.bytes)} unpacked or more than ${WORKBOOK_LIMITS.entries} parts; nothing was read. Copy the table into a new workbook.`
    case 'workbookTooWide':
      return `The workbook has cells beyond row ${refusal.rows} or column ${refusal.columns}; nothing was read. Copy the table into a new workbook.`
    case 'notRecognised':
      return 'The file has no column of installation IDs and no column of confirmation IDs. Take the CSV of this package, fill in its column, and choose it again, as CSV or as a workbook.'
    case 'noAnswers':
      return 'The file has the right columns, but no lines below them.'
    case 'tooMany':
      return `The file has ${refusal.answers} lines; the limit is ${refusal.limit}.`
  }
}
