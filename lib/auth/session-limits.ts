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

/** A session that was used is written down so often at most. */
export const RENEWED_EVERY_MINUTES = 5

const HOUR_MS = 3_600_000

/** When a session ends unless it is used again before. */
export function sessionEnd(role: Role, startedAt: Date, usedAt: Date): Date {
  const { idleHours, mostHours } = SESSION_LIMITS[role]
  return new Date(Math.min(usedAt.getTime() + idleHours * HOUR_MS, startedAt.getTime() + mostHours * HOUR_MS))
}
