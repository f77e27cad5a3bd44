import { sayCommand } from '@/lib/activation/command/command-sentence'
import { diagnosisLines } from '@/lib/activation/diagnosis/diagnosis-sentence'
import type { ReasonExplanation } from '@/lib/activation/reason/explain-reason'
import { peersSentence } from '@/lib/activation/reason/reason-peers'
import { conditionLabel } from '@/lib/activation/words/labels'
import { formatDateTime } from '@/lib/format/dates'
import type { DeskAnswer, DeskLicense, DeskMachine } from '@/lib/operations/desk/desk-answer'

/** The answer as plain text, for a ticket. */
export function deskTicket(answer: DeskAnswer): string {
  const now = Date.parse(answer.now)
  const parts = [
    ...answer.machines.map(machineLines),
    ...answer.codes.map(({ code, meaning, cause, remedy, source, own }) => [
      `${code}: ${meaning}.`,
      ...ownLines(own),
      `Cause: ${cause}.`,
      `What to do: ${remedy}.`,
      ...answer.peers.filter((one) => one.code === code).map((one) => peersSentence(one, now)),
      `Source: ${source}`,
    ]),
    answer.events.map(({ ids, meaning }) => `Event ${ids.join(', ')}: ${meaning}.`),
    answer.commands.map((told) => `slmgr.vbs ${told.of.name}: ${sayCommand(told)}`),
    answer.products.map(({ activationId, label, channel }) => `${activationId}: ${label}, ${channel}`),
    answer.hosts.map(({ name, headline, detail }) => `KMS host ${name}: ${headline}. ${detail}`.trim()),
    answer.forgotten.map(
      ({ name, forgottenAt, forgottenBy, reason }) =>
        `${name}: ${forgottenBy} forgot it on ${formatDateTime(new Date(forgottenAt))}: ${reason}.`,
    ),
    [`As of ${formatDateTime(new Date(answer.now))}`],
  ]
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

const ownLines = (own: ReasonExplanation['own']): string[] => [
  ...(own?.note ? [`Our note: ${own.note}`] : []),
  ...(own?.remedy ? [`What we do: ${own.remedy}`] : []),
]

function machineLines(machine: DeskMachine): string[] {
  const { named, insteadOf, record, told, candidates } = machine
  const both = told.length > 0 && record !== undefined
  return [
    record?.name ?? named ?? 'Machine not named',
    ...(insteadOf && record ? [`(no machine is named ${insteadOf}; this one has the nearest name)`] : []),
    ...told.flatMap((license) => licenseLines(license, both ? 'The text says' : undefined)),
    ...(both ? [agreementWords(machine)] : []),
    ...(record?.licenses ?? []).flatMap((license) =>
      licenseLines(license, both ? 'The record says' : undefined),
    ),
    ...(candidates.length > 0 ? [`Could be: ${candidates.join(', ')}`] : []),
  ]
}

const nextLines = ({ nextStep }: DeskLicense['words']) => [
  nextStep && `Next: ${nextStep.text}`,
  nextStep?.command && `Command: ${nextStep.command}`,
]

function licenseLines(
  { words, productLabel, condition, reason, observedAt, diagnosis }: DeskLicense,
  who?: string,
): string[] {
  const lines = [
    `${who ? `${who}: ` : ''}${productLabel}: ${words.headline}.`,
    words.detail,
    words.personSees,
    ...(diagnosis?.causes.length ? [] : nextLines(words)),
    ...(diagnosis ? diagnosisLines(diagnosis) : []),
    reason && `Reason: ${reason.code} ${reason.meaning} (${reason.source})`,
    ...ownLines(reason?.own),
    `State: ${conditionLabel(condition)}, as of ${formatDateTime(new Date(observedAt))}`,
  ]
  return lines.filter((line): line is string => Boolean(line))
}

/** Whether the text and the record agree about the licenses both speak of, as one sentence. */
export function agreementWords({ told, record }: Pick<DeskMachine, 'told' | 'record'>): string {
  const pairs = told.flatMap((one) => {
    const other = record?.licenses.find(({ slot }) => slot === one.slot)
    return other === undefined ? [] : [{ one, other }]
  })
  if (pairs.length === 0) return 'The record has this machine, but not this product on it.'
  const differing = pairs.find(({ one, other }) => !isSame(one, other))
  return differing === undefined ? 'The text and the record agree.' : differenceWords(differing)
}

const isSame = (one: DeskLicense, other: DeskLicense) =>
  one.condition === other.condition && one.reason?.code === other.reason?.code

function differenceWords({ one, other }: { one: DeskLicense; other: DeskLicense }): string {
  if (one.condition === other.condition) {
    return 'The text and the record agree on the state, but give different reasons.'
  }
  const [now, known] = [one, other].map(({ condition }) => conditionLabel(condition).toLowerCase())
  return `They differ: ${now} in the text, ${known} in the record.`
}
