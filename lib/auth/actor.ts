import { headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { cache } from 'react'
import type { Permission } from '@/lib/data/permission'
import { pool, readPool } from '@/lib/data/pool'
import { fromWhereItCan } from '@/lib/data/replica'
import { type Actor, NOBODY, userActor } from './actor-kinds'
import { noteNotPermitted } from './audited-refusals'
import { authFor } from './auth'
import { ROLES, type Role } from './permissions'
import { readSession, type SessionPerson } from './read-session'
import { REQUEST_ADDRESS } from './request-address'
import { clientAddress, requestProtocol } from './same-origin'

export type { Actor } from './actor-kinds'

/** Who holds the session of this request, whatever it is good for; undefined when signed out, expired or disabled. */
export const currentSession = cache(async (): Promise<SessionPerson | undefined> => {
  const requestHeaders = await headers()
  const person = await fromWhereItCan((source) => sessionPerson(requestHeaders, source))
  return person && !person.disabledAt ? person : undefined
})

/** Who makes this request, read from the session row; nobody without a session that is whole. */
export const currentActor = cache(async (): Promise<Actor> => {
  const person = await currentSession()
  return person?.standing === 'whole' ? actorOf(person) : NOBODY
})

/** The same for what somebody does who cannot do anything else before: setting up the second factor that their role needs. */
export async function securingActor(): Promise<Actor> {
  const person = await currentSession()
  if (!person || person.standing === 'waits') return NOBODY
  const actor = actorOf(person)
  return person.standing === 'whole' ? actor : { ...actor, can: (asked) => asked === 'own.secure' }
}

function actorOf({ id, name, role, siteIds, sessionId, confirmedAt }: SessionPerson): Actor {
  const known = roleOf(role)
  const session = { id: sessionId, confirmedAt: confirmedAt === null ? null : new Date(confirmedAt) }
  return known ? userActor({ id, name, role: known, siteIds, session }) : NOBODY
}

async function sessionPerson(requestHeaders: Headers, source: 'primary' | 'replica') {
  const auth = authFor(requestProtocol(requestHeaders), source)
  // A session is renewed in its row, which cannot be written on a replica.
  const where =
    source === 'replica'
      ? { db: readPool(), renews: false }
      : { db: pool(), client: clientAddress(requestHeaders) }
  return readSession(requestHeaders.get('cookie'), await auth.$context, new Date(), where)
}

/**
 * First line of a page. Someone signed out goes to sign in and comes back to the same address; someone without the
 * permission gets the page that says so (status 403, `app/forbidden.tsx`). Loaders and operations check again by
 * themselves.
 */
export async function requireActor(permission: Permission): Promise<Actor> {
  const actor = await requireSignedIn()
  if (!actor.can(permission)) {
    const requestHeaders = await headers()
    const where = requestHeaders.get(REQUEST_ADDRESS)?.split('?')[0]
    await noteNotPermitted(actor, permission, { client: clientAddress(requestHeaders), where })
    forbidden()
  }
  return actor
}

/** Whoever is signed in, in whatever role; somebody else goes to sign in, or on with it, and comes back. */
export async function requireSignedIn(): Promise<Actor> {
  const actor = await currentActor()
  if (actor.kind === 'nobody') redirect(await signInPath())
  return actor
}

/** Where somebody goes on who is not in yet, and comes back from to this address. */
async function signInPath(): Promise<string> {
  const address = (await headers()).get(REQUEST_ADDRESS) ?? '/'
  const path = NEXT_STEP[(await currentSession())?.standing ?? 'none']
  return address === '/' ? path : `${path}?next=${encodeURIComponent(address)}`
}

const NEXT_STEP = {
  none: '/sign-in',
  waits: '/second-factor',
  mustSetUp: '/second-factor/setup',
  whole: '/sign-in',
} as const

function roleOf(value: string): Role | undefined {
  return ROLES.find((role) => role === value)
}
