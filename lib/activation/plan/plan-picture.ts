import type { ChartShape, Picture, ShapeTone } from '../report/picture'
import { sayCount } from '../words/say-amounts'
import type { ActivationPlan, PlanMethod } from './plan'
import { hostsKept } from './plan-hosts'
import type { PlanInput } from './plan-inventory'
import { METHOD_WORDS } from './plan-sentence'

/** A plan drawn: networks at the left, what activates them at the right, between them roads with their ports. */

const WIDTH = 720
const BOX = { left: 8, width: 286 } as const
const GOAL = { left: 470, width: 242 } as const
const LINE = 15
const PAD = 9
const GAP = 14
const TOP = 26
/** More would be read by nobody: the smallest are drawn as one. */
const MOST_NETWORKS = 14
const MOST_NAMES = 4

interface Goal {
  id: string
  title: string
  lines: string[]
}

/** How a method goes from a network to what activates it; absent: inside the network, or nowhere. */
const ROADS: Readonly<Partial<Record<PlanMethod, { goal: string; road: string; tone: ShapeTone }>>> = {
  'kms-auto-discovery': { goal: 'kms', road: 'TCP 1688, by SRV record', tone: 'accent' },
  'kms-registered-name': { goal: 'kms', road: 'TCP 1688, by a set name', tone: 'accent' },
  adba: { goal: 'directory', road: 'domain controller', tone: 'ok' },
  'mak-online': { goal: 'microsoft', road: 'TCP 443', tone: 'watch' },
  'mak-proxy': { goal: 'carried', road: 'file or digits, carried', tone: 'watch' },
  avma: { goal: 'hyperv', road: 'inside the hypervisor', tone: 'ok' },
}

interface Drawn {
  name: string
  machines: number
  /** by method, in the order of the plan */
  parts: { method: PlanMethod; machines: number }[]
  count: number
}

/** The picture of a plan. */
export function drawPlan(plan: ActivationPlan, input: PlanInput): Picture {
  const networks = drawnNetworks(plan)
  const goals = goalsOf(plan, input, networks)
  const boxes = stack(networks, (one) => 1 + one.parts.length)
  const targets = stack(goals, (one) => 1 + one.lines.length)
  const height = Math.max(bottomOf(boxes), bottomOf(targets)) + 10
  return {
    title: 'Networks, and what activates them',
    width: WIDTH,
    height,
    shapes: [
      caption(BOX.left, 'Networks'),
      caption(GOAL.left, 'Activated by'),
      ...roads(boxes, targets),
      ...boxes.flatMap(({ of, top, height: high }) => [
        ...frame(BOX.left, top, BOX.width, high),
        text(BOX.left + PAD, top + 17, cut(of.name, 40), 'strong'),
        ...of.parts.map((part, at) =>
          text(
            BOX.left + PAD,
            top + 17 + LINE * (at + 1),
            `${sayCount(part.machines, 'machine')}: ${METHOD_WORDS[part.method]}`,
          ),
        ),
      ]),
      ...targets.flatMap(({ of, top, height: high }) => [
        ...frame(GOAL.left, top, GOAL.width, high),
        text(GOAL.left + PAD, top + 17, of.title, 'strong'),
        ...of.lines.map((line, at) => text(GOAL.left + PAD, top + 17 + LINE * (at + 1), line)),
      ]),
    ],
  }
}

function drawnNetworks({ lines }: ActivationPlan): Drawn[] {
  const all = [...Map.groupBy(lines, ({ network }) => network)].map(([name, own]): Drawn => {
    const parts = [...Map.groupBy(own, ({ method }) => method)].map(([method, alike]) => ({
      method,
      machines: sum(alike.map(({ clients, servers }) => clients + servers)),
    }))
    return { name, parts, machines: sum(parts.map(({ machines }) => machines)), count: 1 }
  })
  const sorted = all.sort((one, other) => other.machines - one.machines)
  if (sorted.length <= MOST_NETWORKS) return sorted
  const rest = sorted.slice(MOST_NETWORKS - 1)
  const parts = [
    ...Map.groupBy(
      rest.flatMap((one) => one.parts),
      ({ method }) => method,
    ),
  ].map(([method, alike]) => ({
    method,
    machines: sum(alike.map(({ machines }) => machines)),
  }))
  return [
    ...sorted.slice(0, MOST_NETWORKS - 1),
    {
      name: `${rest.length} smaller networks`,
      parts,
      machines: sum(parts.map(({ machines }) => machines)),
      count: rest.length,
    },
  ]
}

function goalsOf(plan: ActivationPlan, input: PlanInput, networks: readonly Drawn[]): Goal[] {
  const used = new Set(networks.flatMap(({ parts }) => parts.map(({ method }) => ROADS[method]?.goal)))
  const count = plan.counts.find(
    ({ network, application }) => network === undefined && application === 'windows',
  )
  const own = [
    ...new Set(plan.lines.filter(({ method }) => method === 'own-kms-offline').map(({ network }) => network)),
  ]
  const shared = hostsKept(plan, input, undefined)
  const goals: (Goal | undefined)[] = [
    used.has('kms')
      ? {
          id: 'kms',
          title: sharedTitle(count?.hosts ?? 1, shared.length),
          lines: [
            ...names(shared.map(({ name }) => name)),
            ...(count
              ? [`${eachOf(count.hosts)} counts up to ${count.expected} of ${count.need} needed`]
              : []),
          ],
        }
      : undefined,
    ...own.map((network) => ({
      id: `own ${network}`,
      title: cut(`KMS of ${network}`, 36),
      lines: [...names(hostsKept(plan, input, network).map(({ name }) => name)), 'activated by phone'],
    })),
    used.has('directory')
      ? {
          id: 'directory',
          title: 'Directory',
          lines: [...forestsOf(plan), 'no count, no TCP 1688'],
        }
      : undefined,
    used.has('microsoft')
      ? { id: 'microsoft', title: 'Microsoft, online', lines: ['each machine takes a MAK activation'] }
      : undefined,
    used.has('carried')
      ? { id: 'carried', title: 'Microsoft, by proxy', lines: ['installation IDs out, confirmation IDs in'] }
      : undefined,
    used.has('hyperv')
      ? { id: 'hyperv', title: 'Hyper-V hosts', lines: ['activated Datacenter editions'] }
      : undefined,
  ]
  return goals.flatMap((goal) => goal ?? [])
}

/** Each forest has an activation object of its own. */
function forestsOf({ lines }: ActivationPlan): string[] {
  const forests = new Set(lines.flatMap(({ method, forest }) => (method === 'adba' ? [forest] : [])))
  if (forests.has(undefined)) return ['an activation object in each forest']
  return ['an activation object in', ...names([...forests].flatMap((forest) => forest ?? []))]
}

/** A plan may name fewer hosts than it needs. */
function sharedTitle(needed: number, named: number): string {
  return named === 0 || named === needed
    ? sayCount(needed, 'KMS host')
    : `${sayCount(needed, 'KMS host')} needed, ${named} named`
}

/** The count is that of as many hosts as are needed, whatever are named. */
const eachOf = (needed: number) => (needed === 1 ? 'one alone' : `each of ${needed}`)

function names(hosts: readonly string[]): string[] {
  const shown = hosts.slice(0, MOST_NAMES).map((name) => cut(name, 36))
  return hosts.length > MOST_NAMES ? [...shown, `and ${hosts.length - MOST_NAMES} more`] : shown
}

interface Placed<T> {
  of: T
  top: number
  height: number
}

function stack<T>(all: readonly T[], linesOf: (one: T) => number): Placed<T>[] {
  let top = TOP
  return all.map((of) => {
    const height = linesOf(of) * LINE + 2 * PAD
    const placed = { of, top, height }
    top += height + GAP
    return placed
  })
}

const bottomOf = (boxes: readonly Placed<unknown>[]) => {
  const last = boxes.at(-1)
  return last === undefined ? TOP + 30 : last.top + last.height
}

/** Roads turn in lanes of their own, so many before they share; their names stand at the end, where nothing crosses. */
const LANES = { count: 7, width: 5, left: BOX.left + BOX.width + 10 } as const

/** Each road leaves at the line of its method and ends at its goal, beneath the others that end there. */
function roads(boxes: readonly Placed<Drawn>[], targets: readonly Placed<Goal>[]): ChartShape[] {
  const wanted = boxes.flatMap(({ of, top }) =>
    of.parts.flatMap(({ method }, at) => {
      const isOwn = method === 'own-kms-offline'
      const road = isOwn ? OWN : ROADS[method]
      const target = targets.find((one) => one.of.id === (isOwn ? `own ${of.name}` : road?.goal))
      return road && target ? [{ road, target, from: top + 17 + LINE * (at + 1) - 4 }] : []
    }),
  )
  const ends = Map.groupBy(wanted, ({ target }) => target.of.id)
  return wanted.flatMap((one, place): ChartShape[] => {
    const { road, target, from } = one
    const alike = ends.get(target.of.id) ?? []
    const at = alike.indexOf(one)
    const to = target.top + (target.height * (at + 1)) / (alike.length + 1)
    const lane = LANES.left + LANES.width * (place % LANES.count)
    const isNamed = alike[at - 1]?.road !== road
    return [
      { kind: 'line', points: [[BOX.left + BOX.width, from], [lane, from], [lane, to], [GOAL.left - 5, to]], tone: road.tone }, // biome-ignore format: one line
      { kind: 'area', points: [[GOAL.left, to], [GOAL.left - 7, to - 3.5], [GOAL.left - 7, to + 3.5]], tone: road.tone }, // biome-ignore format: one line
      ...(isNamed
        ? [{ kind: 'text' as const, x: GOAL.left - 12, y: to - 4, anchor: 'end' as const, text: road.road }]
        : []),
    ]
  })
}

const OWN = { goal: '', road: 'TCP 1688, inside', tone: 'accent' } as const

function frame(x: number, y: number, width: number, height: number): ChartShape[] {
  const [right, bottom] = [x + width, y + height]
  return [{ kind: 'line', points: [[x, y], [right, y], [right, bottom], [x, bottom], [x, y]], tone: 'soft' }] // biome-ignore format: one line
}

const text = (x: number, y: number, words: string, weight?: 'strong'): ChartShape => ({
  kind: 'text',
  x,
  y,
  anchor: 'start',
  text: words,
  ...(weight && { isStrong: true as const }),
})

const caption = (x: number, words: string) => text(x, 14, words)

const cut = (words: string, most: number) => (words.length > most ? `${words.slice(0, most - 1)}…` : words)

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
