import type { Condition } from '../license/lapse'
import type { LicenseDescription } from '../license/sentence'
import { lowerFirst } from '../words/lower-first'
import type { DiagnosisWords } from './diagnosis-sentence'

const MOST_SENTENCES = 3

/**
 * How a license stands, with the cause that was found in place of what its code alone would say: wherever the license
 * is described, the answer is the same.
 */
export function diagnosedDescription(
  description: LicenseDescription,
  condition: Condition,
  { headline, isSure, causes }: DiagnosisWords,
): LicenseDescription {
  const [first] = causes
  if (first === undefined) return description
  const [command] = first.commands
  const nextStep = { text: first.next, ...(command && { command: command.command }) }
  if (condition === 'licensed') {
    return { ...description, detail: `${description.detail} ${headline}.`, nextStep }
  }
  const [state] = description.headline.split(': ')
  return {
    ...description,
    headline: `${state}${isSure ? '' : ', probably'} because ${lowerFirst(first.title)}`,
    detail: first.for.slice(0, MOST_SENTENCES).join(' '),
    nextStep,
  }
}
