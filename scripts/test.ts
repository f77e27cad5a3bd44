/**
 * Runs everything: npm test. A part of it: npm test -- unit db (words of stage names). Goes on after a failure, so that
 * the last line counts all tests. With CI=true a browser test that failed is tried once more, and named above that line
 * when it then passed.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { runStages } from './test/run-stages'
import { runStage, skipStage } from './test/stage'
import { stages } from './test/stages'

const folder = join(import.meta.dirname, '../test-results')
mkdirSync(folder, { recursive: true })

const wanted = process.argv.slice(2)
const chosen = stages(folder).filter(
  ({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)),
)

const counts = await runStages(chosen, (stage) => runStage(stage, folder), skipStage)
const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
const unsteady = counts.flatMap((count) => count.unsteady ?? [])
if (unsteady.length > 0) console.log('Unsteady, passed when tried once more:')
for (const test of unsteady) console.log(`  ${test}`)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)
