import { isAnswer, wasTried } from './cell-state'
import type { CellFacts, CellNote } from './matrix-cell'

/** What is worth knowing of a host in a zone beside its state. */
export function cellNotes(facts: CellFacts): CellNote[] {
  if (facts.found.length === 0) return [...silentServers(facts), ...saysNone(facts)]
  return [
    ...otherPriority(facts),
    ...disagreement(facts),
    ...silentServers(facts),
    ...aliases(facts),
    ...otherAddress(facts),
    ...knockNotes(facts),
    ...saysNone(facts),
    ...misspelt(facts),
  ]
}

function otherPriority({ expected, found }: CellFacts): CellNote[] {
  if (!expected) return []
  const other = found.filter(
    ({ priority, weight }) => priority !== expected.priority || weight !== expected.weight,
  )
  const { priority, weight } = expected
  return other.slice(0, 1).map((record) => ({
    kind: 'otherPriority',
    expected: { priority, weight },
    found: { priority: record.priority, weight: record.weight },
  }))
}

function disagreement({ answers, having }: CellFacts): CellNote[] {
  const lacking = answers.filter((answer) => isAnswer(answer) && !having.includes(answer))
  if (lacking.length === 0) return []
  return [{ kind: 'serversDisagree', having: having.map(serverOf), lacking: lacking.map(serverOf) }]
}

/** Where none answered, the state says so; where some did, the silent ones are a remark. */
function silentServers({ answers, expected, found }: CellFacts): CellNote[] {
  const silent = answers.filter((answer) => !isAnswer(answer))
  const isAboutSomething = expected !== undefined || found.length > 0
  if (silent.length === 0 || silent.length === answers.length || !isAboutSomething) return []
  return [{ kind: 'serversSilent', servers: silent.map(serverOf) }]
}

function aliases({ targets, answers }: CellFacts): CellNote[] {
  const ofTargets: CellNote[] = targets
    .filter((target) => target.aliases.length > 0)
    .map(({ host, name }) => ({ kind: 'targetIsAlias', target: host, name }))
  const ofRecords = answers.find((answer) => answer.kind === 'srv' && answer.aliases.length > 0)
  return ofRecords ? [...ofTargets, { kind: 'recordsByAlias', aliases: ofRecords.aliases }] : ofTargets
}

function otherAddress({ registered, targets }: CellFacts): CellNote[] {
  const found = targets.flatMap((target) => (target.kind === 'addresses' ? target.addresses : []))
  const wanted = registered?.addresses ?? []
  if (found.length === 0 || wanted.length === 0) return []
  if (found.every((address) => wanted.includes(address))) return []
  return [{ kind: 'otherAddress', registered: wanted, found }]
}

function knockNotes({ knocks }: CellFacts): CellNote[] {
  const untried = knocks.find((one) => !wasTried(one))
  if (untried?.knock.kind === 'unreachable') return [{ kind: 'notKnocked', code: untried.knock.code }]
  const silent = knocks.filter(({ knock }) => knock.kind !== 'open').map(({ address }) => address)
  return silent.length > 0 && silent.length < knocks.length ? [{ kind: 'partlyAnswering', silent }] : []
}

function saysNone({ answers, expected }: CellFacts): CellNote[] {
  const isSaid = answers.some(
    (answer) => answer.kind === 'srv' && answer.records.some(({ host }) => host === ''),
  )
  return isSaid && expected ? [{ kind: 'saysNone' }] : []
}

const ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+)$/

/** The two slips of the pen that make an unknown host. */
function misspelt({ registered, host, zone }: CellFacts): CellNote[] {
  if (registered) return []
  if (ADDRESS.test(host)) return [{ kind: 'addressAsTarget' }]
  const meant = host.endsWith(`.${zone}`) ? host.slice(0, -zone.length - 1) : ''
  const end = zone.split('.').slice(-2).join('.')
  return meant.endsWith(`.${end}`) ? [{ kind: 'zoneTwice', meant }] : []
}

const serverOf = ({ server }: { server: string }) => server
