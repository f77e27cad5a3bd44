import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { writeConfirmationId } from '@/lib/activation/offline/confirmation-id'
import { writeInstallationId } from '@/lib/activation/offline/installation-id'
import { exchangeCsv, exchangeJson } from '@/lib/format/exchange-file'
import { readAnswers } from './read-answers'

const IID = '0123456'.repeat(9)
const OTHER = '7654321'.repeat(9)
const CID = '012345'.repeat(8)
const bytes = (text: string, encoding = 'utf-8') =>
  iconv.encode(text, encoding, { addBOM: encoding !== 'utf-8' })
const read = async (text: string, encoding?: string) => readAnswers(bytes(text, encoding))
const both = [
  { installationId: IID, confirmationId: CID },
  { installationId: OTHER, confirmationId: '' },
]

const FILE = {
  number: 12,
  lastFive: '7XQWD',
  keyLabel: 'Windows 11 Enterprise',
  dueAt: '2026-12-03T23:59:59.000Z',
  withNames: true,
  contentHash: 'ab'.repeat(32),
  requests: [IID, OTHER].map((installationId, index) => ({
    row: index + 1,
    reference: `P12-00${index + 1}`,
    machine: `pc-${index + 1}`,
    productLabel: 'Windows 10',
    activationId: null,
    installationId,
  })),
}

describe('an answer file', () => {
  it('is our own CSV with the column filled in', async () => {
    const filled = exchangeCsv(FILE).replace(
      `${writeInstallationId(IID)},`,
      `${writeInstallationId(IID)},${writeConfirmationId(CID)}`,
    )
    expect(await read(filled)).toMatchObject({
      ok: true,
      format: 'table',
      answers: [
        {
          line: 2,
          reference: 'P12-001',
          installationId: writeInstallationId(IID),
          confirmationId: writeConfirmationId(CID),
        },
        { line: 3, reference: 'P12-002', confirmationId: '' },
      ],
    })
  })

  it.each([
    ['semicolons, other order and names', `CID;IID\r\n${CID};${IID}\r\n;${OTHER}\r\n`, undefined],
    ['tabs in UTF-16', `Installation ID\tConfirmation ID\r\n${IID}\t${CID}\r\n${OTHER}\t\r\n`, 'utf-16le'],
    ['German headers', `Installations-ID;Bestätigungs-ID\r\n${IID};${CID}\r\n${OTHER};\r\n`, undefined],
    ['upper case with underscores', `INSTALLATION_ID,CONFIRMATION_ID\n${IID},${CID}\n${OTHER},\n`, undefined],
    [
      'a note and "sep=" above',
      `sep=;\r\nPackage 12\r\n\r\nIID;CID\r\n${IID};${CID}\r\n${OTHER};\r\n`,
      undefined,
    ],
    ['empty rows of a spreadsheet', `IID;CID;x\r\n${IID};${CID};1\r\n;;\r\n${OTHER};;2\r\n;;\r\n`, undefined],
    ['text cells', `IID,CID\r\n"=""${IID}""","=""${CID}"""\r\n"=""${OTHER}""",\r\n`, undefined],
  ])('may have %s', async (_, text, encoding) => {
    const answer = await read(text, encoding)
    const found = answer.ok ? answer.answers : []
    const digits = (value: string | undefined) => (value ?? '').replace(/\D/g, '')
    expect(found.map((one) => [digits(one.installationId), digits(one.confirmationId)])).toEqual(
      both.map((one) => [one.installationId, one.confirmationId]),
    )
  })

  it('may have no header where the numbers speak for themselves', async () => {
    expect(await read(`pc-1;${IID};${CID}\npc-2;${OTHER};${CID}\n`)).toMatchObject({
      ok: true,
      answers: [
        { line: 1, installationId: IID },
        { line: 2, installationId: OTHER },
      ],
    })
  })

  it('is our own JSON with the lines of its text', async () => {
    const filled = exchangeJson(FILE).replace('"confirmationId": null', `"confirmationId": "${CID}"`)
    expect(await read(filled)).toMatchObject({
      ok: true,
      format: 'json',
      answers: [
        { installationId: IID, confirmationId: CID, reference: 'P12-001' },
        { installationId: OTHER },
      ],
    })
    const lines = await read(filled).then((answer) =>
      answer.ok ? answer.answers.map(({ line }) => line) : [],
    )
    expect(filled.split('\n')[(lines[1] ?? 0) - 1]).toContain(OTHER)
  })

  it('is a list of VAMT, with and without its confirmation IDs', async () => {
    const product = (iid: string, cid: string) =>
      `<Computer Name="pc"><Products><Product><Sku Id="x" Name="Windows"/><InstallationId>${iid}</InstallationId>${cid}</Product></Products></Computer>`
    const cil = `<?xml version="1.0"?>\n<SoftwareLicensingData><Computers>\n${product(IID, `<ConfirmationId>${CID}</ConfirmationId>`)}\n${product(OTHER, '<ConfirmationId/>')}\n</Computers></SoftwareLicensingData>`
    expect(await read(cil, 'utf-16le')).toMatchObject({
      ok: true,
      format: 'vamt',
      answers: [
        { line: 3, installationId: IID, confirmationId: CID },
        { line: 4, installationId: OTHER },
      ],
    })
    const cut = await read(cil.slice(0, -60))
    expect(cut.ok && cut.answers.at(-1)?.problem).toContain('XML')
  })

  it.each([
    ['no text', new Uint8Array(4096).fill(0), 'noText'],
    ['nothing at all', Buffer.alloc(0), 'empty'],
    ['blank lines behind a byte order mark', Buffer.from('\uFEFF\r\n\r\n'), 'empty'],
    ['something else', Buffer.from('apples\r\npears\r\n'), 'notRecognised'],
    ['broken JSON', Buffer.from('{"a": '), 'notRecognised'],
    ['no answers', Buffer.from('IID;CID\r\n'), 'noAnswers'],
  ])('is refused with its reason: %s', async (_, content, kind) => {
    expect(await readAnswers(content)).toMatchObject({ ok: false, refusal: { kind } })
  })

  it('never throws on any bytes', async () => {
    const unit = fc.constantFrom(...'0129;,\t"<>/&{}[]:\n\r=é–😀ab')
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        async (content) => void (await readAnswers(content)),
      ),
      { numRuns: 60 },
    )
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, maxLength: 80 }), async (text) => {
        for (const start of ['<Product><InstallationId>', '[{"iid":"', 'IID;CID\n']) await read(start + text)
      }),
      { numRuns: 60 },
    )
  }, 20_000)
})
