/**
 * Takes an import out of the record in a process of its own, for a test that kills it:
 * `node --import tsx scripts/take-back.ts IMPORT NOW`, with DATABASE_URL.
 */
import { findImport } from '@/lib/data/imports/import-store'
import { takeBackImport } from '@/lib/operations/imports/import-take-back'

const [importId = '', now = ''] = process.argv.slice(2)
const row = await findImport(importId)
if (row) await takeBackImport(row, { isLost: false }, new Date(now))
process.exit(0)
