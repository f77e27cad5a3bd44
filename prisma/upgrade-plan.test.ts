import { expect, it } from 'vitest'
import { migrationNames } from './migrate'
import { purposeOf, sayUpgrade, tablesIn } from './upgrade-plan'

it('finds the tables that a script reads or writes as a whole', () => {
  const script = `
    -- FROM a comment
    CREATE TABLE "note" ("id" TEXT);
    ALTER TABLE "client" ADD COLUMN "place" TEXT;
    CREATE UNIQUE INDEX "of_place" ON "license"("id");
    CREATE INDEX "note_id" ON "note"("id");
    UPDATE kms_host SET name = lower(name);
    INSERT INTO note SELECT name FROM client_name JOIN public.import ON true;`
  expect(tablesIn(script)).toEqual(['client', 'license', 'note', 'kms_host', 'client_name', 'import'])
})

it('says what a migration is for in the first sentence of its comment', () => {
  expect(purposeOf('-- Months of history: made on\n-- demand. And more.\nCREATE')).toBe('Months of history.')
  expect(purposeOf('-- Keeps 1.5 of it.\nCREATE')).toBe('Keeps 1.5 of it.')
  expect(purposeOf('CREATE')).toBe('')
})

it('tells time and room at most, and the way back', async () => {
  const [name = ''] = await migrationNames()
  const plan = {
    migrations: [{ name, purpose: 'Purpose.' }],
    databaseBytes: 4.2e9,
    rows: 1_000_000,
    bytes: 300e6,
  }
  expect(sayUpgrade(plan, 12e9)).toEqual([
    'This version makes 1 change to the database (4.2 GB):',
    `  ${name}: Purpose.`,
    'They touch tables of 1,000,000 rows: at most 77 s, and at most 600 MB of room until it is done; 12.0 GB are free. ' +
      'Mostly it is a small part of that.',
    'The way back is a backup of before, restored with the version of before.',
  ])
  expect(sayUpgrade({ ...plan, rows: 0, bytes: 0 }, null)[2]).toContain('this takes seconds')
})
