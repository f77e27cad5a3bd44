import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellSentence, noteSentence } from './cell-sentence'
import { discoveryMatrix, type MatrixInput, matrixCounts } from './discovery-matrix'
import type { Knock } from './dns-answer'
import type { DnsFindings, SrvSeen, TargetFinding, ZoneAnswer } from './dns-findings'
import type { MatrixHost } from './matrix-cell'
import { CELL_KINDS, type CellState, isQuiet, type MatrixCell, needsWork } from './matrix-cell'

const at = '2026-11-22T09:00:00.000Z'
const ZONE = { name: 'corp.example', isUntrusted: false, servers: ['192.0.2.53'] }
const host = (facts: Partial<MatrixHost> = {}): MatrixHost => ({
  name: 'kms01.corp.example',
  port: 1688,
  priority: 0,
  weight: 0,
  isRetired: false,
  addresses: [],
  otherNames: [],
  ...facts,
})
const srv = (facts: Partial<SrvSeen> = {}): SrvSeen => ({
  host: 'kms01.corp.example',
  port: 1688,
  priority: 0,
  weight: 0,
  ttlSeconds: 600,
  ...facts,
})
const from = (server: string) => ({
  zone: 'corp.example',
  at,
  server,
  protocol: 'udp' as const,
  ms: 2,
  aliases: [],
})
const has = (records: SrvSeen[], server = '192.0.2.53:53'): ZoneAnswer => ({
  ...from(server),
  kind: 'srv',
  records,
})
const nothing = (server = '192.0.2.53:53'): ZoneAnswer => ({
  ...from(server),
  kind: 'nothing',
  why: 'noSuchName',
})
const silent = (server = '192.0.2.53:53'): ZoneAnswer => ({
  ...from(server),
  kind: 'failed',
  reason: { kind: 'timedOut' },
})
const found = (name: string, addresses = ['192.0.2.11']): TargetFinding => ({
  host: name,
  name,
  at,
  server: '192.0.2.53:53',
  aliases: [],
  kind: 'addresses',
  addresses,
})
const knock = (kind: Knock['kind'], address = '192.0.2.11', port = 1688) => ({
  address,
  port,
  at,
  knock: (kind === 'unreachable' ? { kind, code: 'EHOSTUNREACH', ms: 1 } : { kind, ms: 1 }) as Knock,
})

interface Case {
  hosts?: MatrixHost[]
  exceptions?: MatrixInput['exceptions']
  answers: ZoneAnswer[]
  targets?: TargetFinding[]
  knocks?: DnsFindings['knocks']
}

function matrixOf({ hosts = [host()], exceptions = [], answers, targets, knocks }: Case) {
  const findings = {
    answers,
    targets: targets ?? [found('kms01.corp.example')],
    knocks: knocks ?? [knock('open')],
  }
  return discoveryMatrix({ zones: [ZONE], hosts, exceptions, findings })
}

function cellOf(given: Case, column = 0): MatrixCell {
  const cell = matrixOf(given).rows[0]?.cells[column]
  if (!cell) throw new Error('no such cell')
  return cell
}

const exception = {
  zone: 'corp.example',
  host: 'kms01.corp.example',
  isExpected: false,
  priority: null,
  weight: null,
}
const noAddress: TargetFinding = {
  ...found('kms01.corp.example'),
  kind: 'noAddress',
  why: 'noSuchName',
} as TargetFinding
const notKnown = {
  ...found('kms01.corp.example'),
  kind: 'notKnown',
  reason: { kind: 'timedOut' },
} as TargetFinding

describe('what is said of a host in a zone', () => {
  it.each<[string, Case, CellState]>([
    ['record, address and port are there', { answers: [has([srv()])] }, { kind: 'published' }],
    [
      'names are compared without case and dot',
      { answers: [has([srv({ host: 'KMS01.Corp.Example.' })])] },
      { kind: 'published' },
    ],
    ['no record at all', { answers: [nothing()] }, { kind: 'missing' }],
    [
      'records of others only',
      { answers: [has([srv({ host: 'kms09.corp.example' })])] },
      { kind: 'missing' },
    ],
    [
      'a record on the first server only',
      { answers: [has([srv()]), nothing('192.0.2.54:53')] },
      { kind: 'missing' },
    ],
    [
      'another port',
      { answers: [has([srv({ port: 1689 })])] },
      { kind: 'wrongPort', ports: [1689], expected: 1688 },
    ],
    [
      'a further record with another port',
      { answers: [has([srv(), srv({ port: 1689 })])] },
      { kind: 'wrongPort', ports: [1689], expected: 1688 },
    ],
    [
      'retired, but published',
      { hosts: [host({ isRetired: true })], answers: [has([srv()])] },
      { kind: 'stale', why: 'retired' },
    ],
    [
      'nothing listens',
      { answers: [has([srv()])], knocks: [knock('refused')] },
      { kind: 'stale', why: 'notAnswering' },
    ],
    [
      'filtered',
      { answers: [has([srv()])], knocks: [knock('filtered')] },
      { kind: 'stale', why: 'notAnswering' },
    ],
    [
      'no way there',
      { answers: [has([srv()])], knocks: [knock('unreachable')] },
      { kind: 'stale', why: 'notAnswering' },
    ],
    [
      'one of two addresses answers',
      {
        answers: [has([srv()])],
        targets: [found('kms01.corp.example', ['192.0.2.11', '192.0.2.12'])],
        knocks: [knock('open'), knock('filtered', '192.0.2.12')],
      },
      { kind: 'published' },
    ],
    ['nobody knocked', { answers: [has([srv()])], knocks: [] }, { kind: 'published' }],
    [
      'the target has no address',
      { answers: [has([srv()])], targets: [noAddress], knocks: [] },
      { kind: 'noAddress' },
    ],
    [
      'nobody knows the address',
      { answers: [has([srv()])], targets: [notKnown], knocks: [] },
      { kind: 'unreachableDns', what: 'address' },
    ],
    [
      'no server answers',
      { answers: [silent(), silent('192.0.2.54:53')] },
      { kind: 'unreachableDns', what: 'servers' },
    ],
    [
      'one of two servers answers',
      { answers: [silent(), has([srv()], '192.0.2.54:53')] },
      { kind: 'published' },
    ],
    [
      'not expected and not there',
      { exceptions: [exception], answers: [nothing()] },
      { kind: 'notExpected', isPublished: false },
    ],
    [
      'not expected, but there',
      { exceptions: [exception], answers: [has([srv()])] },
      { kind: 'notExpected', isPublished: true },
    ],
    [
      'not expected, and nobody answers',
      { exceptions: [exception], answers: [silent()] },
      { kind: 'notExpected', isPublished: false },
    ],
    ['a zone that came after the check', { answers: [] }, { kind: 'notAsked' }],
    ['a zone that says it has no such service', { answers: [has([srv({ host: '' })])] }, { kind: 'missing' }],
  ])('%s', (_name, given, state) => {
    const cell = cellOf(given)
    expect(cell.state).toEqual(state)
    expect(cellSentence(cell)).toMatch(/^[^{}]+\.$/)
  })

  it('gives a host that nobody registered a column of its own', () => {
    const matrix = matrixOf({ answers: [has([srv(), srv({ host: 'rogue.example' })])] })
    expect(matrix.columns).toEqual([
      { host: 'kms01.corp.example', standing: 'registered' },
      { host: 'rogue.example', standing: 'unknown' },
    ])
    expect(matrix.rows[0]?.cells[1]?.state).toEqual({ kind: 'unknownHost' })
    expect(matrixCounts(matrix)).toEqual({ needWork: 1, remarks: 0, cells: 2 })
  })

  it('leaves out a retired host that is gone from DNS', () => {
    const hosts = [host(), host({ name: 'old.corp.example', isRetired: true })]
    expect(matrixOf({ hosts, answers: [has([srv()])] }).columns).toHaveLength(1)
  })

  it('takes a further name of a host for the host', () => {
    const hosts = [host({ otherNames: ['kms01'] })]
    const cell = cellOf({ hosts, answers: [has([srv({ host: 'kms01' })])], targets: [found('kms01')] })
    expect(cell.state).toEqual({ kind: 'published' })
    expect(cell.found[0]?.target).toBe('kms01')
  })

  it('judges an untrusted zone like any other', () => {
    const findings = { answers: [nothing()], targets: [], knocks: [] }
    const zones = [{ ...ZONE, isUntrusted: true }]
    const matrix = discoveryMatrix({ zones, hosts: [host()], exceptions: [], findings })
    expect(matrix.rows[0]?.cells[0]?.state.kind).toBe('missing')
  })
})

describe('remarks', () => {
  const kinds = (given: Case) => cellOf(given).notes.map(({ kind }) => kind)

  it('name another priority and weight', () => {
    expect(cellOf({ answers: [has([srv({ priority: 10 })])] }).notes).toEqual([
      { kind: 'otherPriority', expected: { priority: 0, weight: 0 }, found: { priority: 10, weight: 0 } },
    ])
  })

  it('take priority and weight from the exception of the zone', () => {
    const exceptions = [{ ...exception, isExpected: true, priority: 10, weight: 5 }]
    expect(kinds({ exceptions, answers: [has([srv({ priority: 10, weight: 5 })])] })).toEqual([])
  })

  it('say which servers of the zone disagree', () => {
    expect(cellOf({ answers: [has([srv()]), nothing('192.0.2.54:53')] }).notes).toEqual([
      { kind: 'serversDisagree', having: ['192.0.2.53:53'], lacking: ['192.0.2.54:53'] },
    ])
  })

  it('name the silent server beside one that answers', () => {
    expect(kinds({ answers: [silent(), has([srv()], '192.0.2.54:53')] })).toEqual(['serversSilent'])
  })

  it('flag a target that is a CNAME, and find the host behind it', () => {
    const alias = { ...found('kms.corp.example'), name: 'kms01.corp.example', aliases: ['kms.corp.example'] }
    const given = { answers: [has([srv({ host: 'kms.corp.example' })])], targets: [alias] }
    expect(cellOf(given).state).toEqual({ kind: 'published' })
    expect(kinds(given)).toEqual(['targetIsAlias'])
  })

  it('name another address than the registered one', () => {
    expect(kinds({ hosts: [host({ addresses: ['192.0.2.99'] })], answers: [has([srv()])] })).toEqual([
      'otherAddress',
    ])
  })

  it('name a record that says there is no KMS host, beside the one of the host', () => {
    expect(kinds({ answers: [has([srv(), srv({ host: '', port: 0 })])] })).toEqual(['saysNone'])
    expect(kinds({ answers: [has([srv({ host: '', port: 0 })])] })).toEqual(['saysNone'])
  })

  it('name the slips of the pen behind an unknown host', () => {
    const notesOf = (target: string) => {
      const answers = [has([srv(), srv({ host: target })])]
      const { columns, rows } = discoveryMatrix({
        zones: [{ ...ZONE, name: 'corp.example' }],
        hosts: [host()],
        exceptions: [],
        findings: { answers, targets: [], knocks: [] },
      })
      const at = columns.findIndex((column) => column.host === target)
      return rows[0]?.cells[at]?.notes ?? []
    }
    expect(notesOf('192.0.2.11')).toEqual([{ kind: 'addressAsTarget' }])
    const meant = 'kms01.corp.example'
    expect(notesOf(`${meant}.corp.example`)).toEqual([{ kind: 'zoneTwice', meant }])
    expect(notesOf('kms.lab.corp.example')).toEqual([])
  })

  it('do not blame a host that the console has no network to reach', () => {
    const unreached = {
      ...knock('open'),
      knock: { kind: 'unreachable', code: 'ENETUNREACH', ms: 0 } as const,
    }
    const cell = cellOf({ answers: [has([srv()])], knocks: [unreached] })
    expect(cell.state).toEqual({ kind: 'published' })
    expect(cell.notes).toEqual([{ kind: 'notKnocked', code: 'ENETUNREACH' }])
  })

  it('say that a port was not tried, and why', () => {
    const closed = {
      ...knock('open'),
      knock: { kind: 'unreachable', code: 'notAllowed: loopback', ms: 0 } as const,
    }
    const cell = cellOf({ answers: [has([srv()])], knocks: [closed] })
    expect(cell.state).toEqual({ kind: 'published' })
    expect(cell.notes.map(noteSentence).join()).toContain('PROBE_ALLOW')
  })
})

describe('any findings', () => {
  const names = fc.constantFrom('kms01.corp.example', 'kms02.corp.example', 'rogue.example', '')
  const record = fc.record({
    host: names,
    port: fc.constantFrom(1688, 1689),
    priority: fc.nat(2),
    weight: fc.nat(2),
    ttlSeconds: fc.constant(60),
  })
  const answer = fc.oneof(
    fc.array(record, { maxLength: 4 }).map((records) => has(records)),
    fc.constant(nothing()),
    fc.constant(silent('192.0.2.54:53')),
  )
  const target = fc.constantFrom(found('kms01.corp.example'), noAddress, notKnown, found('rogue.example'))
  const door = fc.constantFrom(knock('open'), knock('filtered'), knock('refused', '192.0.2.11', 1689))

  it('give each cell one state of the list, with a sentence, and count it once', () => {
    fc.assert(
      fc.property(
        fc.array(answer, { maxLength: 3 }),
        fc.array(target, { maxLength: 3 }),
        fc.array(door, { maxLength: 3 }),
        fc.boolean(),
        (answers, targets, knocks, isRetired) => {
          const hosts = [host(), host({ name: 'kms02.corp.example', isRetired })]
          const matrix = matrixOf({ hosts, answers, targets, knocks })
          const cells = matrix.rows.flatMap((row) => row.cells)
          for (const cell of cells) {
            expect(CELL_KINDS).toContain(cell.state.kind)
            expect(cellSentence(cell)).toMatch(/\.$/)
            expect(needsWork(cell) && isQuiet(cell)).toBe(false)
          }
          const counts = matrixCounts(matrix)
          expect(counts.needWork + counts.remarks).toBeLessThanOrEqual(counts.cells)
          expect(counts.needWork).toBe(cells.filter(needsWork).length)
        },
      ),
    )
  })
})
