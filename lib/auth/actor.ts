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
import { readSession } from './read-session'
import { REQUEST_ADDRESS } from './request-address'
import { clientAddress, requestProtocol } from './same-origin'

export type { Actor } from './actor-kinds'

/** Who makes this request, read from the session row; nobody when signed out, expired or disabled. */
export const currentActor = cache(async (): Promise<Actor> => {
  const requestHeaders = await headers()
  const user = await fromWhereItCan((source) => sessionPerson(requestHeaders, source))
  if (!user || user.disabledAt) return NOBODY
  const role = roleOf(user.role)
  return role ? userActor({ id: user.id, name: user.name, role }) : NOBODY
})

async function sessionPerson(requestHeaders: Headers, source: 'primary' | 'replica') {
  const auth = authFor(requestProtocol(requestHeaders), source)
  // A session is renewed in its row, which cannot be written on a replica.
  const where = source === 'replica' ? { db: readPool(), renews: false } : { db: pool() }
  return readSession(requestHeaders.get('cookie'), await auth.$context, new Date(), where)
}

/**
 * First line of a page. Someone signed out goes to sign in and comes back to the same address; someone without the
 * permission gets the page that says so (status 403, `app/forbidden.tsx`). Loaders and operations check again by
 * themselves.
 */
export async function requireActor(permission: Permission): Promise<Actor> {
  const actor = await currentActor()
  if (actor.kind === 'nobody') redirect(await signInPath())
  if (!actor.can(permission)) {
    const requestHeaders = await headers()
    const where = requestHeaders.get(REQUEST_ADDRESS)?.split('?')[0]
    await noteNotPermitted(actor, permission, { client: clientAddress(requestHeaders), where })
    forbidden()
  }
  return actor
}

async function signInPath(): Promise<string> {
  const address = (await headers()).get(REQUEST_ADDRESS) ?? '/'
  return address === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(address)}`
}

function roleOf(value: string): Role | undefined {
  return ROLES.find((role) => role === value)
}
