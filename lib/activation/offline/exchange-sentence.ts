import { sayDay } from '../words/say-date'
import type { AnswerRefusal, AnswerVerdict } from './answer-verdict'
import type { ExchangeState } from './exchange-state'
import type { NumberDamage } from './number-damage'

/** One word for a state, as lists show it. */
export const EXCHANGE_STATE_WORDS: Readonly<Record<ExchangeState, string>> = {
  prepared: 'Prepared',
  carriedOut: 'Carried out',
  answered: 'Answered',
  applied: 'Applied',
  verified: 'Verified',
  expired: 'Expired',
  cancelled: 'Cancelled',
}

/** What a state means, for a tooltip. */
export const EXCHANGE_STATE_MEANINGS: Readonly<Record<ExchangeState, string>> = {
  prepared: 'The request is in a package that has not been handed over yet. Its activation is reserved.',
  carriedOut:
    'The package was handed over; the confirmation ID has not come back. Its activation is reserved.',
  answered: 'The confirmation ID is here. Microsoft has counted the activation.',
  applied: 'Marked as applied on the machine. No reading shows it licensed yet.',
  verified: 'A later observation shows the machine licensed with this key.',
  expired: 'No answer by the due date. The reserved activation is released.',
  cancelled: 'Cancelled before an answer came. The reserved activation is released.',
}

/** What is to be done for one machine. dueAt: ISO 8601 UTC. */
export function requestStep(request: { state: ExchangeState; spending: string; dueAt: string }): string {
  const due = sayDay(request.dueAt)
  switch (request.state) {
    case 'prepared':
    case 'carriedOut':
      return `Give Microsoft the installation ID and enter the confirmation ID that comes back, by ${due}.`
    case 'expired':
      return `No answer came by ${due}. A late one can still be entered.`
    case 'answered':
      return request.spending === 'none'
        ? 'Apply the stored confirmation ID on the machine again; it uses no activation.'
        : 'Apply the confirmation ID on the machine.'
    case 'applied':
      return 'Read the machine again: run slmgr.vbs /dlv there and import the output.'
    case 'verified':
      return 'Nothing to do: the machine is licensed.'
    case 'cancelled':
      return 'Nothing to do: the request was cancelled.'
  }
}

/** What is wrong with a number and what to do. `what`: 'The confirmation ID'. */
export function damageSentence(what: string, damage: NumberDamage): string {
  switch (damage.kind) {
    case 'empty':
      return `${what} is empty.`
    case 'scientific':
      return `${what} was turned into a number by a spreadsheet (1.23E+47); its digits are lost. Format the column as text and enter it again.`
    case 'rounded':
      return `${what} was rounded by a spreadsheet: after the fifteenth digit there are only zeros. Format the column as text and enter it again.`
    case 'notDigits':
      return `${what} has "${damage.symbol}" at position ${damage.position}; only digits, spaces and dashes are allowed.`
    case 'lostZero':
      return `${what} has ${damage.digits} instead of ${damage.needed} digits in group ${damage.group}: a spreadsheet probably dropped a leading zero.`
    case 'tooShort':
      return `${what} has ${damage.digits} digits, ${damage.needed} are needed: the end or a leading zero is missing.`
    case 'tooLong':
      return `${what} has ${damage.digits} digits, ${damage.needed} are needed.`
  }
}

/** Why a line was refused. */
export function answerRefusalSentence(refusal: AnswerRefusal): string {
  switch (refusal.kind) {
    case 'unreadable':
      return `The line cannot be read: ${refusal.reason}.`
    case 'noInstallationId':
      return 'This line has no installation ID, so the answer fits no machine.'
    case 'installationIdDamaged': {
      const like = refusal.looksLike ? ` It looks like the one of request ${refusal.looksLike}.` : ''
      return `${damageSentence('The installation ID', refusal.damage)}${like}`
    }
    case 'installationIdCut':
      return `The installation ID is cut off: ${refusal.digits} of ${refusal.needed} digits, beginning like that of request ${refusal.looksLike}.`
    case 'unknown':
      return refusal.otherPackage === undefined
        ? 'No request of this package has this installation ID.'
        : `This installation ID belongs to package ${refusal.otherPackage}. Choose the file there.`
    case 'mismatch':
      return `The line says request ${refusal.says}, but its installation ID is that of request ${refusal.belongsTo}.`
    case 'confirmationIdDamaged':
      return damageSentence('The confirmation ID', refusal.damage)
    case 'confirmationIdIsInstallationId':
      return 'This is an installation ID, not a confirmation ID.'
    case 'duplicate':
      return `Line ${refusal.line} has the same answer.`
    case 'conflicting':
      return `Line ${refusal.line} gives the same machine another confirmation ID. It is not clear which one is right.`
    case 'conflictsWithStored':
      return `Request ${refusal.reference} already has another confirmation ID. If this one is right, replace it on the page of the request.`
    case 'shared':
      return `Request ${refusal.with} has the same confirmation ID. Each machine gets its own.`
    case 'cancelled':
      return `Request ${refusal.reference} was cancelled.`
  }
}

/** What a line of an answer file comes to. */
export function verdictSentence(verdict: AnswerVerdict): string {
  switch (verdict.kind) {
    case 'take': {
      const length = verdict.isUsual
        ? ''
        : ` It has ${verdict.confirmationId.length} digits instead of the usual 48.`
      return `Answers request ${verdict.reference}.${verdict.isLate ? ' It comes after the due date.' : ''}${length}`
    }
    case 'known':
      return `Request ${verdict.reference} already has this answer.`
    case 'unanswered':
      return `Request ${verdict.reference} has no answer in this file.`
    case 'refused':
      return answerRefusalSentence(verdict.refusal)
  }
}
