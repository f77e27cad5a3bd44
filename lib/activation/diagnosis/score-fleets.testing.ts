import { type Evidence, type Fault, faultyFleet } from '../simulation/faulty-fleet.testing'
import { diagnose } from './diagnose'
import { factsSeen } from './facts-seen.testing'

/** How often the diagnosis found what was wrong in fleets with known faults. */
export interface FleetScore {
  /** fleets in which the fault made a machine ill */
  fleets: number
  /** with two faults, or with evidence missing */
  hard: number
  first: number
  among: number
  /** nothing was left that shows the fault, and the diagnosis did not claim to know */
  openRightly: number
  missed: string[]
  /** machines that are well and got a cause all the same */
  accused: string[]
}

/** Evidence any of which shows the fault; where all of it is missing, "cannot tell" is the right answer. */
const SHOWN_BY: Readonly<Record<Fault, readonly Evidence[]>> = {
  hostDown: ['clientLogs', 'doors'],
  recordMissing: ['clientLogs', 'dns'],
  wrongSuffix: ['clientLogs', 'dns'],
  sharedCmid: ['cmids'],
  keyTooOld: ['clientLogs', 'hostLogs', 'hostReadings'],
  clock: ['clientLogs', 'hostLogs'],
  firewall: ['clientLogs'],
  countLow: ['clientLogs', 'hostLogs', 'hostReadings'],
  rearmedImage: [],
}

/** Diagnoses one ill machine in each of these fleets. */
export function scoreFleets({ from, fleets }: { from: number; fleets: number }): FleetScore {
  const score: FleetScore = {
    fleets: 0,
    hard: 0,
    first: 0,
    among: 0,
    openRightly: 0,
    missed: [],
    accused: [],
  }
  for (let seed = from; seed < from + fleets; seed += 1) {
    const fleet = faultyFleet(seed)
    const { ill, well } = factsSeen(fleet)
    score.accused.push(
      ...well.filter((one) => diagnose(one).kind !== 'well').map(({ machine }) => `${seed} ${machine.name}`),
    )
    const facts = ill[seed % Math.max(1, ill.length)]
    if (facts === undefined) continue
    const { faults, missing } = fleet
    const truth = faults.filter(({ bearsOn }) => bearsOn(facts.machine.name)).map(({ kind }) => kind)
    score.fleets += 1
    if (faults.length > 1 || missing.size > 0) score.hard += 1
    const diagnosis = diagnose(facts)
    const causes = diagnosis.kind === 'causes' ? diagnosis.causes.map(({ kind }) => kind as string) : []
    const isSure = diagnosis.kind === 'causes' && diagnosis.isSure
    const isHidden = truth.every((kind) => {
      const shows = SHOWN_BY[kind]
      return shows.length > 0 && shows.every((one) => missing.has(one))
    })
    const place = causes.findIndex((cause) => truth.includes(cause as Fault))
    if (isHidden && !isSure) score.openRightly += 1
    if (place === 0 || (isHidden && !isSure)) score.first += 1
    if ((place >= 0 && place < 3) || (isHidden && !isSure)) score.among += 1
    if (place !== 0) {
      const weights =
        diagnosis.kind === 'causes'
          ? diagnosis.causes.map(({ kind, weight }) => `${kind} ${weight}`)
          : [diagnosis.kind]
      score.missed.push(
        `${seed} ${facts.machine.name}: ${truth} -> ${weights} (missing ${[...missing]}; all ${faults.map(({ kind }) => kind)})`,
      )
    }
  }
  return score
}

/** 'first 43 of 45, among the first three 45 of 45' */
export function sayScore({ fleets, hard, first, among, openRightly, missed }: FleetScore): string {
  return [
    `${fleets} fleets, ${hard} with two faults or less evidence: first ${first}, among the first three ${among}, rightly left open ${openRightly}`,
    ...missed,
  ].join('\n')
}
