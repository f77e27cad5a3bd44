import type { Problem } from '../json-checks'
import { SEED_HOST_TABLES } from '../kms/host-tables'
import { cheapestKeyGroup, type KeyGroup, keyGroup, serves } from '../kms/key-groups'
import { productByActivationId } from '../product/products-by-id'
import { releaseRank } from '../product/release-order'
import { draw } from '../simulation/draw'
import { NEVER } from '../simulation/fleet'
import type { SimHost, SimKey } from '../simulation/sim-hosts'
import { simProduct } from '../simulation/sim-products'
import { machinesChosen } from './choose-machines'
import type { FleetPattern, RenewingLicense } from './fleet-pattern'
import { applicationOf } from './gather-pattern'
import type { Present } from './present'
import { freshHost } from './present-hosts'
import type { Change, Machines, NewHost, WhatIfQuestion } from './question'

const DAY_SECONDS = 86_400
const OVERLAP_DAYS = 14

/** Something that happens to the world at a second of it. */
export interface Turn {
  at: number
  apply?: () => void
}

/** What one run is told of each license beyond the simulator's own columns. */
export interface Fates {
  /** from this second no KMS host can be reached */
  closedAt: Int32Array
  /** from this second another service licenses it */
  movedAt: Int32Array
  /** seconds between two installations; 0: never */
  rebuildEvery: Int32Array
}

/** What is wrong with a question that this fleet decides; undefined when it can be asked. */
export function problemWith(
  question: WhatIfQuestion,
  pattern: FleetPattern,
  now: number,
): Problem | undefined {
  const known = new Set(pattern.hosts.map(({ name }) => name))
  for (const [place, change] of question.changes.entries()) {
    const path = `changes[${place}]`
    if (Date.parse(change.on) < startOfDay(now)) {
      return { path: `${path}.on`, problem: `is in the past: the fleet is known as of ${dayOf(now)}` }
    }
    if (secondOf(change.on, now) >= question.days * DAY_SECONDS) {
      return { path: `${path}.on`, problem: `is after the last of the ${question.days} days` }
    }
    if (change.kind === 'addHost' || change.kind === 'replaceHost') {
      const added = (change.kind === 'addHost' ? change.host : change.by).toLowerCase()
      if (known.has(added)) return { path, problem: `adds ${added}, which is there already` }
    }
    if ('host' in change && change.kind !== 'addHost' && !known.has(change.host.toLowerCase())) {
      const names = [...known].sort().join(', ')
      return {
        path: `${path}.host`,
        problem:
          known.size === 0 ? 'is not known: no KMS host is' : `is not a known KMS host. Known are ${names}`,
      }
    }
    if (change.kind === 'addHost') known.add(change.host.toLowerCase())
    if (change.kind === 'replaceHost') known.add(change.by.toLowerCase())
  }
  return undefined
}

/** The pattern with the machines and products that changes bring, and with those apart that a change is about. */
export function withNewLicenses(
  pattern: FleetPattern,
  question: WhatIfQuestion,
  now: number,
  seed: number,
): FleetPattern {
  let licenses = pattern.licenses
  for (const [place, change] of question.changes.entries()) {
    const joinsAt = now + secondOf(change.on, now) * 1000
    if (change.kind === 'addMachines' || change.kind === 'makToKms') {
      const like: RenewingLicense = {
        ...newLicense(change.activationId, joinsAt, now),
        zone: change.zone.toLowerCase(),
        isVirtual: change.kind === 'addMachines' && change.virtual === true,
      }
      licenses = [
        ...licenses,
        ...Array.from({ length: change.count }, (_, number) => ({ ...like, cmid: `${place}/${number}` })),
      ]
    } else if (change.kind === 'addOffice') {
      const isChosen = machinesChosen(change, seed)
      const chosen = licenses.filter((license) => isWindows(license) && isChosen(license))
      licenses = [
        ...licenses,
        ...chosen.map(({ machine, zone, isVirtual }) => ({
          ...newLicense(change.activationId, joinsAt, now),
          machine,
          zone,
          isVirtual,
          cmid: `${place}/${machine}`,
        })),
      ]
    } else if (change.kind === 'replaceProduct') {
      const isChosen = machinesChosen(change, seed)
      const from = change.from.toLowerCase()
      licenses = licenses.map((license) =>
        license.activationId === from && isChosen(license)
          ? { ...license, tag: `${license.tag ?? ''}${place};` }
          : license,
      )
    }
  }
  return { ...pattern, licenses }
}

const isWindows = ({ activationId }: RenewingLicense) =>
  productByActivationId(activationId)?.family !== 'office'

const newLicense = (activationId: string, joinsAt: number, now: number): RenewingLicense => ({
  machine: '',
  activationId: activationId.toLowerCase(),
  zone: '',
  isVirtual: false,
  status: 'initialGrace',
  seenAt: now,
  asks: [],
  isRegistered: false,
  usesCaching: true,
  joinsAt,
})

/** Writes the changes into the world; returns when it changes, in order. licenses: in the order of the members. */
export function applyChanges(present: Present, question: WhatIfQuestion, now: number, fates: Fates): Turn[] {
  const turns = question.changes.flatMap((change, place) => applyChange(present, change, place, now, fates))
  return turns.filter(({ at }) => at >= 0).sort((one, other) => one.at - other.at)
}

function applyChange(present: Present, change: Change, place: number, now: number, fates: Fates): Turn[] {
  const { world, rhythm } = present
  const { fleet } = world
  const at = secondOf(change.on, now)
  const host = (name: string) => world.hosts.find((one) => one.name === name.toLowerCase())
  switch (change.kind) {
    case 'retireHost':
      host(change.host)?.outages.push({ from: at, to: NEVER })
      return [{ at }]
    case 'hostDown': {
      const to = at + change.days * DAY_SECONDS
      host(change.host)?.outages.push({ from: at, to })
      return [{ at }, { at: to }]
    }
    case 'addHost':
      world.hosts.push(newHost(present, change.host, at, change))
      return [{ at }]
    case 'replaceHost': {
      const off = at + (change.overlapDays ?? OVERLAP_DAYS) * DAY_SECONDS
      world.hosts.push(newHost(present, change.by, at, change))
      host(change.host)?.outages.push({ from: off, to: NEVER })
      return [{ at }, { at: off }]
    }
    case 'moveToDirectory':
      for (const license of chosen(present, change, canUseDirectory)) {
        fates.movedAt[license] = at
        fleet.leavesAt[license] = at
      }
      return [{ at }]
    case 'closeNetwork':
      for (const license of chosen(present, change)) fates.closedAt[license] = at
      return [{ at }]
    case 'contactEvery': {
      const every = change.everyDays * DAY_SECONDS
      const licenses = chosen(present, change)
      const apply = () => {
        for (const license of licenses) rhythm[license] = every
      }
      return [{ at, apply }]
    }
    case 'rebuild':
      for (const license of chosen(present, change)) {
        fates.rebuildEvery[license] = change.everyDays * DAY_SECONDS
        fleet.rebuildAt[license] =
          at + Math.floor(draw(world.seed, license, 2) * change.everyDays * DAY_SECONDS) + 1
      }
      return [{ at }]
    case 'renameZone': {
      const [from, to] = [change.zone.toLowerCase(), change.to.toLowerCase()]
      if (change.hasRecords !== true) {
        for (const one of world.hosts) one.recordLost.push({ zone: to, from: 0, to: NEVER })
      }
      const apply = () => {
        for (const group of world.groups) if (group.zone === from) group.zone = to
      }
      return [{ at, apply }]
    }
    case 'replaceProduct':
      return [{ at, apply: replacing(present, change.to.toLowerCase(), `${place};`) }]
    case 'addMachines':
    case 'makToKms':
    case 'addOffice':
      return [{ at }]
  }
}

/** The places of the licenses a change is about. */
function chosen(
  present: Present,
  change: Machines,
  may: (activationId: string) => boolean = () => true,
): number[] {
  const { world, members } = present
  const isChosen = machinesChosen(change, world.seed)
  const places: number[] = []
  for (const [license, { machine, activationId }] of members.entries()) {
    const zone = world.groups[world.fleet.groupOf[license] ?? 0]?.zone ?? ''
    const asked = { machine: machine ?? '', zone, activationId } as RenewingLicense
    if (may(activationId) && isChosen(asked)) places.push(license)
  }
  return places
}

const FIRST_IN_DIRECTORY = releaseRank('Windows 8') ?? 0

/** Directory activation: Windows 8 and Server 2012 and newer, Office 2013 and newer. */
export function canUseDirectory(activationId: string): boolean {
  const product = productByActivationId(activationId)
  if (product?.family === 'office') return product.generation !== 'Office 2010'
  return (releaseRank(product?.generation) ?? -1) >= FIRST_IN_DIRECTORY
}

/** Keeps machine, CMID and place in the count: an upgrade in place. */
function replacing({ world }: Present, to: string, tag: string): () => void {
  let productPlace = world.products.findIndex(({ known }) => known.activationId === to)
  if (productPlace < 0) {
    productPlace = world.products.push(simProduct(to)) - 1
    for (const host of world.hosts) host.keyOf[productPlace] = keyServing(world, host, to)
  }
  const product = world.products[productPlace]
  return () => {
    for (const group of world.groups) {
      if (product !== undefined && group.scenario.name.includes(tag))
        Object.assign(group, { product, productPlace })
    }
  }
}

/** The key of a host that serves a product it was not asked for yet: the same application, and new enough. */
function keyServing(world: Present['world'], host: SimHost, activationId: string): SimKey | undefined {
  const known = simProduct(activationId).known
  const rank = releaseRank(known.generation) ?? 0
  const place = world.products.findIndex(
    (product, at) =>
      host.keyOf[at] !== undefined &&
      applicationOf(product.known) === applicationOf(known) &&
      (releaseRank(product.known.generation) ?? 0) >= rank,
  )
  return place < 0 ? undefined : host.keyOf[place]
}

/** An empty host with the keys that the fleet needs, unless others are named. */
function newHost({ world }: Present, name: string, at: number, { keys, zones }: NewHost): SimHost {
  const groups = keys?.map((id) => keyGroup(id)) ?? keysForFleet(world.products.map(({ known }) => known))
  return {
    ...freshHost(name.toLowerCase(), world.products, (known) => groups.some((group) => serves(group, known))),
    ...(zones && { zones: new Set(zones.map((zone) => zone.toLowerCase())) }),
    outages: at > 0 ? [{ from: 0, to: at }] : [],
  }
}

/** The keys a new host needs for all products of a fleet. */
function keysForFleet(products: readonly Parameters<typeof cheapestKeyGroup>[0][number][]): KeyGroup[] {
  const { windows, office } = cheapestKeyGroup(products, { groups: SEED_HOST_TABLES.groups })
  return windows === undefined ? office : [windows, ...office]
}

/** Seconds from today. */
export const secondOf = (on: string, now: number): number =>
  Math.max(0, Math.round((Date.parse(on) - now) / 1000))

const startOfDay = (at: number) => at - (at % (DAY_SECONDS * 1000))

/** '2026-12-10' */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
