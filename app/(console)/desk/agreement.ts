import { conditionLabel } from '@/lib/activation/words/labels'
import type { DeskLicense, DeskMachine } from '@/lib/operations/desk/desk-answer'

/** Whether text and record say the same of the licenses both speak of, as one sentence. */
export function agreementWords({ told, record }: Pick<DeskMachine, 'told' | 'record'>): string {
  const pairs = told.flatMap((one) => {
    const other = record?.licenses.find(({ slot }) => slot === one.slot)
    return other === undefined ? [] : [{ one, other }]
  })
  if (pairs.length === 0) return 'The record knows this machine, but not this product on it.'
  const differing = pairs.find(({ one, other }) => !isSame(one, other))
  return differing === undefined ? 'Text and record say the same.' : differenceWords(differing)
}

const isSame = (one: DeskLicense, other: DeskLicense) =>
  one.condition === other.condition && one.reason?.code === other.reason?.code

function differenceWords({ one, other }: { one: DeskLicense; other: DeskLicense }): string {
  if (one.condition === other.condition) {
    return 'Text and record agree on the state, but give different reasons.'
  }
  const [now, known] = [one, other].map(({ condition }) => conditionLabel(condition).toLowerCase())
  return `They differ: ${now} in the text, ${known} in the record.`
}
