import {
  countSignInAttempt,
  countSpacedAttempt,
  forgetSignInAttempts,
  uncountSignInAttempt,
} from '@/lib/data/people/sign-in-attempts'
import { networkOf } from './network-of'
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

/** Ways to a provider that one client may begin: each makes this console ask the provider. */
const PROVIDER_STARTS = { most: 300, windowMinutes: 10 } as const

/** Counts a way to a provider; answers when the next one is allowed, or undefined when this one may go on. */
export async function providerHeldUntil(client: string, now: Date): Promise<Date | undefined> {
  const counter = `provider:${hashToken(networkOf(client))}`
  const { attempts, endsAt } = await countSignInAttempt(counter, PROVIDER_STARTS.windowMinutes, now)
  return attempts > PROVIDER_STARTS.most ? new Date(endsAt) : undefined
}

/**
 * Tries at one account of a directory, by whatever name and from wherever: fewer than lock it there. Half are kept for
 * browsers in which the person has signed in before, so that strangers keep nobody out.
 */
const DIRECTORY_TRIES = { most: 4, windowMinutes: 30 } as const

export interface DirectoryTry {
  /** provider and what it calls the person */
  account: string
  isKnownBrowser: boolean
  /** what the directory says of itself, where it does */
  lockout: { threshold: number; windowMinutes: number } | undefined
}

/** Counts a try before the password goes to the directory. Answers when the next may be made, or undefined when this one may. */
export async function directoryHeldUntil(
  { account, isKnownBrowser, lockout }: DirectoryTry,
  now: Date,
): Promise<Date | undefined> {
  const least = lockout && lockout.threshold > 0 ? lockout.threshold - 1 : DIRECTORY_TRIES.most
  const most = Math.max(1, Math.min(DIRECTORY_TRIES.most, least))
  const windowMinutes = Math.max(DIRECTORY_TRIES.windowMinutes, lockout?.windowMinutes ?? 0)
  const ofStrangers = most - Math.floor(most / 2)
  const held = await countSpacedAttempt(
    directoryCounter(account),
    isKnownBrowser ? most : ofStrangers,
    windowMinutes,
    now,
  )
  return held === undefined ? undefined : new Date(held)
}

/** After the right password: the directory counts anew as well. */
export const directoryTrySucceeded = (account: string, now: Date): Promise<void> =>
  forgetSignInAttempts(directoryCounter(account), now)

/** When the directory did not look at the password after all. */
export const directoryTryNotMade = (account: string): Promise<void> =>
  uncountSignInAttempt(directoryCounter(account))

const directoryCounter = (account: string) => `directory:${hashToken(account)}`

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
