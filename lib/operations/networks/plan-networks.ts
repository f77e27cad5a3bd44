import type { NetworkLine, RejectedLine } from './network-file'
import type { Trust, UnitKind } from './network-input'

/** What is listed already, as far as a file can change it. */
export interface ListedUnit {
  kind: string
  name: string
  forest: string | null
  trust: string | null
  note: string | null
  isRetired: boolean
}

export interface ListedZone {
  name: string
  unit: string | null
  servers: string[]
  isUntrusted: boolean
  note: string | null
  isRetired: boolean
}

export interface PlannedUnit {
  line: number
  effect: 'new' | 'changed' | 'same'
  kind: UnitKind
  name: string
  forest: string | null
  trust: Trust | null
  note: string | null
  isRetired: boolean
}

export interface PlannedZone extends ListedZone {
  line: number
  effect: 'new' | 'changed' | 'same'
}

export interface NetworkPlan {
  units: PlannedUnit[]
  zones: PlannedZone[]
  rejected: RejectedLine[]
}

/**
 * What a file would do to the list: a line adds what is not there and changes what it says otherwise; a cell left
 * empty changes nothing. Nothing is ever removed. Planning the same file again after recording it gives 'same' only.
 */
export function planNetworks(
  lines: readonly NetworkLine[],
  listed: { units: readonly ListedUnit[]; zones: readonly ListedZone[] },
): NetworkPlan {
  const plan = new Planner(listed)
  const byKind = (kind: NetworkLine['kind']) => lines.filter((line) => line.kind === kind)
  for (const kind of ['forest', 'domain', 'workgroup'] as const)
    for (const line of byKind(kind)) plan.unit(line, kind)
  for (const line of byKind('zone')) plan.zone(line, line.name, line.unit)
  for (const line of lines)
    if (line.kind !== 'zone' && line.zone !== null) plan.zone(line, line.zone, line.name)
  return plan.result()
}

class Planner {
  private readonly units = new Map<string, PlannedUnit>()
  private readonly zones = new Map<string, PlannedZone>()
  private readonly rejected: RejectedLine[] = []
  private readonly lost = new Set<number>()

  constructor(private readonly listed: { units: readonly ListedUnit[]; zones: readonly ListedZone[] }) {}

  unit(line: NetworkLine, kind: UnitKind): void {
    if (kind === 'domain' && line.forest !== null && !this.hasUnit(line.forest, ['forest'])) {
      this.reject(line, `The forest ${line.forest} is neither listed nor in this file.`)
      return
    }
    const before = this.listed.units.find((unit) => unit.kind === kind && unit.name === line.name)
    const after = {
      forest: kind === 'domain' ? (line.forest ?? before?.forest ?? null) : null,
      trust: kind === 'forest' ? (line.trust ?? trustOr(before?.trust)) : null,
      note: line.note ?? before?.note ?? null,
      isRetired: line.isRetired ?? before?.isRetired ?? false,
    }
    const planned: PlannedUnit = {
      line: line.line,
      effect: effectOf(before, after),
      kind,
      name: line.name,
      ...after,
    }
    const key = `${kind} ${line.name}`
    const earlier = this.units.get(key)
    if (earlier && !isSame(earlier, after)) {
      this.reject(line, `Line ${earlier.line} has other values for the ${kind} ${line.name}.`)
      return
    }
    if (!earlier) this.units.set(key, planned)
  }

  zone(line: NetworkLine, name: string, unit: string | null): void {
    if (this.lost.has(line.line)) return
    if (unit !== null && !this.hasUnit(unit, ['forest', 'domain', 'workgroup'])) {
      this.reject(line, `${unit}, which the zone belongs to, is neither listed nor in this file.`)
      return
    }
    const before = this.listed.zones.find((zone) => zone.name === name)
    const earlier = this.zones.get(name)
    const base = earlier ?? before
    const after = {
      unit: unit ?? base?.unit ?? null,
      servers: line.servers ?? base?.servers ?? [],
      isUntrusted: line.isUntrusted ?? base?.isUntrusted ?? this.isInUntrusted(unit),
      note: (line.kind === 'zone' ? line.note : null) ?? base?.note ?? null,
      isRetired: line.isRetired ?? base?.isRetired ?? false,
    }
    if (earlier && !isSame(earlier, after)) {
      this.reject(line, `Line ${earlier.line} has other values for the zone ${name}.`)
      return
    }
    if (!earlier) this.zones.set(name, { line: line.line, effect: effectOf(before, after), name, ...after })
  }

  result(): NetworkPlan {
    return {
      units: [...this.units.values()],
      zones: [...this.zones.values()],
      rejected: this.rejected,
    }
  }

  private reject(line: NetworkLine, reason: string): void {
    this.lost.add(line.line)
    this.rejected.push({ line: line.line, reason, excerpt: `${line.kind} ${line.name}` })
  }

  private hasUnit(name: string, kinds: readonly string[]): boolean {
    const isOne = (unit: { kind: string; name: string }) => unit.name === name && kinds.includes(unit.kind)
    return this.listed.units.some(isOne) || [...this.units.values()].some(isOne)
  }

  /** A zone of an untrusted forest, or of a domain in one, is untrusted unless the file says otherwise. */
  private isInUntrusted(name: string | null): boolean {
    const all: readonly ListedUnit[] = [...this.units.values(), ...this.listed.units]
    const unit = all.find((one) => one.name === name)
    const forest =
      unit?.kind === 'domain' ? all.find((one) => one.kind === 'forest' && one.name === unit.forest) : unit
    return forest?.trust === 'untrusted'
  }
}

const trustOr = (trust: string | null | undefined): Trust =>
  trust === 'trusted' || trust === 'untrusted' ? trust : 'own'

function effectOf<After extends object>(
  before: object | undefined,
  after: After,
): 'new' | 'changed' | 'same' {
  if (before === undefined) return 'new'
  return isSame(before, after) ? 'same' : 'changed'
}

function isSame<After extends object>(before: object, after: After): boolean {
  return Object.entries(after).every(
    ([key, value]) => JSON.stringify((before as Record<string, unknown>)[key]) === JSON.stringify(value),
  )
}
