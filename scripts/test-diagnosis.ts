/**
 * `npm run test:diagnosis -- [FLEETS] [FROM]`: how often the diagnosis finds what is wrong in fleets with known faults
 * (1800 when absent, from seed 1). Exit code 1 when the true cause is first in fewer than 9 of 10 or not among the first three.
 */
import { sayScore, scoreFleets } from '@/lib/activation/diagnosis/score-fleets.testing'

const [fleets = 1800, from = 1] = process.argv.slice(2).map(Number)
const score = scoreFleets({ from, fleets })
console.info(sayScore(score))
for (const name of score.accused) console.info(`accused although well: ${name}`)
const isGood = score.first >= 0.9 * score.fleets && score.among === score.fleets && score.accused.length === 0
process.exitCode = isGood ? 0 : 1
