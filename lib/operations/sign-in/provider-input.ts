import { z } from 'zod'
import { role, siteList } from '@/lib/auth/credentials'

/** What may be entered about a way to sign in. */

const name = z
  .string('Enter a name.')
  .trim()
  .min(1, 'Enter a name.')
  .max(60, 'The name has at most 60 characters.')

const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])$/

const issuer = z
  .string('Enter the issuer.')
  .trim()
  .max(500, 'The issuer is too long.')
  .refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (!url || url.username + url.password + url.search + url.hash !== '') return false
    return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK_HOST.test(url.hostname))
  }, 'Enter the issuer as the provider shows it: an address that begins with https://.')

const DOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/

/** 'corp.example, lab.example' */
const domains = z
  .string()
  .default('')
  .transform((text) => [
    ...new Set(
      text
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ])
  .refine(
    (all) => all.every((one) => DOMAIN.test(one)),
    'Enter domains such as corp.example, apart by commas.',
  )
  .refine((all) => all.length <= 50, 'At most 50 domains.')

const scopes = z
  .string()
  .trim()
  .default('openid profile email')
  .transform((text) => [...new Set(['openid', ...text.split(/\s+/).filter(Boolean)])].join(' '))
  .refine(
    (text) => text.length <= 500 && /^[\x21\x23-\x5b\x5d-\x7e ]+$/.test(text),
    'Scopes are words apart by blanks.',
  )

const oidc = {
  name,
  domains,
  clientId: z.string('Enter the client ID.').trim().min(1, 'Enter the client ID.').max(300),
  scopes,
  groupClaim: z
    .string()
    .trim()
    .max(200)
    .default('groups')
    .transform((text) => text || 'groups'),
}
const secret = z.string().trim().max(1_000, 'The secret is too long.')

export const newOidcProvider = z.object({
  ...oidc,
  issuer,
  clientSecret: secret.min(1, 'Enter the client secret.'),
})
/** The issuer stays: whom it calls `sub` is known by it. An empty secret keeps the one that is there. */
export const changedOidcProvider = z.object({
  ...oidc,
  providerId: z.uuid(),
  clientSecret: secret.default(''),
})
export const newDirectoryProvider = z.object({ name, domains, directoryId: z.uuid('Choose a directory.') })
export const changedDirectoryProvider = z.object({ name, domains, providerId: z.uuid() })
export const aProvider = z.object({ providerId: z.uuid() })

const group = z
  .string('Enter a group.')
  .trim()
  .min(1, 'Enter a group.')
  .max(1_000, 'The name of a group has at most 1,000 characters.')

export const aGroupRole = aProvider.extend({ group, role, sites: siteList })
export const aGroup = aProvider.extend({ group })
