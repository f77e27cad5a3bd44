import { diagnosisLines } from '@/lib/activation/diagnosis/diagnosis-sentence'
import { canEndKey } from '@/lib/activation/product/product-key'
import { stateWords } from '@/lib/activation/words/labels'
import type { ClientLicense } from '@/lib/data/clients/client-licenses'
import type { ClientView } from '@/lib/data/clients/client-page'
import { formatDateTime } from '@/lib/format/dates'

/** The answer as plain text, for a ticket: state, cause, next step, and where the facts come from. */
export function ticketText(client: ClientView): string {
  const [primary, ...others] = client.licenses
  const lines = [
    client.name,
    ...(primary ? licenseLines(primary) : ['No license is known for this machine.']),
    ...others.map((license) => `Also: ${license.productLabel}: ${license.words.headline}`),
    client.cmids[0] && `CMID: ${client.cmids[0].cmid}`,
    `As of ${formatDateTime(new Date(client.now))}`,
  ]
  return lines.filter(Boolean).join('\n')
}

const nextLines = ({ nextStep }: ClientLicense['words']) => [
  nextStep && `Next: ${nextStep.text}`,
  nextStep?.command && `Command: ${nextStep.command}`,
]

function licenseLines({ words, productLabel, diagnosis, ...license }: ClientLicense): (string | undefined)[] {
  const { assessment, explanation, kms, lastFive, source } = license
  return [
    `${words.headline}.`,
    words.detail,
    '',
    ...(diagnosis?.causes.length ? [] : nextLines(words)),
    ...(diagnosis ? diagnosisLines(diagnosis) : []),
    explanation && `Reason: ${explanation.code} ${explanation.meaning} (${explanation.source})`,
    `Product: ${productLabel}, ${license.channel}${keyWords(lastFive)}`,
    `State: ${stateWords(assessment.condition, assessment.effectiveStatus)}`,
    kms.host ? `KMS host: ${kms.host}${kms.port ? `:${kms.port}` : ''}` : undefined,
    `Last report: ${formatDateTime(new Date(source.observedAt))}${source.fileName ? `, ${source.fileName}` : ''}`,
  ].filter((line) => line !== undefined)
}

function keyWords(lastFive: string | null): string {
  if (!lastFive) return ''
  return canEndKey(lastFive)
    ? `, key ending ${lastFive}`
    : `, key ending reported as ${lastFive}, as no key ends`
}
