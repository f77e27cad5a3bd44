/**
 * `npm run retention -- [--months N]`: what of the history goes next night, month by month, by EVENT_RETENTION_MONTHS or by
 * another number of months. Changes nothing.
 */
import { parseArgs } from 'node:util'
import { closePools } from '@/lib/data/pool'
import { keptFrom, previewExpiredEvents } from '@/lib/data/retention'
import { formatCount } from '@/lib/format/counts'
import { setting } from '@/lib/server/environment'
import { connectConsole } from './console-connection'

const USAGE = 'Usage: npm run retention -- [--months N]'
const months = readMonths()
const database = await connectConsole({ migrates: false })
process.env.DATABASE_URL = database.url
const now = new Date()
const expired = await previewExpiredEvents(now, months)
await closePools()
await database.close()

if (months === 0) {
  console.log('All history is kept (EVENT_RETENTION_MONTHS=0).')
} else {
  const from = keptFrom(now, months).toISOString().slice(0, 7)
  console.log(`Of the last ${months} months everything is kept: from ${from} on.`)
}
for (const { month, events, kept, bytes } of expired) {
  const size = `${(bytes / 1e6).toFixed(1)} MB`
  console.log(
    `${month}  ${formatCount(events - kept)} of ${formatCount(events)} events go, ${formatCount(kept)} stay  ${size}`,
  )
}
const going = expired.reduce((sum, { events, kept }) => sum + events - kept, 0)
console.log(
  going === 0
    ? 'Nothing goes.'
    : `In all ${formatCount(going)} events go. The newest word and the newest reading of each license stay, and all changes of state.`,
)
process.exit(0)

function readMonths(): number {
  try {
    const { values } = parseArgs({ options: { months: { type: 'string' } } })
    if (values.months === undefined) return setting('EVENT_RETENTION_MONTHS')
    if (!/^\d{1,4}$/.test(values.months)) throw new Error('--months takes a whole number.')
    return Number(values.months)
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`)
    process.exit(2)
  }
}
