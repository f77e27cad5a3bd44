import { expect, it } from 'vitest'
import { emptyTestDatabase, withTestDatabase } from '@/lib/data/database.testing'
import { migrationNames } from './migrate'
import { planUpgrade } from './upgrade-plan'

const database = withTestDatabase()

it('has what an earlier version lacks, and nothing for an empty database or one of this version', async () => {
  expect(await planUpgrade(database.url)).toBeUndefined()
  expect(await planUpgrade(await emptyTestDatabase())).toBeUndefined()
  const last = (await migrationNames()).at(-1) ?? ''
  await database.pool.query('DELETE FROM _prisma_migrations WHERE migration_name = $1', [last])
  const plan = await planUpgrade(database.url)
  expect(plan?.migrations).toEqual([{ name: last, purpose: expect.stringMatching(/\.$/) }])
  expect(plan?.databaseBytes).toBeGreaterThan(1e6)
})
