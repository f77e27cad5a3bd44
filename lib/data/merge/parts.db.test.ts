import { expect, it } from 'vitest'
import { withTestDatabase } from '../database.testing'
import { inTransaction } from '../transaction'
import { makePartsTable, partsTogether, removeLeftParts } from './parts'

const database = withTestDatabase()

it('removes what a killed console left behind days ago, and nothing of an import that is running', async () => {
  const running = await inTransaction(makePartsTable)
  await database.pool.query('CREATE UNLOGGED TABLE part.staged_20250101_0a0a0a0a ()')
  await removeLeftParts(new Date())
  const { rows } = await database.pool.query(
    `SELECT 'part.' || relname AS name FROM pg_class WHERE relname LIKE 'staged%' AND relnamespace = 'part'::regnamespace`,
  )
  expect(rows).toEqual([{ name: running }])
})

it('merges neighbouring parts together until they are large enough', () => {
  expect([...partsTogether([3, 0, 4, 9, 1], () => 5)]).toEqual([
    { from: 0, to: 2, rows: 7 },
    { from: 3, to: 3, rows: 9 },
    { from: 4, to: 4, rows: 1 },
  ])
})
