/** `npm run pending`: what this version would change in the database at its next start. Changes nothing. */
import { freeBytes } from '@/lib/server/disk-room'
import { planUpgrade, sayUpgrade } from '@/prisma/upgrade-plan'
import { connectConsole } from './console-connection'

const database = await connectConsole({ migrates: false })
process.env.DATABASE_URL = database.url
const plan = await planUpgrade(database.url)
const lines = plan
  ? sayUpgrade(plan, await freeBytes())
  : ['Nothing: the database is as this version wants it.']
for (const line of lines) console.log(line)
await database.close()
process.exit(0)
