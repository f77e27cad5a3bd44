import { sayCount } from '../words/say-amounts'
import { sayDayNear } from '../words/say-date'
import { type ExchangeCounts, packageState } from './exchange-state'

/** What a sentence about a package needs to know. */
export interface PackageFacts {
  number: number
  /** By phone or portal: nothing is carried. */
  isByPhone: boolean
  counts: ExchangeCounts
  /** ISO 8601 UTC. */
  dueAt: string
  lastFive: string
  /** Requests that cost an activation and wait for an answer. */
  reserved: number
}

const machines = (count: number) => sayCount(count, 'machine')
const activations = (count: number) => sayCount(count, 'activation')

/** What is to be done next with a package, with its numbers. now: milliseconds since 1970. */
export function packageNextStep(facts: PackageFacts, now: number): string {
  const { counts, number } = facts
  const due = sayDayNear(facts.dueAt, now)
  const reserved =
    facts.reserved > 0 ? ` ${activations(facts.reserved)} of MAK …-${facts.lastFive} reserved.` : ''
  switch (packageState(counts)) {
    case 'prepared':
      return facts.isByPhone
        ? `Get the confirmation ID by phone or from the portal by ${due}.${reserved}`
        : `Take package ${number} to a connected workstation by ${due}: ${machines(counts.prepared)}.${reserved}`
    case 'carriedOut':
      return `Bring the confirmation IDs of package ${number} back by ${due}: ${machines(counts.carriedOut)} without an answer.${reserved}`
    case 'answered':
      return `Apply the confirmation IDs on ${machines(counts.answered)}, then mark them as applied here.`
    case 'applied':
      return `Read ${machines(counts.applied)} again and import the output: until then it is not known whether ${counts.applied === 1 ? 'it is' : 'they are'} licensed.`
    case 'expired':
      return `No answer came for ${machines(counts.expired)} by ${due}. Cancel the rest and prepare another package, or enter a late answer.`
    case 'verified':
      return counts.cancelled > 0
        ? `Done: ${machines(counts.verified)} licensed, ${counts.cancelled} cancelled. Nothing to do.`
        : `Done: ${counts.verified === 1 ? 'the machine is' : `all ${machines(counts.verified)} are`} licensed. Nothing to do.`
    case 'cancelled':
      return 'Cancelled. Nothing to do.'
  }
}
