import { hashToken, newToken } from '@/lib/auth/token'
import { keepShortly, readKept } from '@/lib/data/people/kept-shortly'

const nameOf = (token: string) => `refusal ${hashToken(token)}`

/**
 * Keeps why somebody was not signed in for the page that tells them, under a name for its address: a sentence in the address
 * itself could be anybody's.
 */
export async function keepRefusal(sentence: string, now: Date): Promise<string> {
  const token = newToken()
  await keepShortly(nameOf(token), sentence, now)
  return token
}

/** The sentence; absent after a few minutes. */
export function readRefusal(token: string, now: Date): Promise<string | undefined> {
  return readKept(nameOf(token), now)
}
