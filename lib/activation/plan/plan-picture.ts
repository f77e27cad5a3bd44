import type { ChartShape, Picture, ShapeTone } from '../report/picture'
import { sayCount } from '../words/say-amounts'
import type { ActivationPlan } from './plan'
import type { PlanCount } from './plan-count'
import { hostsKept } from './plan-hosts'
import type { PlanInput, PlanMethod } from './plan-inventory'
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

/** How a method goes from a network to what activates it; absent: nowhere. A directory and hosts of a network are goals of their own. */
const ROADS: Readonly<Partial<Record<PlanMethod, { goal: string; road: string; tone: ShapeTone }>>> = {
  'kms-auto-discovery': { goal: 'kms', road: 'TCP 1688, by SRV record', tone: 'accent' },
  'kms-registered-name': { goal: 'kms', road: 'TCP 1688, by a set name', tone: 'accent' },
  adba: { goal: '', road: 'domain controller', tone: 'ok' },
  'mak-online': { goal: 'microsoft', road: 'TCP 443', tone: 'watch' },
  'mak-proxy': { goal: 'carried', road: 'file or digits, carried', tone: 'watch' },
  avma: { goal: 'hyperv', road: 'inside the hypervisor', tone: 'ok' },
}

interface Drawn {
  name: string
  machines: number
  /** by method, in the order of the plan, then Office where it goes another way than Windows */
  parts: Part[]
  count: number
}

interface Part {
  method: PlanMethod
  machines: number
  /** what activates them; absent: inside the network, or nowhere */
  goal: string | undefined
  /** of Office */
  version?: string
}

/** The picture of a plan. */
export function drawPlan(plan: ActivationPlan, input: PlanInput): Picture {
  const networks = drawnNetworks(plan, directoriesOf(plan, input))
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
        ...of.parts.map((part, at) => text(BOX.left + PAD, lineAt(top, at + 1), cut(sayPart(part), 48))),
      ]),
      ...targets.flatMap(({ of, top, height: high }) => [
        ...frame(GOAL.left, top, GOAL.width, high),
        text(GOAL.left + PAD, top + 17, of.title, 'strong'),
        ...of.lines.map((line, at) => text(GOAL.left + PAD, lineAt(top, at + 1), cut(line, 42))),
      ]),
    ],
  }
}

/** More forests are drawn as one. */
const MOST_FORESTS = 5

/** The directory that each network of the plan uses: by its forest, where none is named by the network it stands in. */
function directoriesOf({ lines, office }: ActivationPlan, input: PlanInput): Map<string, Goal> {
  const isOwn = (name: string) => input.networks.some((one) => one.name === name && one.ownForest)
  const found = [...lines, ...office.map(({ network, method }) => ({ network, method, forest: undefined }))]
    .filter(({ method }) => method === 'adba')
    .map(({ network, forest }): [string, string] => [
      network,
      forest ?? forestOf(input, network) ?? (isOwn(network) ? network : ''),
    ])
  const names = [...new Set(found.map(([, name]) => name))]
  const shared: Goal = {
    id: 'directory',
    title: `Directories of ${names.length} forests`,
    lines: ['an activation object in each'],
  }
  return new Map(
    found.map(([network, name]) => [
      network,
      names.length > MOST_FORESTS
        ? shared
        : {
            id: `directory ${name}`,
            title: name === '' ? 'Directory' : cut(`Directory of ${name}`, 34),
            lines: ['an activation object', 'no count, no TCP 1688'],
          },
    ]),
  )
}

const forestOf = ({ networks }: PlanInput, name: string) =>
  networks.find((one) => one.name === name)?.forest?.toLowerCase()

function drawnNetworks({ lines, office }: ActivationPlan, directories: ReadonlyMap<string, Goal>): Drawn[] {
  const goalOf = (method: PlanMethod, network: string) => {
    if (method === 'own-kms-offline') return `own ${network}`
    return method === 'adba' ? directories.get(network)?.id : ROADS[method]?.goal
  }
  const all = [...Map.groupBy(lines, ({ network }) => network)].map(([name, own]): Drawn => {
    const parts = [...Map.groupBy(own, ({ method }) => method)].map(
      ([method, alike]): Part => ({
        method,
        goal: goalOf(method, name),
        machines: sum(alike.map(({ clients, servers }) => clients + servers)),
      }),
    )
    const apart = office
      .filter(({ network, method }) => network === name && own.every((line) => line.method !== method))
      .map(
        ({ method, version, machines }): Part => ({
          method,
          version,
          machines,
          goal: goalOf(method, name),
        }),
      )
    return {
      name,
      parts: [...parts, ...apart],
      machines: sum(parts.map(({ machines }) => machines)),
      count: 1,
    }
  })
  const sorted = all.sort((one, other) => other.machines - one.machines)
  if (sorted.length <= MOST_NETWORKS) return sorted
  const rest = sorted.slice(MOST_NETWORKS - 1)
  const parts = [
    ...Map.groupBy(
      // Hosts of networks that are not drawn are not drawn either.
      rest.flatMap((one) =>
        one.parts.map((part) => (part.method === 'own-kms-offline' ? { ...part, goal: undefined } : part)),
      ),
      ({ method, goal, version }) => `${method}|${goal}|${version}`,
    ).values(),
  ].flatMap((alike) => {
    const [first] = alike
    return first ? [{ ...first, machines: sum(alike.map(({ machines }) => machines)) }] : []
  })
  return [
    ...sorted.slice(0, MOST_NETWORKS - 1),
    {
      name: `${rest.length} smaller networks`,
      parts,
      machines: sum(rest.map(({ machines }) => machines)),
      count: rest.length,
    },
  ]
}

/** Those that something goes to, in the order of the networks that go there: so few roads cross. */
function goalsOf(plan: ActivationPlan, input: PlanInput, networks: readonly Drawn[]): Goal[] {
  const comingFrom = Map.groupBy(
    networks.flatMap(({ parts }, at) => parts.map(({ goal }) => ({ goal, at }))),
    ({ goal }) => goal,
  )
  const middle = ({ id }: Goal) => {
    const from = comingFrom.get(id) ?? []
    return sum(from.map(({ at }) => at)) / from.length
  }
  return allGoals(plan, input)
    .filter(({ id }) => comingFrom.has(id))
    .toSorted((one, other) => middle(one) - middle(other))
}

function allGoals(plan: ActivationPlan, input: PlanInput): Goal[] {
  const shared = hostsKept(plan, input, undefined)
  const own = new Set(
    plan.lines.filter(({ method }) => method === 'own-kms-offline').map(({ network }) => network),
  )
  const needed = Math.max(1, ...countsAt(plan, undefined).map(({ hosts }) => hosts))
  return [
    {
      id: 'kms',
      title: sharedTitle(needed, shared.length),
      lines: [...names(shared.map(({ name }) => name)), ...countsAt(plan, undefined).map(sayDrawnCount)],
    },
    ...[...own].map((network) => ({
      id: `own ${network}`,
      title: cut(`KMS of ${network}`, 36),
      lines: [
        ...names(hostsKept(plan, input, network).map(({ name }) => name)),
        'activated by phone',
        ...countsAt(plan, network).map(sayDrawnCount),
      ],
    })),
    ...new Map([...directoriesOf(plan, input).values()].map((one) => [one.id, one])).values(),
    { id: 'microsoft', title: 'Microsoft, online', lines: ['each machine takes a MAK activation'] },
    { id: 'carried', title: 'Microsoft, by proxy', lines: ['installation IDs out, confirmation IDs in'] },
    { id: 'hyperv', title: 'Hyper-V hosts', lines: ['activated Datacenter editions'] },
  ]
}

const countsAt = ({ counts }: ActivationPlan, network: string | undefined) =>
  counts.filter((one) => one.network === network)

/** The count is that of as many hosts as are needed, whatever are named. */
function sayDrawnCount({ application, hosts, expected, need }: PlanCount): string {
  const what = application === 'windows' ? 'Windows' : application
  return `${what}: count ${expected}${hosts === 1 ? '' : ' each'}, ${need} needed`
}

/** A plan may name fewer hosts than it needs. */
function sharedTitle(needed: number, named: number): string {
  return named === 0 || named === needed
    ? sayCount(needed, 'KMS host')
    : `${sayCount(needed, 'KMS host')} needed, ${named} named`
}

function names(hosts: readonly string[]): string[] {
  const shown = hosts.slice(0, MOST_NAMES).map((name) => cut(name, 36))
  return hosts.length > MOST_NAMES ? [...shown, `and ${hosts.length - MOST_NAMES} more`] : shown
}

function sayPart({ method, machines, version }: Part): string {
  const what = sayCount(machines, 'machine')
  if (version === undefined) return `${what}: ${METHOD_WORDS[method]}`
  // How it finds its way stands at the road.
  return `${version} on ${what}: ${METHOD_WORDS[method].replace(/,.*/, '')}`
}

/** The line of text in a box, the 0th being its title. */
const lineAt = (top: number, at: number): number => top + 17 + LINE * at

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

/** Roads that are alike share a lane, in which they turn; their name stands at the end, where nothing crosses. */
const LANES = { left: BOX.left + BOX.width + 8, right: BOX.left + BOX.width + 40, most: 6 } as const

/** Each road leaves at the line of its method, and all that are alike come to their goal as one. */
function roads(boxes: readonly Placed<Drawn>[], targets: readonly Placed<Goal>[]): ChartShape[] {
  const wanted = boxes.flatMap(({ of, top }) =>
    of.parts.flatMap(({ method, goal }, at) => {
      const road = method === 'own-kms-offline' ? OWN : ROADS[method]
      const target = targets.find((one) => one.of.id === goal)
      return road && target ? [{ road, target, from: lineAt(top, at + 1) - 4 }] : []
    }),
  )
  const alike = [...Map.groupBy(wanted, ({ target, road }) => `${target.of.id}|${road.road}`).values()]
  const width = Math.min(LANES.most, (LANES.right - LANES.left) / Math.max(1, alike.length))
  return alike.flatMap((own, place): ChartShape[] => {
    const [first] = own
    if (first === undefined) return []
    const { road, target } = first
    const ends = alike.filter(([one]) => one?.target === target)
    const to = target.top + (target.height * (ends.indexOf(own) + 1)) / (ends.length + 1)
    const lane = LANES.left + width * place
    return [
      ...own.map(({ from }): ChartShape => ({ kind: 'line', points: [[BOX.left + BOX.width, from], [lane, from], [lane, to]], tone: road.tone })), // biome-ignore format: one line
      {
        kind: 'line',
        points: [
          [lane, to],
          [GOAL.left - 5, to],
        ],
        tone: road.tone,
      },
      { kind: 'area', points: [[GOAL.left, to], [GOAL.left - 7, to - 3.5], [GOAL.left - 7, to + 3.5]], tone: road.tone }, // biome-ignore format: one line
      { kind: 'text', x: GOAL.left - 12, y: to - 4, anchor: 'end', text: road.road },
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
