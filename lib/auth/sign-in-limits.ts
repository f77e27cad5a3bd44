import {
  countSignInAttempt,
  forgetSignInAttempts,
  uncountSignInAttempt,
} from '@/lib/data/people/sign-in-attempts'
import { hashToken } from './token'

/**
 * How many attempts there may be before one has to wait. A person's are counted for the address and the client
 * together, so that nobody is kept out by what strangers try elsewhere; a browser in which this person has signed in
 * before has a count of its own and is not held up by others behind the same client address.
 */
export const SIGN_IN_LIMITS = {
  client: { most: 30, windowMinutes: 10 },
  person: { most: 10, windowMinutes: 15 },
  device: { most: 10, windowMinutes: 15 },
} as const

export interface SignInAttempt {
  email: string
  /** network address the request comes from */
  client: string
  /** of a browser in which this person has signed in before */
  deviceId?: string
}

/**
 * Counts an attempt, before the password is looked at. Answers when the next one is allowed, or undefined when this one
 * may go on.
 */
export async function refusedUntil(attempt: SignInAttempt, now: Date): Promise<Date | undefined> {
  for (const { counter, most, windowMinutes } of countersOf(attempt)) {
    const { attempts, endsAt } = await countSignInAttempt(counter, windowMinutes, now)
    if (attempts > most) return new Date(endsAt)
  }
  return undefined
}

/** After the right password: the person's count begins anew; the client's is as if this attempt had not been. */
export async function attemptSucceeded(attempt: SignInAttempt, now: Date): Promise<void> {
  for (const { kind, counter } of countersOf(attempt)) {
    if (kind === 'client') await uncountSignInAttempt(counter)
    else await forgetSignInAttempts(counter, now)
  }
}

/** When the password was not looked at after all. */
export async function attemptNotMade(attempt: SignInAttempt): Promise<void> {
  for (const { counter } of countersOf(attempt)) await uncountSignInAttempt(counter)
}

function countersOf({ email, client, deviceId }: SignInAttempt) {
  if (deviceId) return [counterOf('device', deviceId)]
  const network = networkOf(client)
  return [counterOf('client', network), counterOf('person', `${email} ${network}`)]
}

/** The hash, so that a password typed into the address field is not kept in the clear. */
function counterOf(kind: keyof typeof SIGN_IN_LIMITS, of: string) {
  return { kind, counter: `${kind}:${hashToken(of)}`, ...SIGN_IN_LIMITS[kind] }
}

/** Whoever has an address of IPv6 has all of its /64. */
export function networkOf(client: string): string {
  if (!client.includes(':')) return client
  const [head = '', tail = ''] = client.split('::')
  const left = head.split(':').filter(Boolean)
  const right = client.includes('::') ? tail.split(':').filter(Boolean) : []
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  return [...left, ...zeros, ...right].slice(0, 4).join(':')
}
