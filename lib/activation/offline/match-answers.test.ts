import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnswerLine, AskedRequest } from './answer-verdict'
import { answerRefusalSentence, verdictSentence } from './exchange-sentence'
import type { ExchangeState } from './exchange-state'
import { writeInstallationId } from './installation-id'
import { matchAnswers } from './match-answers'

const idOf = (row: number) => `00${row}${'4719203856'.repeat(7)}`.slice(0, 63)
const answerOf = (row: number) => `${row}${'8305127469'.repeat(5)}`.slice(0, 48)
const request = (
  row: number,
  state: ExchangeState = 'carriedOut',
  confirmationId?: string,
): AskedRequest => ({
  row,
  reference: `P12-00${row}`,
  installationId: idOf(row),
  state,
  confirmationId,
})
const REQUESTS = [1, 2, 3].map((row) => request(row))
const line = (at: number, installationId: string | undefined, confirmationId?: string, reference?: string) =>
  ({ line: at, installationId, confirmationId, reference }) satisfies AnswerLine

const verdictOf = (answer: AnswerLine, requests = REQUESTS, others?: Map<string, number>) =>
  matchAnswers([answer], requests, others)[0]?.verdict

describe('matching answers to requests', () => {
  it('goes by the installation ID, however it is written and in whatever order', () => {
    const judged = matchAnswers(
      [line(2, writeInstallationId(idOf(3)), answerOf(3)), line(3, idOf(1), answerOf(1), 'P12-001')],
      REQUESTS,
    )
    expect(judged).toMatchObject([
      {
        line: 2,
        verdict: { kind: 'take', row: 3, confirmationId: answerOf(3), isUsual: true, isLate: false },
      },
      { line: 3, verdict: { kind: 'take', row: 1 } },
    ])
  })

  it.each<[string, AnswerLine, object]>([
    ['no installation ID', line(1, '', answerOf(1)), { kind: 'noInstallationId' }],
    ['an unknown one', line(1, `${'9'.repeat(62)}1`, answerOf(1)), { kind: 'unknown' }],
    [
      'a spreadsheet number',
      line(1, '4.71E+62', answerOf(1)),
      { kind: 'installationIdDamaged', damage: { kind: 'scientific' } },
    ],
    [
      'lost leading zeros',
      line(1, idOf(1).replace(/^0+/, ''), answerOf(1)),
      { kind: 'installationIdDamaged', looksLike: 'P12-001' },
    ],
    [
      'a cut one',
      line(1, idOf(2).slice(0, 54), answerOf(2)),
      { kind: 'installationIdCut', looksLike: 'P12-002' },
    ],
    [
      'the reference of another request',
      line(1, idOf(2), answerOf(2), 'P12-003'),
      { kind: 'mismatch', says: 'P12-003', belongsTo: 'P12-002' },
    ],
    [
      'a cut confirmation ID',
      line(1, idOf(1), answerOf(1).slice(0, 45)),
      { kind: 'confirmationIdDamaged', damage: { kind: 'tooShort', digits: 45 } },
    ],
  ])('refuses a line with %s', (_, answer, refusal) => {
    const verdict = verdictOf(answer)
    expect(verdict).toMatchObject({ kind: 'refused', refusal })
    if (verdict) expect(verdictSentence(verdict)).toMatch(/\.$/)
  })

  it('says to which package an installation ID belongs instead', () => {
    const others = new Map([[idOf(7), 11]])
    const verdict = verdictOf(line(1, idOf(7), answerOf(7)), REQUESTS, others)
    expect(verdict).toMatchObject({ kind: 'refused', refusal: { kind: 'unknown', otherPackage: 11 } })
    expect(verdict && verdictSentence(verdict)).toContain('package 11')
  })

  it('recognises an installation ID in the place of the answer', () => {
    const old = { ...request(4), installationId: '12'.repeat(27) }
    expect(verdictOf(line(1, idOf(1), '12'.repeat(27)), [...REQUESTS, old])).toMatchObject({
      refusal: { kind: 'confirmationIdIsInstallationId' },
    })
  })

  it('takes one of two equal lines, and none of two that contradict each other', () => {
    const equal = matchAnswers([line(2, idOf(1), answerOf(1)), line(5, idOf(1), answerOf(1))], REQUESTS)
    expect(equal).toMatchObject([
      { verdict: { kind: 'take' } },
      { verdict: { refusal: { kind: 'duplicate', line: 2 } } },
    ])
    const contrary = matchAnswers([line(2, idOf(1), answerOf(1)), line(5, idOf(1), answerOf(2))], REQUESTS)
    expect(contrary).toMatchObject([
      { verdict: { refusal: { kind: 'conflicting', line: 5 } } },
      { verdict: { refusal: { kind: 'conflicting', line: 2 } } },
    ])
  })

  it('refuses one answer for two machines, in the file and against what is stored', () => {
    const filled = matchAnswers([line(2, idOf(1), answerOf(1)), line(3, idOf(2), answerOf(1))], REQUESTS)
    expect(filled).toMatchObject([
      { verdict: { refusal: { kind: 'shared', with: 'P12-002' } } },
      { verdict: { refusal: { kind: 'shared', with: 'P12-001' } } },
    ])
    const stored = [request(1, 'answered', answerOf(1)), request(2)]
    expect(verdictOf(line(1, idOf(2), answerOf(1)), stored)).toMatchObject({ refusal: { kind: 'shared' } })
  })

  it('knows a replay, refuses another answer for the same machine, and takes a late one', () => {
    const stored = [request(1, 'verified', answerOf(1)), request(2, 'expired'), request(3, 'cancelled')]
    expect(verdictOf(line(1, idOf(1), answerOf(1)), stored)).toEqual({
      kind: 'known',
      row: 1,
      reference: 'P12-001',
    })
    expect(verdictOf(line(1, idOf(1), answerOf(2)), stored)).toMatchObject({
      refusal: { kind: 'conflictsWithStored' },
    })
    expect(verdictOf(line(1, idOf(2), answerOf(2)), stored)).toMatchObject({ kind: 'take', isLate: true })
    expect(verdictOf(line(1, idOf(3), answerOf(3)), stored)).toMatchObject({ refusal: { kind: 'cancelled' } })
  })

  it('leaves a line without an answer open', () => {
    expect(verdictOf(line(1, idOf(1), ' '))).toEqual({ kind: 'unanswered', row: 1, reference: 'P12-001' })
  })

  it('judges every line, takes each request at most once and never throws', () => {
    const anyText = fc.oneof(
      fc.constantFrom(...[1, 2, 3, 9].flatMap((row) => [idOf(row), answerOf(row), idOf(row).slice(0, 50)])),
      fc.string(),
    )
    const anyLines = fc.array(fc.tuple(anyText, anyText, fc.option(anyText, { nil: undefined })))
    fc.assert(
      fc.property(anyLines, (texts) => {
        const lines = texts.map(([id, answer, reference], at) => line(at + 1, id, answer, reference))
        const judged = matchAnswers(lines, REQUESTS)
        const rows = judged.flatMap(({ verdict }) => (verdict.kind === 'take' ? [verdict.row] : []))
        expect(judged.map(({ line: at }) => at)).toEqual(lines.map(({ line: at }) => at))
        expect(new Set(rows).size).toBe(rows.length)
        for (const { verdict } of judged) expect(verdictSentence(verdict).length).toBeGreaterThan(10)
      }),
    )
  })

  it('says every refusal in a sentence', () => {
    expect(answerRefusalSentence({ kind: 'conflicting', line: 4 })).toContain('Line 4')
  })
})
