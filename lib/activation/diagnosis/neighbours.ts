import type { Condition } from '../license/lapse'
import type { Neighbourhood } from './machine-facts'
import { troubleOf } from './trouble-table'

/** Another machine, as far as it says something of this one. */
export interface Neighbour {
  name: string
  zone: string
  /** As it was set. */
  site?: string | undefined
  condition: Condition
  /** What it was told last, else the reason of its license. */
  code?: string | undefined
  /** Its newest success. */
  servedAt?: string | undefined
  /** When its condition began. */
  since?: string | undefined
}

/** What this machine was told, and since when it fails. */
export interface OwnTrouble {
  code?: string | undefined
  began: string
}

/** Those of a zone or of a site, counted by whether they share the machine's trouble. */
export function neighbourhood(name: string, those: readonly Neighbour[], own: OwnTrouble): Neighbourhood {
  const ill = those.filter((one) => isAlike(one, own))
  const since = ill.flatMap((one) => one.since ?? []).toSorted()[0]
  return {
    name,
    machines: those.length,
    ill: ill.length,
    well: those.filter((one) => isServedSince(one, own.began)).length,
    ...(since !== undefined && { since }),
  }
}

function isAlike({ condition, code }: Neighbour, own: OwnTrouble): boolean {
  const trouble = troubleOf(code)
  return trouble === troubleOf(own.code) && (trouble !== undefined || isUnwell(condition))
}

const isUnwell = (condition: Condition) => condition !== 'licensed' && condition !== 'silent'

/** Activated or renewed since the machine began to fail. */
const isServedSince = ({ condition, code, servedAt }: Neighbour, began: string) =>
  condition === 'licensed' && troubleOf(code) === undefined && Date.parse(servedAt ?? '') >= Date.parse(began)
