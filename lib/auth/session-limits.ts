import { ROLES, type Role } from './permissions'

/**
 * How long somebody stays signed in: without a request, and at all. Whoever can do more signs in more often (OWASP ASVS
 * 5.0, 7.3: both limits, by what is at stake).
 */
export const SESSION_LIMITS: Readonly<Record<Role, { idleHours: number; mostHours: number }>> = {
  licensingAdmin: { idleHours: 2, mostHours: 12 },
  manager: { idleHours: 8, mostHours: 72 },
  helpdesk: { idleHours: 12, mostHours: 168 },
}

/** Of all roles: longer than that no cookie is kept. */
export const LONGEST_SESSION_HOURS = Math.max(...ROLES.map((role) => SESSION_LIMITS[role].mostHours))

/** Through a provider at most: whoever left the group there is out by then. */
const PROVIDER_MOST_HOURS = 12

/** A session that was used is written down so often at most. */
export const RENEWED_EVERY_MINUTES = 5

const HOUR_MS = 3_600_000

/** So long a session waits for the second factor after the password. */
const WAITING_MINUTES = 10

export function waitingEnd(startedAt: Date): Date {
  return new Date(startedAt.getTime() + WAITING_MINUTES * 60_000)
}

/** When a session ends unless it is used again before. */
export function sessionEnd(
  { role, isOfProvider }: { role: Role; isOfProvider: boolean },
  startedAt: Date,
  usedAt: Date,
): Date {
  const { idleHours, mostHours } = SESSION_LIMITS[role]
  const most = isOfProvider ? Math.min(mostHours, PROVIDER_MOST_HOURS) : mostHours
  return new Date(Math.min(usedAt.getTime() + idleHours * HOUR_MS, startedAt.getTime() + most * HOUR_MS))
}
