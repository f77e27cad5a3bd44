import type { FoundGroup } from './group-roles'

/** Who somebody is, by the word of a provider. */
export interface ProvidedPerson {
  /** what the provider calls them for ever: `sub`, objectGUID */
  subject: string
  name: string
  email: string | undefined
  /** the provider says that the address is theirs */
  isEmailVerified: boolean
  groups: readonly FoundGroup[]
}

export type Claims = Readonly<Record<string, unknown>>

/**
 * The person of a verified ID token. Groups come from nowhere else: what a userinfo endpoint says is not signed, and the
 * profiles that libraries make of it lose them.
 * @param groupClaim 'groups', or a path such as 'realm_access.roles'
 */
export function personOfClaims(claims: Claims, groupClaim: string): ProvidedPerson {
  const email = [claims.email, claims.preferred_username, claims.upn].find(isAddress)?.toLowerCase()
  return {
    subject: String(claims.sub),
    name: [claims.name, claims.preferred_username, email, claims.sub].find(isText)?.slice(0, 100) ?? '',
    email,
    isEmailVerified: claims.email_verified === true && email === String(claims.email).toLowerCase(),
    groups: groupsOf(claims, groupClaim),
  }
}

function groupsOf(claims: Claims, path: string): FoundGroup[] {
  const value = Object.hasOwn(claims, path) ? claims[path] : path.split('.').reduce<unknown>(fieldOf, claims)
  const names = (Array.isArray(value) ? value : [value]).filter(isText)
  return names.map((name) => ({ name, keys: [name] }))
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined

/**
 * Whether the provider left the groups out because there are too many (Entra ID over 200 groups). Source: Microsoft identity
 * platform, "Groups overage claim".
 */
export function isOverage(claims: Claims, groupClaim: string): boolean {
  const elsewhere = fieldOf(claims, '_claim_names')
  return claims.hasgroups === true || fieldOf(elsewhere, groupClaim) !== undefined
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

const isAddress = (value: unknown): value is string =>
  isText(value) && value.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)

/** A claim as the test shows it: '3 values: a, b, c'; long ones cut. */
export function sayClaim(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
