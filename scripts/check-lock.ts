/**
 * Whether `npm ci` works on every platform and `npm install` leaves the lock alone. Mended by
 * `npm install --package-lock-only`: with packages installed, npm leaves out those of other platforms.
 */
import { readFileSync } from 'node:fs'
import { lockProblems } from './lock-problems'

const problems = lockProblems(
  JSON.parse(readFileSync('package-lock.json', 'utf8')),
  JSON.parse(readFileSync('package.json', 'utf8')),
)
for (const problem of problems) console.error(`package-lock.json: ${problem}`)
process.exit(problems.length === 0 ? 0 : 1)
