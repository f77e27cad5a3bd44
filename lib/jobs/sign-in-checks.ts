import { checkSignedIn } from '@/lib/operations/sign-in/check-signed-in'
import { type Rounds, startRounds } from './rounds'

const HOUR_MS = 3_600_000

/** Reads again, each hour, the groups of those who are signed in through a directory. */
export function startSignInChecks(): Rounds {
  return startRounds(
    async () => {
      await checkSignedIn(new Date())
      return undefined
    },
    { pauseMs: HOUR_MS, complaint: 'the groups of those who are signed in were not read again' },
  )
}
