import { expect, it } from 'vitest'
import { contentOf, type ExchangeFile, exchangeCsv, exchangeJson } from './exchange-file'

const FILE: ExchangeFile = {
  number: 12,
  lastFive: '7XQWD',
  keyLabel: 'Windows 11 Enterprise',
  dueAt: '2026-12-03T23:59:59.000Z',
  withNames: true,
  contentHash: 'ab'.repeat(32),
  requests: [
    {
      row: 7,
      reference: 'P12-007',
      machine: 'pc-7.lab.example',
      productLabel: 'Windows 10, Enterprise',
      activationId: '73111121-5638-40f6-bc11-f1d7b0d64300',
      installationId: '0123456'.repeat(9),
    },
  ],
}

it('writes numbers that no spreadsheet takes for numbers', () => {
  const [header, row] = exchangeCsv(FILE).split('\r\n')
  expect(header).toContain('Confirmation ID (with dashes as text)')
  expect(row).toBe(
    `12,P12-007,pc-7.lab.example,"Windows 10, Enterprise",73111121-5638-40f6-bc11-f1d7b0d64300,${Array(9).fill('0123456').join('-')},,2026-12-03,${'ab'.repeat(32)}`,
  )
})

it('leaves names out where the package does', () => {
  const nameless = { ...FILE, withNames: false }
  for (const text of [exchangeCsv(nameless), exchangeJson(nameless)]) {
    expect(text).toContain('machine-007')
    expect(text).not.toContain('pc-7')
  }
})

it('has the same content to be hashed with and without names', () => {
  expect(contentOf(FILE.requests)).toBe(
    `P12-007,73111121-5638-40f6-bc11-f1d7b0d64300,${'0123456'.repeat(9)}\n`,
  )
})

it('writes JSON with digits as text', () => {
  expect(JSON.parse(exchangeJson(FILE)).requests[0]).toMatchObject({
    installationId: '0123456'.repeat(9),
    confirmationId: null,
  })
})
