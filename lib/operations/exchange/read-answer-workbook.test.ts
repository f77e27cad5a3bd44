import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchAnswers } from '@/lib/activation/offline/match-answers'
import { readAnswers } from './read-answers'
import {
  type TestCell,
  workbookEntries,
  workbookOf,
  workbookWithRows,
  zipOf,
} from './workbook/workbook.testing'

const IID = '0123456'.repeat(9)
const OTHER = '7654321'.repeat(9)
const CID = '912345'.repeat(8)
const HEADER = ['Request', 'Installation ID', 'Confirmation ID']

const read = (rows: readonly (readonly TestCell[])[]) => readAnswers(workbookOf(rows))

/** What each line comes to against two requests. */
async function verdicts(rows: readonly (readonly TestCell[])[]) {
  const answer = await read(rows)
  const asked = [IID, OTHER].map((installationId, at) => ({
    row: at + 1,
    reference: `P7-00${at + 1}`,
    installationId,
    state: 'carriedOut' as const,
  }))
  return answer.ok ? matchAnswers(answer.answers, asked) : []
}

describe('a workbook of answers', () => {
  it('is read as the same table in CSV is, with the rows of its sheet', async () => {
    const rows = [['Package 7'], [], HEADER, ['P7-001', IID, CID], [], ['P7-002', OTHER, null]]
    expect(await read(rows)).toEqual({
      ok: true,
      format: 'workbook',
      answers: [
        { line: 4, reference: 'P7-001', installationId: IID, confirmationId: CID },
        { line: 6, reference: 'P7-002', installationId: OTHER, confirmationId: '' },
      ],
    })
  })

  it('may have its answers on another sheet than the first, and no header', async () => {
    const notes = [['Remember to lock the cabinet.']]
    const bytes = zipOf(workbookEntries({ Notes: notes, Machines: [['pc-1', IID, CID]] }))
    expect(await readAnswers(bytes)).toMatchObject({
      ok: true,
      answers: [{ line: 1, installationId: IID, confirmationId: CID }],
    })
  })

  it('keeps the zeros and dashes of text cells', async () => {
    const dashed = CID.replace(/(\d{6})(?=\d)/g, '$1-')
    expect(await verdicts([HEADER, ['', `${IID} `, dashed]])).toMatchObject([
      { line: 2, verdict: { kind: 'take', row: 1, confirmationId: CID } },
    ])
  })

  it('refuses a number that Excel rounded, line by line, and takes the others', async () => {
    const rows = [HEADER, ['P7-001', IID, Number(CID)], ['P7-002', OTHER, CID]]
    expect(await verdicts(rows)).toMatchObject([
      {
        line: 2,
        verdict: {
          kind: 'refused',
          refusal: { kind: 'confirmationIdDamaged', damage: { kind: 'scientific' } },
        },
      },
      { line: 3, verdict: { kind: 'take', row: 2 } },
    ])
    const installation = await verdicts([HEADER, ['P7-001', Number(OTHER), CID]])
    expect(installation).toMatchObject([
      { verdict: { refusal: { kind: 'installationIdDamaged', damage: { kind: 'scientific' } } } },
    ])
  })

  it('masks a product key that stands in it', async () => {
    const key = ['BCDFG', 'HJKMP', 'QRTVW', 'XY234', '6789N'].join('-')
    expect(JSON.stringify(await read([HEADER, [key, IID, CID]]))).not.toContain(key)
  })
})

const FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>'
const BOMB = { name: 'xl/media/more.xml', content: Buffer.alloc(40 * 1024 * 1024, 0x20) }

describe('a workbook that cannot be used is refused with its reason:', () => {
  it.each([
    ['locked or of Excel 97', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'oldOrLocked'],
    [
      'an encrypted archive',
      zipOf([{ name: 'xl/workbook.xml', content: 'x', isEncrypted: true }]),
      'oldOrLocked',
    ],
    ['cut off', workbookOf([HEADER]).subarray(0, 700), 'brokenWorkbook'],
    ['no archive behind its first letters', Buffer.from('PK are my initials'), 'brokenWorkbook'],
    [
      'a text document',
      zipOf([
        { name: '[Content_Types].xml', content: '<x/>' },
        { name: 'word/document.xml', content: '<x/>' },
      ]),
      'noWorkbook',
    ],
    ['OpenDocument', zipOf([{ name: 'content.xml', content: '<x/>' }]), 'noWorkbook'],
    ['broken XML inside', zipOf(workbookWithRows('<row r="1"><c r="A1"><v>1</row>')), 'brokenWorkbook'],
    ['a bomb', zipOf([...workbookEntries({ A: [HEADER] }), BOMB]), 'workbookTooLarge'],
    [
      'a bomb that declares little',
      zipOf([...workbookEntries({ A: [HEADER] }), { ...BOMB, declared: 10 }]),
      'brokenWorkbook',
    ],
    [
      'too many entries',
      zipOf(Array.from({ length: 501 }, (_, at) => ({ name: `${at}.xml`, content: '' }))),
      'workbookTooLarge',
    ],
    ['a cell in the last row there is', zipOf(workbookWithRows(FAR)), 'workbookTooWide'],
    [
      'a cell in a row beyond counting',
      zipOf(workbookWithRows(FAR.replaceAll('1048576', '1e12'))),
      'workbookTooWide',
    ],
    [
      'a cell in a column beyond counting',
      zipOf(workbookWithRows('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>')),
      'workbookTooWide',
    ],
    ['no column of answers', workbookOf([['Name', 'Age']]), 'notRecognised'],
    ['no lines', workbookOf([HEADER]), 'noAnswers'],
  ])('%s', async (_, bytes, kind) => {
    expect(await readAnswers(bytes)).toMatchObject({ ok: false, refusal: { kind } })
  })

  it('and never throws or hangs, whatever bytes are changed', async () => {
    const whole = workbookOf([HEADER, ['P7-001', IID, CID]])
    const change = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const bytes = Buffer.from(whole)
        for (const { at, to } of changes) bytes[at] = to
        expect(typeof (await readAnswers(bytes)).ok).toBe('boolean')
      }),
      { numRuns: 150 },
    )
  }, 20_000)
})
