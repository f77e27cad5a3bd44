/**
 * Runs everything: npm test. A part of it: npm test -- unit db (words of stage names). Goes on after a failure, so that
 * the last line counts all tests.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { runStage, skipStage } from './test/stage'
import { stages } from './test/stages'

const folder = join(import.meta.dirname, '../test-results')
mkdirSync(folder, { recursive: true })

const wanted = process.argv.slice(2)
const chosen = stages(folder).filter(
  ({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)),
)

let passed = 0
let failed = 0
const broken = new Set<string>()
for (const stage of chosen) {
  const isPossible = stage.needs === undefined || !broken.has(stage.needs)
  const count = isPossible ? await runStage(stage, folder) : skipStage(stage)
  if (count.failed > 0) broken.add(stage.name)
  passed += count.passed
  failed += count.failed
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
