/**
 * `npm run emergency-access -- ADDRESS`: prints a one-time link with which a licensing admin who cannot sign in chooses a
 * new password, within 15 minutes. Only whoever may read the console's data directory, or knows DATABASE_URL, can run it.
 */
import { systemActor } from '@/lib/auth/actor-kinds'
import { closePools } from '@/lib/data/pool'
import { closePrisma } from '@/lib/data/prisma'
import { paths } from '@/lib/format/paths'
import { issueEmergencyLink } from '@/lib/operations/people/invitations'
import { readEnvironment } from '@/lib/server/environment'
import { connectConsole } from './console-connection'

const [address = ''] = process.argv.slice(2)
const database = await connectConsole()
const { PUBLIC_URL, PORT } = readEnvironment()
process.env.DATABASE_URL = database.url
const outcome = await issueEmergencyLink.run(systemActor('emergency access'), { email: address })
if (outcome.ok) {
  const base = PUBLIC_URL?.replace(/\/$/, '') ?? `http://localhost:${PORT}`
  console.log(`Opens once, until ${outcome.expiresAt.toISOString()}; the console must be running there:`)
  console.log(`${base}${paths.setUp({ token: outcome.token })}`)
  if (outcome.provider !== undefined) {
    console.log(
      `${outcome.provider} says who this is. Once the link is used, the account has a password of this console`,
    )
    console.log(
      'instead; signing in there takes it over again if the address is verified there, or an admin allows it.',
    )
  }
} else {
  const { sentence, fields } = issueEmergencyLink.say(outcome.refusal)
  console.error(sentence ?? Object.values(fields)[0])
  console.error('Usage: npm run emergency-access -- ADDRESS')
}
await Promise.all([closePools(), closePrisma()])
await database.close()
process.exit(outcome.ok ? 0 : 2)
